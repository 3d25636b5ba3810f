"""Scoring the exercise doctored: Brier skill of the probabilities, F1 of the signs, signs of misunderstandings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Any

from quellenkritik.measures.calibration import base_brier, brier
from quellenkritik.measures.classification import f1
from quellenkritik.tasks import doctored_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.form import entry_of, in_range, text_of
from quellenkritik.tasks.scoring import in_turn

Key = Mapping[str, Any]
UNSAID = 0.5
"""What an unanswered or unreadable probability counts as: knowing nothing."""

FOCUS_CODES = {
    "machine-reading": "garble-is-forgery",
    "release-order": "release-stamp-is-forgery",
    "lively-remark": "exciting-is-false",
    "misspelt-word": "spelling-betrays",
}


@dataclass(frozen=True)
class Coded:
    """What an answer gives for one paper; ``stated`` is None where no readable probability came."""

    stated: float | None
    tell: str
    where: str

    @property
    def forecast(self) -> float:
        """The probability that is scored."""
        return UNSAID if self.stated is None else self.stated

    @property
    def named(self) -> bool:
        """Whether a sign counts as named: on a paper that is held for altered."""
        return bool(self.tell) and self.stated is not None and self.stated >= w.SURE_ENOUGH


def coded(answer: Tree, sheet: Sheet) -> dict[str, Coded]:
    """Return what the answer gives for each paper; what is formally wrong counts as not given."""
    return {
        item["id"]: _one(entry_of(answer, w.ROUNDS[item["round"]], item["id"])) for item in sheet["items"]
    }


def _one(entry: Mapping[str, Tree]) -> Coded:
    stated, tell, where = (text_of(entry, name) for name in ("altered", "tell", "where"))
    return Coded(
        float(stated) if in_range(stated, 0.0, 1.0) else None,
        tell if tell in w.TELLS else "",
        where if where in w.WHERE else "",
    )


def verdict_share(answers: Mapping[str, Coded], keys: Mapping[str, Key]) -> float:
    """Return the Brier skill over the counting rounds, at least 0: 1 - sum(w * BS) / sum(w * BS of the base rate)."""
    came = base = 0.0
    for number, weight in w.WEIGHTS.items():
        forecasts, outcomes = series(answers, keys, [number])
        if outcomes:
            came += weight * brier(forecasts, outcomes)
            base += weight * base_brier(outcomes)
    return max(0.0, 1.0 - came / base) if base else 0.0


def series(
    answers: Mapping[str, Coded], keys: Mapping[str, Key], numbers: Iterable[int]
) -> tuple[list[float], list[bool]]:
    """Return probabilities and outcomes of the papers of some rounds, in the order of the key."""
    chosen = [i for i, key in keys.items() if key["round"] in set(numbers)]
    return [answers[i].forecast for i in chosen], [bool(keys[i]["altered"]) for i in chosen]


def hit(answer: Coded, key: Key) -> float:
    """Return 1 for a sign of this paper at its place, a half at another place, else 0."""
    right = {**key["accept"], **key["tells"]}
    if not answer.named or answer.tell not in right:
        return 0.0
    return 1.0 if answer.where in right[answer.tell] else 0.5


def tell_share(answers: Mapping[str, Coded], keys: Mapping[str, Key]) -> float:
    """Return the F1 of the signs over the counting rounds; one right sign a paper is all that is asked."""
    right = given = wanted = 0.0
    for i, key in keys.items():
        weight = w.WEIGHTS[key["round"]]
        right += weight * hit(answers[i], key)
        given += weight * answers[i].named
        wanted += weight * key["altered"]
    return 2.0 * right / (given + wanted) if given + wanted else f1(0, 0, 0)


def counting(keys: Mapping[str, Key]) -> list[str]:
    """Return the papers of the rounds that count."""
    return [i for i, key in keys.items() if w.WEIGHTS[key["round"]]]


def verdict_codes(answers: Mapping[str, Coded], keys: Mapping[str, Key]) -> tuple[str, ...]:
    """Return the misunderstandings that the probabilities show."""
    genuine = [i for i in counting(keys) if not keys[i]["altered"] and answers[i].stated is not None]
    stated = {i: answers[i].forecast for i in genuine}
    signs = {code: _suspected(stated, keys, focus) for focus, code in FOCUS_CODES.items()}
    wrong = [
        i
        for i in counting(keys)
        if answers[i].stated is not None and abs(answers[i].forecast - keys[i]["altered"]) >= 0.95
    ]
    return in_turn(
        {
            **signs,
            "certain-and-wrong": len(wrong) >= 2,
            "everything-is-suspect": len(genuine) >= 4 and _share_of_suspects(stated.values()) >= 0.75,
        }
    )


def _suspected(stated: Mapping[str, float], keys: Mapping[str, Key], focus: str) -> bool:
    """Return whether genuine papers with an oddity are suspected, and clearly more so than the other genuine ones."""
    here = [p for i, p in stated.items() if keys[i]["focus"] == focus]
    rest = [p for i, p in stated.items() if keys[i]["focus"] != focus]
    return len(here) >= 2 and bool(rest) and mean(here) >= 0.6 and mean(here) - mean(rest) >= 0.3


def _share_of_suspects(stated: Iterable[float]) -> float:
    values = list(stated)
    return sum(p > w.SURE_ENOUGH for p in values) / len(values)


def tell_codes(answers: Mapping[str, Coded], keys: Mapping[str, Key]) -> tuple[str, ...]:
    """Return the misunderstandings that the signs show."""
    chosen = counting(keys)
    named = [answers[i].tell for i in chosen if answers[i].named]
    return in_turn(
        {
            "one-sign-fits-all": len(named) >= 6 and max(map(named.count, named)) * 2 > len(named),
            "verdict-without-reason": _without_reason(answers, keys, chosen),
        }
    )


def _without_reason(answers: Mapping[str, Coded], keys: Mapping[str, Key], chosen: Sequence[str]) -> bool:
    """Return whether most altered papers are seen as such, and most of these without a right sign."""
    altered = [i for i in chosen if keys[i]["altered"]]
    seen = [i for i in altered if answers[i].forecast > w.SURE_ENOUGH]
    genuine = [i for i in chosen if not keys[i]["altered"]]
    cleared = [i for i in genuine if answers[i].forecast < w.SURE_ENOUGH]
    right = sum(hit(answers[i], keys[i]) > 0 for i in seen)
    return 2 * len(seen) > len(altered) and 2 * len(cleared) > len(genuine) and 2 * right < len(seen)
