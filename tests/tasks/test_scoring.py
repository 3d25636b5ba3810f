"""What the exercises share: the correction, habits, runs of words, and the registry of tasks."""

import pytest

from quellenkritik import tasks
from quellenkritik.errors import Mistake
from quellenkritik.tasks import wording
from quellenkritik.tasks.core import CriterionSpec
from quellenkritik.tasks.scoring import ScoredTask, Share, habit, holds_one, in_turn, is_run

HINTS = ("a", "b", "c")


class Half(ScoredTask):
    """A task of two criteria: the answer is a share in words, and one thoughtless answer earns a quarter."""

    id = "half"
    criteria = (CriterionSpec("one", "One", 4.0, HINTS), CriterionSpec("two", "Two", 1.0, HINTS))
    misconceptions = ()
    calls = 0

    def draw(self, bank, seed):
        return {}, {}

    def form(self, sheet):
        raise NotImplementedError

    def show(self, sheet):
        return ""

    def shares(self, answer, sheet, gold):
        self.calls += 1
        value = float(answer or 0)
        return {"one": Share(value, ("low",) if value < 0.5 else ()), "two": Share(value * 2)}

    def solution(self, sheet, gold):
        return "1"

    def blind(self, sheet):
        return {"nothing": "", "a quarter": "0.25"}


def test_points_are_corrected_by_the_best_thoughtless_strategy():
    """(0.625 - 0.25) / (1 - 0.25) of four points, and a share above 1 is 1."""
    result = Half().score("0.625", {}, {})

    assert [c.points for c in result.criteria] == [2.0, 1.0]
    assert [c.blind for c in result.criteria] == [0.25, 0.5]
    assert [type(c.points) for c in result.criteria] == [float, float]


def test_thoughtless_strategies_are_scored_once_a_sheet():
    """Once for the very sheet and key; another sheet or another key, equal ones even, is looked at anew."""
    task, sheet, gold = Half(), {"items": []}, {"items": []}
    for answer in ("0.1", "0.2", "0.3"):
        task.score(answer, sheet, gold)
    assert task.calls == 3 + 2

    task.score("0.3", {"items": []}, gold)
    assert task.calls == 4 + 4
    task.score("0.3", sheet, {"items": []})
    assert task.calls == 5 + 6


def test_codes_stand_with_their_criterion():
    assert Half().score("0.3", {}, {}).codes == ("low",)


@pytest.mark.parametrize(
    ("wrong", "chances", "expected"),
    [(0, 0, False), (0, 3, False), (1, 1, True), (1, 2, True), (1, 3, False), (2, 3, True)],
)
def test_habit_is_half_of_the_places_or_more(wrong, chances, expected):
    assert habit(wrong, chances) == expected


def test_codes_come_in_the_given_order():
    assert in_turn({"b": True, "a": True, "c": False}) == ("b", "a")


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        ("sensitive", "I was sensitive to this", True),
        ("Sensitive", "I was sensitive to this", True),
        ("was sensitive", "I was sensitive to this", True),
        ("was to", "I was sensitive to this", False),
        ("sens", "I was sensitive to this", False),
        ("", "I was sensitive to this", False),
        ("I was sensitive to this", "I was sensitive to this", True),
        ("I was sensitive to this matter", "I was sensitive to this matter", False),
        ("с пониманием", "Я с пониманием относился к этому", True),
        ("Verstandnis", "Ich hatte Verständnis", False),
        ("Versta\u0308ndnis", "Ich hatte Verständnis", True),
        ("people’s", "my people's house", True),
    ],
)
def test_run_is_exact_up_to_case_and_dress(words, text, expected):
    assert is_run(words, text, most=5) == expected


@pytest.mark.parametrize(
    ("words", "cores", "expected"),
    [
        ("was sensitive to", ["sensitive"], True),
        ("was so", ["sensitive"], False),
        ("very beginning of", ["from the", "very beginning"], True),
        ("ought ·to get", ["·to"], True),
        ("ought to get", ["·to"], False),
        ("", ["sensitive"], False),
        ("sensitive", [], False),
    ],
)
def test_core_stands_within_the_words_given(words, cores, expected):
    assert holds_one(words, cores) == expected


def test_task_of_an_unknown_exercise_is_refused_with_those_there_are():
    with pytest.raises(Mistake, match="pivot"):
        tasks.task("nothing")


@pytest.mark.parametrize("exercise", ["sourcing", "pivot"])
def test_words_are_data_and_complete(exercise):
    task = tasks.task(exercise)

    assert task.criteria == wording.criteria(exercise)
    assert task.misconceptions == wording.misconceptions(exercise)
    assert all(len(m.feedback) > 60 for m in task.misconceptions)
