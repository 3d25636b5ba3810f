"""Each check of ``graders.py`` catches the fault that it is there for: a faulty task fails it.

The faults are put into the exercise pivot, whose criteria are of all kinds: a mean of F1, a sum, a ratio.
"""

import copy
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import pytest

from quellenkritik.tasks import pivot
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import CriterionResult, Misconception, Result
from tests.tasks import graders


class Faulty(pivot.Pivot):
    """The exercise pivot, with its criteria's results changed by a function."""

    def __init__(self, fault: Callable[[Tree, CriterionResult], CriterionResult]) -> None:
        self.fault = fault

    def score(self, answer: Tree, sheet: Any, gold: Any) -> Result:
        right = super().score(answer, sheet, gold)
        return Result(self.id, tuple(self.fault(answer, c) for c in right.criteria))


def _with(points: float) -> Callable[[Tree, CriterionResult], CriterionResult]:
    return lambda answer, c: replace(c, points=points)


def _uncorrected(answer: Tree, c: CriterionResult) -> CriterionResult:
    return replace(c, points=c.max_points * c.raw)


def _by_length(answer: Tree, c: CriterionResult) -> CriterionResult:
    """Give points for anything that looks like a whole answer."""
    return replace(c, points=c.max_points * min(1.0, len(str(answer)) / 2_500))


def _dear_rightness(answer: Tree, c: CriterionResult) -> CriterionResult:
    """Let the share fall where more is right."""
    return replace(c, raw=1.0 - c.raw)


def _by_order(answer: Tree, c: CriterionResult) -> CriterionResult:
    """Let the order of the entries decide."""
    ids = list(answer["items"])
    return replace(c, points=c.points * (0.5 if ids[0] < ids[-1] else 1.0))


class Raising(pivot.Pivot):
    """A grader that trusts its input."""

    def score(self, answer: Tree, sheet: Any, gold: Any) -> Result:
        for entry in answer["items"].values():
            entry["class"].strip()
        return super().score(answer, sheet, gold)


class ByPlace(pivot.Pivot):
    """A grader that goes by the place of an entry and not by its id."""

    def score(self, answer: Tree, sheet: Any, gold: Any) -> Result:
        part = answer.get("items", {}) if isinstance(answer, dict) else {}
        entries = list(part.values()) if isinstance(part, dict) else []
        ids = [item["id"] for item in sheet["items"]]
        ranked = dict(zip(ids, entries, strict=False))
        good = copy.deepcopy(self.solution(sheet, gold))
        for i, entry in ranked.items():
            known = isinstance(entry, dict) and entry.get("class")
            good["items"][i] = good["items"][i] if known else ""
        return super().score(good, sheet, gold)


class Talkative(pivot.Pivot):
    """A task whose feedback tells a key and whose codes repeat."""

    misconceptions = tuple(
        Misconception("same", "Same", "Look at W-ria#q2, which has the word.") for _ in range(3)
    )


class Leaking(pivot.Pivot):
    """A task that writes the bank's ids on the sheet."""

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> Any:
        sheet, gold = super().draw(bank, seed)
        sheet["items"][0]["id"] = bank["items"][0]["id"]
        return sheet, gold


ONE = graders.case("pivot")
CASES = [graders.case("pivot", seed) for seed in graders.SEEDS[:2]]


def _faulty(fault: Callable[[Tree, CriterionResult], CriterionResult]) -> graders.Case:
    return graders.with_task(ONE, Faulty(fault))


def _broken_bank() -> graders.Case:
    bank = {**ONE.bank, "items": [{"id": "x", "given": {"quote": "W-nobody#q1"}}]}
    return replace(ONE, bank=bank)


@pytest.mark.parametrize(
    ("check", "faulty"),
    [
        (graders.solution_earns_everything, lambda: _faulty(_with(2.0))),
        (graders.nothing_earns_nothing, lambda: _faulty(_with(0.1))),
        (graders.documented_strategies_earn_nothing, lambda: _faulty(_uncorrected)),
        (lambda one: graders.chance_earns_little(one, 60), lambda: _faulty(_uncorrected)),
        (graders.wrong_loci_earn_little, lambda: _faulty(_by_length)),
        (graders.repair_never_lowers, lambda: _faulty(_dear_rightness)),
        (graders.more_right_is_more, lambda: _faulty(_with(8.0))),
        (graders.dress_does_not_matter, lambda: _faulty(_by_order)),
        (graders.result_is_plain, lambda: _faulty(_with(9.0))),
        (graders.result_is_plain, lambda: _faulty(_with(True))),
        (graders.locators_resolve, _broken_bank),
        (graders.words_are_kept, lambda: graders.with_task(ONE, Talkative())),
    ],
)
def test_check_catches_its_fault(check, faulty):
    with pytest.raises(AssertionError):
        check(faulty())


def test_check_of_plain_results_catches_a_grader_that_raises():
    with pytest.raises((AttributeError, TypeError, KeyError)):
        graders.result_is_plain(graders.with_task(ONE, Raising()))


def test_check_of_partners_answers_catches_a_grader_that_goes_by_place():
    faulty = [graders.with_task(one, ByPlace()) for one in CASES]

    with pytest.raises(AssertionError):
        graders.partners_sheet_earns_little(faulty)


def test_check_of_sheets_catches_an_id_of_the_bank():
    sheet, gold = Leaking().draw(ONE.bank, b"x")

    with pytest.raises(AssertionError):
        graders.sheet_holds_no_key(replace(ONE, sheet=sheet, gold=gold))


def test_check_of_sheets_catches_a_key_on_the_sheet():
    sheet = {**ONE.sheet, "accept": ["relay"]}

    with pytest.raises(AssertionError):
        graders.sheet_holds_no_key(replace(ONE, sheet=sheet))
