"""What a student is told beside the points: the diagram, the parts of the Brier score, and after round 1 everything.

Of the rounds that count only sums are told, and no point of the diagram stands for fewer than three papers, so that it
does not give away which paper was what. The key of round 1 is public: :func:`rehearsal` tells it paper by paper.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from quellenkritik.errors import Mistake
from quellenkritik.figures.reliability import reliability
from quellenkritik.figures.svg import Figure
from quellenkritik.measures.calibration import Bin, base_brier, brier, murphy, reliability_bins
from quellenkritik.specimens.rules import oddities, rules
from quellenkritik.tasks import doctored_score as scored
from quellenkritik.tasks import doctored_sheet, draw
from quellenkritik.tasks import doctored_words as w
from quellenkritik.tasks.answers import read
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.doctored_score import Coded, Key

LEAST = 3
"""The fewest papers behind one point of the diagram."""

COUNTING = tuple(number for number, weight in w.WEIGHTS.items() if weight)


def verdict_notes(answers: Mapping[str, Coded], keys: Mapping[str, Key]) -> dict[str, str]:
    """Return the scores by round, the parts of the score, and the diagram as SVG; nothing for an empty answer."""
    if all(answers[i].stated is None for i in keys):
        return {}
    by_round = [_round(number, answers, keys) for number in w.ROUNDS]
    forecasts, outcomes = scored.series(answers, keys, COUNTING)
    parts = murphy(forecasts, outcomes)._asdict()
    return {
        "rounds": w.NOTES["rounds"].format(rounds="; ".join(by_round)),
        "parts": w.NOTES["parts"].format(score=brier(forecasts, outcomes), **parts),
        "diagram": diagram(forecasts, outcomes, "reliability-counted").svg,
        # For the class view only; no student is told what each paper was.
        "stated": json.dumps([[p, int(o)] for p, o in zip(forecasts, outcomes, strict=True)]),
    }


def tell_notes(answers: Mapping[str, Coded], keys: Mapping[str, Key]) -> dict[str, str]:
    """Return how many signs were right, as sums over the rounds that count."""
    chosen = scored.counting(keys)
    hits = [scored.hit(answers[i], keys[i]) for i in chosen]
    if not any(answers[i].named for i in chosen):
        return {}
    counts = {
        "right": hits.count(1.0),
        "half": hits.count(0.5),
        "named": sum(answers[i].named for i in chosen),
        "wanted": sum(bool(keys[i]["altered"]) for i in chosen),
    }
    return {"signs": w.NOTES["signs"].format(**counts)}


def diagram(forecasts: Sequence[float], outcomes: Sequence[bool], name: str) -> Figure:
    """Return the reliability diagram of some papers."""
    points = merged(reliability_bins(forecasts, outcomes))
    return reliability(points, title=w.DIAGRAM["title"], caption=w.DIAGRAM["caption"], name=name)


def merged(bins: Sequence[Bin], least: int = LEAST) -> list[Bin]:
    """Return the points with small ones joined to their neighbours, until each stands for ``least`` items or is alone."""
    points = list(bins)
    while len(points) > 1 and min(point.items for point in points) < least:
        at = min(range(len(points)), key=lambda n: points[n].items)
        other = (
            at - 1 if at == len(points) - 1 or (at and points[at - 1].items <= points[at + 1].items) else at
        )
        points[other : other + 2] = [_together(points[other], points[other + 1])]
    return points


def _together(one: Bin, two: Bin) -> Bin:
    items = one.items + two.items
    forecast = (one.forecast * one.items + two.forecast * two.items) / items
    observed = (one.observed * one.items + two.observed * two.items) / items
    return Bin(one.low, two.high, forecast, observed, items)


def _round(number: int, answers: Mapping[str, Coded], keys: Mapping[str, Key]) -> str:
    """Return the scores of one round in words; a round without an answer is said to be empty."""
    forecasts, outcomes = scored.series(answers, keys, [number])
    stated = any(answers[i].stated is not None for i, key in keys.items() if key["round"] == number)
    scores = f"{brier(forecasts, outcomes):.3f} against {base_brier(outcomes):.3f}"
    return f"round {number} {scores}" + ("" if stated else " (empty: counted as 0.5 throughout)")


class Rehearsal:
    """The outcome of round 1: the diagram, and for each paper what it was and why."""

    def __init__(self, figure: Figure | None, lines: Sequence[str]) -> None:
        self.figure, self.lines = figure, tuple(lines)

    def __repr__(self) -> str:
        told = "" if self.figure is None else "\n".join(self.figure.alternative) + "\n\n"
        return told + "\n".join(self.lines)

    def _repr_html_(self) -> str:
        picture = "" if self.figure is None else self.figure._repr_html_()
        return picture + "<ul>" + "".join(f"<li>{escape(line)}</li>" for line in self.lines) + "</ul>"


def rehearsal(answer: object, sheet: Sheet) -> Rehearsal:
    """Return the outcome of round 1, whose key is public: it is made anew from the practice seed, here and now.

    Papers without a stated probability are left out, so that nobody is told what they have not yet tried.
    """
    kinds = [line["tell"] for line in sheet["card"]]
    keys = doctored_sheet.one_round(doctored_sheet.PUBLIC_ROUND, draw.PRACTICE_SEED, kinds)[1]
    try:
        answers = scored.coded(read(answer), sheet)
    except Mistake as mistake:
        return Rehearsal(None, [str(mistake)])
    tried = {i: key for i, key in keys.items() if i in answers and answers[i].stated is not None}
    if not tried:
        return Rehearsal(None, ["Round 1 is still empty. Fill it in, run its cell, and come back."])
    figure = diagram(*scored.series(answers, tried, [doctored_sheet.PUBLIC_ROUND]), "reliability-round-1")
    return Rehearsal(figure, [_told(i, answers[i], key) for i, key in tried.items()])


def _told(ident: str, answer: Coded, key: Mapping[str, Any]) -> str:
    """Return what one paper was, with the rule that it breaks or the oddity that is harmless."""
    said = f"{ident}: you said {answer.forecast:g}" + (f", {answer.tell}" if answer.tell else "")
    if not key["altered"]:
        return f"{said}. Not altered. {oddities()[key['focus']].harmless}"
    signs = " ".join(
        f"{code} ({' or '.join(key['tells'][code])}): {rules()[code].genuine}" for code in key["tells"]
    )
    return f"{said}. Altered. {signs}"
