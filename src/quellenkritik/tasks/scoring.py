"""What the exercises share when they score: shares per criterion, corrected by the best thoughtless strategy.

An exercise says for each criterion which share of it an answer earns (:class:`Share`) and which thoughtless answers it
knows (``blind``). Everything else follows: points = max * max(0, (share - blind) / (1 - blind)), where ``blind`` is the
best share that any of these strategies earns on this very sheet.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from quellenkritik.measures.chance import best, rescale
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import CriterionResult, CriterionSpec, Gold, Misconception, Result, Sheet
from quellenkritik.tasks.form import Form, Problem
from quellenkritik.text import tokens


@dataclass(frozen=True)
class Share:
    """What an answer earns of one criterion before the correction: a share in [0, 1], feedback codes, notes."""

    value: float
    codes: tuple[str, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)


class ScoredTask(ABC):
    """The part of a task that is the same for all: check, score and the correction for thoughtless answers."""

    id: str
    topic: str
    title: str
    criteria: tuple[CriterionSpec, ...]
    misconceptions: tuple[Misconception, ...]
    _last: tuple[Sheet | None, Gold | None, dict[str, float]] = (None, None, {})

    @abstractmethod
    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key."""

    @abstractmethod
    def form(self, sheet: Sheet) -> Form:
        """Return the form of the answer."""

    @abstractmethod
    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion; never raises, whatever the answer is."""

    @abstractmethod
    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return an answer that earns every machine point."""

    @abstractmethod
    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the documented thoughtless strategies, by name."""

    @abstractmethod
    def show(self, sheet: Sheet) -> str:
        """Return the sheet as a piece of HTML: all that a student is given, and the vocabularies."""

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems of an answer."""
        return self.form(sheet).check(answer)

    def blind_shares(self, sheet: Sheet, gold: Gold) -> dict[str, float]:
        """Return for each criterion the best share of the documented thoughtless strategies on this sheet.

        The last sheet is remembered, since a class is scored on one sheet after the other: the very sheet and key, not
        ones that are equal. Neither is changed once it is drawn.
        """
        if self._last[0] is not sheet or self._last[1] is not gold:
            tried = [self.shares(answer, sheet, gold) for answer in self.blind(sheet).values()]
            found = {spec.id: best(shares[spec.id].value for shares in tried) for spec in self.criteria}
            self._last = (sheet, gold, found)
        return self._last[2]

    def score(self, answer: Tree, sheet: Sheet, gold: Gold) -> Result:
        """Return the corrected result; what is formally wrong counts as not answered."""
        shares, blind = self.shares(answer, sheet, gold), self.blind_shares(sheet, gold)
        return Result(
            self.id, tuple(_criterion(spec, shares[spec.id], blind[spec.id]) for spec in self.criteria)
        )


def _criterion(spec: CriterionSpec, share: Share, blind: float) -> CriterionResult:
    raw = min(1.0, max(0.0, float(share.value)))
    points = float(spec.points * rescale(raw, blind))
    return CriterionResult(spec.id, points, float(spec.points), raw, blind, share.codes, dict(share.notes))


def in_turn(codes: Mapping[str, bool]) -> tuple[str, ...]:
    """Return the codes whose sign was found, in the order given."""
    return tuple(code for code, found in codes.items() if found)


def habit(wrong: int, chances: int) -> bool:
    """Return whether a slip is a habit: made at half or more of the places that invite it."""
    return wrong > 0 and 2 * wrong >= chances


def is_run(words: str, text: str, most: int) -> bool:
    """Return whether the words are an exact run of one to ``most`` tokens of the text, whatever their case."""
    wanted, given = _tokens(words), _tokens(text)
    return 0 < len(wanted) <= most and _within(wanted, given)


def holds_one(words: str, cores: Collection[str]) -> bool:
    """Return whether the words hold one of the cores as a run of tokens; a core's odd marks must be there too."""
    wanted = _tokens(words)
    return any(_within(_tokens(core), wanted) and _marks(core) <= set(words) for core in cores)


@lru_cache(maxsize=4096)
def _tokens(text: str) -> tuple[str, ...]:
    """Return the tokens of a text whatever their case; a sheet's texts come again and again."""
    return tuple(tokens(text.casefold()))


def _within(run: Sequence[str], text: Sequence[str]) -> bool:
    return bool(run) and any(text[at : at + len(run)] == run for at in range(len(text) - len(run) + 1))


def _marks(core: str) -> set[str]:
    """Return the specks of text recognition in a core: marks that no token keeps."""
    return {mark for mark in core if mark in "·•¬|"}
