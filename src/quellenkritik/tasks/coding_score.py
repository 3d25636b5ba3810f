"""Scoring the exercise coding: agreement in bands, values with their quotations, signs of misunderstandings."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quellenkritik.measures.strata import Kappa, stratified_kappa
from quellenkritik.tasks import coding_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import entry_of, text_of
from quellenkritik.tasks.scoring import habit, in_turn

FALSE_CERTAINTY = -0.5
"""What a definite value costs where the telling has none."""

_STORY_OF_2024 = {"reversal": "same_day", "reason": "own_team"}
_BEFORE = "2024"


@dataclass(frozen=True)
class Unit:
    """One telling under one question: what the answer gives (empty where nothing valid came) and the key."""

    question: str
    value: str
    at: str
    gold: str
    accept: tuple[str, ...]
    shown_by: tuple[str, ...]
    own: tuple[str, ...]
    telling: Mapping[str, Any]

    @property
    def right(self) -> bool:
        """Whether the value is the key's or an accepted one."""
        return self.value in (self.gold, *self.accept)

    @property
    def definite(self) -> bool:
        """Whether the key has a value here, not a gap."""
        return self.gold not in w.GAPS

    @property
    def shown(self) -> bool:
        """Whether the locator shows the value; an accepted value may stand in any quotation of the telling."""
        return self.at in (self.shown_by if self.value == self.gold else self.own)

    @property
    def guessed(self) -> bool:
        """Whether a definite value was given where there is none."""
        return not self.definite and bool(self.value) and self.value not in w.GAPS and not self.right


def units(answer: Tree, sheet: Sheet, gold: Gold) -> list[Unit]:
    """Return every unit of the sheet: its tellings under the six questions."""
    return [
        _unit(answer, item, name, gold["items"][item["id"]])
        for item in sheet["items"]
        for name in w.QUESTIONS
    ]


def _unit(answer: Tree, item: Mapping[str, Any], name: str, key: Mapping[str, Any]) -> Unit:
    entry = entry_of(answer, "items", item["id"])
    value, at = text_of(entry, name), text_of(entry, w.at(name))
    own = (*(quote["id"] for quote in item["quotes"]), *((w.HEADLINE,) if "headline" in item else ()))
    unit = key["units"][name]
    return Unit(
        question=name,
        value=value if value in (*w.VALUES[name], *w.GAPS) else "",
        at=at if at in own else "",
        gold=unit["value"],
        accept=tuple(unit["accept"]),
        shown_by=tuple(unit["at"]),
        own=own,
        telling=key,
    )


def agreement(found: Sequence[Unit]) -> Kappa:
    """Return the agreement with the key over the six questions; an accepted value counts as the key's."""
    strata: dict[str, list[tuple[str, str]]] = {name: [] for name in w.QUESTIONS}
    for unit in found:
        strata[unit.question].append((unit.gold if unit.right else unit.value, unit.gold))
    return stratified_kappa(strata)


def band(value: float) -> Mapping[str, Any]:
    """Return the row of the published table for an agreement."""
    return next(row for row in w.BANDS if value >= float(str(row["from"])) - 1e-9)


def evidence_share(found: Sequence[Unit]) -> float:
    """Return right values with a quotation that shows them, less half of each guess, over the definite units."""
    wanted = sum(unit.definite for unit in found)
    right = sum(unit.definite and unit.right and _located(unit) for unit in found)
    guessed = sum(unit.guessed for unit in found)
    return max(0.0, (right + FALSE_CERTAINTY * guessed) / max(1, wanted))


def _located(unit: Unit) -> bool:
    """Return whether a right value is shown; a gap that is accepted in the place of a value needs no quotation."""
    return unit.value in w.GAPS or unit.shown


def value_codes(found: Sequence[Unit]) -> tuple[str, ...]:
    """Return the misunderstandings that the values show, each where it is a habit and not a slip."""
    return in_turn(
        {
            "later-fills-earlier": _habit(found, _invites_filling, _filled_from_later),
            "headline-is-speech": _habit(found, lambda u: u.question in u.telling["headline"], _headline),
            "unseen-is-silent": _habit(
                found, lambda u: u.gold == "not_seen", lambda u: u.value in w.GAPS and not u.right
            ),
            "one-meeting": _habit(
                found,
                lambda u: u.telling["other_talk"] and u.question == "answer" and not u.definite,
                lambda u: u.guessed,
            ),
            "gaps-filled": _habit(found, lambda u: not u.definite, lambda u: u.guessed),
        }
    )


def evidence_codes(found: Sequence[Unit]) -> tuple[str, ...]:
    """Return the misunderstanding that the locators show."""
    right = [unit for unit in found if unit.definite and unit.value == unit.gold]
    return in_turn({"no-evidence": habit(sum(not unit.shown for unit in right), len(right))})


def _invites_filling(unit: Unit) -> bool:
    """Return whether a later telling could fill a silence here: before 2024, no taking back or no reason."""
    return unit.question in _STORY_OF_2024 and not unit.definite and unit.telling["told"] < _BEFORE


def _filled_from_later(unit: Unit) -> bool:
    return unit.guessed and unit.value == _STORY_OF_2024[unit.question]


def _headline(unit: Unit) -> bool:
    return not unit.right and unit.value == unit.telling["headline"][unit.question]


def _habit(found: Sequence[Unit], invites: Callable[[Unit], bool], wrong: Callable[[Unit], bool]) -> bool:
    places = [unit for unit in found if invites(unit)]
    return habit(sum(wrong(unit) for unit in places), len(places))
