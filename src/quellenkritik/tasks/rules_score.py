"""Scoring the exercise rules: F1 over all findings on the unseen papers, and the signs of misunderstandings."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from quellenkritik.measures.classification import f1
from quellenkritik.tasks import rules_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.scoring import habit, in_turn

Key = Mapping[str, Any]
Claims = Mapping[str, frozenset[str]]
"""What a program claims of one paper: code -> the places that it names for it."""

ODDITIES = {
    "machine-reading": "garble-is-a-sign",
    "release-order": "release-stamp-is-a-sign",
    "lively-remark": "exciting-is-a-sign",
}


def claims(returned: Tree) -> Claims:
    """Return the findings of one paper, each once. The value has the right shape."""
    pairs = [pair for pair in returned if isinstance(pair, list)] if isinstance(returned, list) else []
    found: dict[str, frozenset[str]] = {}
    for code, place in pairs:
        found[str(code)] = found.get(str(code), frozenset()) | {str(place)}
    return found


@dataclass(frozen=True)
class Count:
    """Findings that are right, that were named, and that there are to be found."""

    right: int = 0
    named: int = 0
    wanted: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.right + other.right, self.named + other.named, self.wanted + other.wanted)

    @property
    def f1(self) -> float:
        """The F1 of the findings."""
        return f1(self.right, self.named, self.wanted)


def signs(found: Claims, key: Key) -> Count:
    """Count the codes of one paper, whatever their places."""
    named = set(found) - set(key["also"])
    return Count(len(named & set(key["tells"])), len(named), len(key["tells"]))


def places(found: Claims, key: Key) -> Count:
    """Count codes with their places. A sign that shows at several places is found by any of them, and counts once."""
    right = named = 0
    for code, where in found.items():
        if code in key["also"]:
            continue
        fitting = where & set(key["tells"].get(code, ()))
        right += bool(fitting)
        named += bool(fitting) + len(where - fitting)
    return Count(right, named, len(key["tells"]))


def codes(found: Mapping[str, Claims], keys: Mapping[str, Key]) -> tuple[str, ...]:
    """Return the misunderstandings that the codes show."""
    without_day = _without_day(found, keys)
    return in_turn(
        {
            **{code: _taken_for_a_sign(oddity, found, keys) for oddity, code in ODDITIES.items()},
            "rule-without-its-day": without_day,
            "everything-is-suspect": not without_day and _all_suspect(found, keys),
        }
    )


def place_codes(found: Mapping[str, Claims], keys: Mapping[str, Key]) -> tuple[str, ...]:
    """Return the misunderstandings that the places show: right signs, and most of them elsewhere."""
    right = [
        where & set(keys[i]["tells"][c])
        for i, own in found.items()
        for c, where in own.items()
        if c in keys[i]["tells"]
    ]
    elsewhere = sum(not fitting for fitting in right)
    return in_turn({"sign-without-its-place": elsewhere >= 3 and habit(elsewhere, len(right))})


def _false(found: Claims, key: Key) -> dict[str, frozenset[str]]:
    return {code: where for code, where in found.items() if code not in {**key["tells"], **key["also"]}}


def _taken_for_a_sign(oddity: str, found: Mapping[str, Claims], keys: Mapping[str, Key]) -> bool:
    """Return whether false findings stand on most papers with an oddity, and on clearly fewer of the others."""
    alarmed = {i: _alarm(oddity, _false(found.get(i, {}), key)) for i, key in keys.items()}
    here = [alarmed[i] for i, key in keys.items() if key["oddity"] == oddity]
    rest = [alarmed[i] for i, key in keys.items() if key["oddity"] != oddity]
    return (
        bool(here and rest)
        and 2 * sum(here) >= len(here)
        and sum(here) / len(here) - sum(rest) / len(rest) >= 0.3
    )


def _alarm(oddity: str, false: Mapping[str, Collection[str]]) -> bool:
    """Return whether false findings may come from an oddity: of a stamp those about stamp or order, else no dated ones."""
    if oddity == "release-order":
        return any("stamp" in where or code == "order-too-new" for code, where in false.items())
    return any(code not in w.DATED and "stamp" not in where for code, where in false.items())


def _without_day(found: Mapping[str, Claims], keys: Mapping[str, Key]) -> bool:
    """Return whether most of the dated signs that are named stand on papers whose day allows them."""
    named = [(i, code) for i, own in found.items() for code in own if code in w.DATED]
    false = [code for i, code in named if code in _false(found[i], keys[i])]
    return len(false) >= 6 and 2 * len(false) > len(named)


def _all_suspect(found: Mapping[str, Claims], keys: Mapping[str, Key]) -> bool:
    """Return whether the program finds something on nearly every paper on which there is nothing."""
    genuine = [i for i, key in keys.items() if not key["tells"]]
    return bool(genuine) and 4 * sum(bool(found.get(i)) for i in genuine) >= 3 * len(genuine)
