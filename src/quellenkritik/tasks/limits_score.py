"""Scoring the exercise limits: ordinal agreement in bands, steps with evidence, the signs of misunderstandings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from quellenkritik.measures.agreement import jackknife_interval, krippendorff_alpha
from quellenkritik.tasks import limits_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.form import entry_of, text_of
from quellenkritik.tasks.scoring import habit, in_turn

Coded = Mapping[str, str]
"""What an answer gives for one statement: ``step`` and ``locator``; empty where nothing valid came."""

Key = Mapping[str, Any]
Pair = tuple[str, str]
"""The step of the key and the step given."""

ORDER = tuple(w.STEPS)
FEW = 2
"""One is too few: a misunderstanding is told where it shows at so many statements at least, an interval likewise."""


def locators(sheet: Sheet) -> dict[str, set[str]]:
    """Return the ids of the quotations of each record."""
    return {record["id"]: {quote["id"] for quote in record["quotes"]} for record in sheet["records"]}


def coded(answer: Tree, sheet: Sheet) -> dict[str, Coded]:
    """Return what the answer gives for each statement; a value that is formally wrong is left empty."""
    known = locators(sheet)
    return {item["id"]: _one(answer, item, known[item["record"]]) for item in sheet["items"]}


def _one(answer: Tree, item: Mapping[str, Any], known: set[str]) -> Coded:
    entry = entry_of(answer, "items", item["id"])
    step, locator = text_of(entry, "step"), text_of(entry, "locator")
    return {
        "step": step if step in w.STEPS else "",
        "locator": locator if locator in known or locator == w.NONE else "",
    }


def step_right(answer: Coded, key: Key) -> bool:
    """Return whether the step is the key's or an accepted one."""
    return answer["step"] == key["step"] or answer["step"] in key["accept"]["step"]


def evidence_right(answer: Coded, key: Key) -> bool:
    """Return whether a right step stands with a quotation that carries it; the step ``none`` needs no quotation.

    What carries an accepted step only (``accept: {locator}``) does not carry the key's own.
    """
    if not step_right(answer, key):
        return False
    if answer["step"] == w.NONE:
        return answer["locator"] in ("", w.NONE)
    also = key["accept"]["locator"] if answer["step"] != key["step"] else ()
    return answer["locator"] in (*key["locator"], *also)


def pairs(answers: Mapping[str, Coded], keys: Mapping[str, Key]) -> tuple[Pair, ...]:
    """Return the step of the key and the step given for each statement, in an order of their own.

    An accepted step counts as the key's. A statement without an answer counts as the step that lies furthest from the
    key's: leaving out what is hard must not raise the agreement.
    """
    return tuple(sorted((key["step"], _given(answers[ident], key)) for ident, key in keys.items()))


def _given(answer: Coded, key: Key) -> str:
    if step_right(answer, key):
        return str(key["step"])
    return answer["step"] or max((ORDER[0], ORDER[-1]), key=lambda end: _apart(end, key["step"]))


def _apart(one: str, other: str) -> int:
    return abs(ORDER.index(one) - ORDER.index(other))


def alpha(units: Sequence[Pair]) -> float:
    """Return Krippendorff's ordinal alpha of key and answer."""
    return krippendorff_alpha(units, "ordinal", ORDER)


def banded(value: float) -> float:
    """Return the share that an alpha earns by the published table."""
    return next((share for least, share in w.BANDS if value >= least), 0.0)


@lru_cache(maxsize=512)
def agreement(units: tuple[Pair, ...]) -> tuple[float, float, float]:
    """Return alpha and its 95 % interval, cut to [-1, 1]; a class gives the same answers again and again."""
    if len(units) < FEW:
        return alpha(units), -1.0, 1.0
    low, high = jackknife_interval(units, alpha)
    return alpha(units), max(-1.0, low), min(1.0, high)


def in_words(units: tuple[Pair, ...]) -> str:
    """Return alpha, its interval and its band as one sentence for the student."""
    value, low, high = agreement(units)
    reached = next(((least, share) for least, share in w.BANDS if value >= least), None)
    band = w.BELOW.format(low=f"{w.BANDS[-1][0]:g}")
    if reached:
        band = w.BAND.format(low=f"{reached[0]:g}", share=f"{100 * reached[1]:g}")
    figures = {"alpha": f"{value:.2f}", "low": f"{low:.2f}", "high": f"{high:.2f}"}
    return str(w.TOLD.format(units=len(units), band=band, **figures))


def evidence_share(answers: Mapping[str, Coded], keys: Mapping[str, Key]) -> float:
    """Return the share of the statements with a right step and its evidence."""
    return sum(evidence_right(answers[i], key) for i, key in keys.items()) / max(1, len(keys))


_ABOVE = {step: ORDER[at + 1 :] for at, step in enumerate(ORDER)}
_SIGNS: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "record-is-transcript": (("record",), _ABOVE["gist"]),
    "marks-prove-wording": (("marks", "later", "occasion"), ("wording",)),
    "translation-keeps-words": (("translation",), _ABOVE["gist"]),
    "wish-told-is-wish": (("wish",), ("intention",)),
    "release-proves": (("release",), _ABOVE["none"]),
    "silence-is-denial": (("silence",), _ABOVE["meeting"]),
    "memory-is-record": (("later",), _ABOVE["topic"]),
    "any-record-will-do": (("occasion", "plan"), _ABOVE["none"]),
    "nothing-is-certain": (("open",), ORDER[: ORDER.index("wording")]),
}
"""Misunderstanding -> the traps that invite it, and the steps that show that somebody went into one."""


def codes(answers: Mapping[str, Coded], keys: Mapping[str, Key], sheet: Sheet) -> tuple[str, ...]:
    """Return the misunderstandings that the steps show, each where it is a habit and not a slip."""
    marked = {item["id"] for item in sheet["items"] if "\u201c" in item["statement"]}
    return in_turn(
        {code: _shown(answers, keys, code, marked if code.startswith("marks") else None) for code in _SIGNS}
    )


def _shown(answers: Mapping[str, Coded], keys: Mapping[str, Key], code: str, among: set[str] | None) -> bool:
    traps, signs = _SIGNS[code]
    places = [i for i, key in keys.items() if key["trap"] in traps and (among is None or i in among)]
    wrong = sum(answers[i]["step"] in signs and not step_right(answers[i], keys[i]) for i in places)
    return wrong >= FEW and habit(wrong, len(places))
