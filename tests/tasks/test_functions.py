"""The base of the function exercises: what counts of an answer, and that the tests of the graders catch a faulty one."""

from dataclasses import replace

import pytest

from quellenkritik.tasks import functions
from quellenkritik.tasks.core import CriterionResult, Result
from quellenkritik.tasks.functions import AGAIN, CALLS
from quellenkritik.tasks.rules import Rules
from tests.grading import programs
from tests.tasks import graders

TASK = programs.TASK
SHEET, GOLD = programs.key()


def answer(**changes):
    """Return the right answer with the entries of some calls exchanged."""
    right = TASK.solution(SHEET, GOLD)[CALLS]
    return {CALLS: {**right, **{name.replace("_", "-"): entry for name, entry in changes.items()}}}


def again(ident, entry):
    return {CALLS: {**answer()[CALLS], ident + AGAIN: entry}}


@pytest.mark.parametrize(
    ("given", "left", "faults"),
    [
        (answer(), 8, ()),
        ({}, 0, ()),
        ("", 0, ()),
        ([], 0, ()),
        ({CALLS: "x"}, 0, ()),
        (answer(c_8={"failed": "slow"}), 7, ("function-too-slow",)),
        (
            answer(c_8={"failed": "missing"}, c_7={"failed": "raised"}),
            6,
            ("function-raises", "function-missing"),
        ),
        (answer(c_8={"failed": "a word of the student's"}), 7, ()),
        (answer(c_8={"failed": ["slow"]}), 7, ()),
        (answer(c_8={"returned": "many"}), 7, ("function-returns-odd",)),
        (answer(c_8={"returned": ["1"]}), 7, ("function-returns-odd",)),
        (again("c-1", {"returned": "7"}), 7, ("function-remembers",)),
        (again("c-1", {"failed": "slow"}), 8, ("function-too-slow",)),
        ({CALLS: {"c-99": {"returned": "1"}}}, 0, ()),
    ],
)
def test_what_counts_of_an_answer(given, left, faults):
    settled = TASK.settled(given, GOLD)

    assert (left, faults) == (len(settled.values), settled.faults)


def test_the_first_calls_are_made_again_at_the_end():
    ids = [call.id for call in TASK.calls(GOLD)]

    assert [f"c-{n}" for n in range(1, 9)] + [f"c-{n}{AGAIN}" for n in range(1, 4)] == ids


@pytest.mark.parametrize(
    ("value", "entry"),
    [
        (3, {"returned": "3"}),
        ([("a", 0.5)], {"returned": [["a", "0.5"]]}),
        ({"b", "a"}, {"returned": ["a", "b"]}),
        (None, {"returned": ""}),
        (iter("a"), {"failed": "odd"}),
        (object(), {"failed": "odd"}),
        ([[[[[[[[[1]]]]]]]]], {"failed": "odd"}),
        ({("a",): 1}, {"failed": "odd"}),
    ],
)
def test_a_value_becomes_an_entry(value, entry):
    """Numbers are texts, tuples and sets are lists; what is no plain data has failed."""
    assert entry == functions.entry(value)


def test_a_value_that_holds_itself_has_failed():
    value = []
    value.append(value)

    assert {"failed": "odd"} == functions.entry(value)


def test_each_call_has_arguments_of_its_own():
    """What one call does to its input does not reach the next one, nor the key."""
    call = functions.Call("c", "spoil", ([1],))
    found = functions.results({"spoil": lambda values: values.append(1) or len(values)}, [call, call])

    assert {"c": {"returned": "2"}} == found
    assert ([1],) == call.arguments


def test_how_often_calls_failed_is_told_and_not_where():
    (problem,) = TASK.check(answer(c_7={"failed": "raised"}, c_8={"failed": "raised"}), SHEET)

    assert ("calls", "2 times: a call ended with an error") == (problem.where, problem.came)


# --- the tests of the graders, on a function exercise --------------------------------------------------------------


class Faulty(Rules):
    """The exercise rules, with each criterion's points changed by a function of the answer and the result."""

    def __init__(self, fault):
        self.fault = fault

    def score(self, answer, sheet, gold):
        right = super().score(answer, sheet, gold)
        return Result(self.id, tuple(self.fault(answer, c) for c in right.criteria))


def _points(c, points):
    return CriterionResult(c.id, points, c.max_points, c.raw, c.blind, c.codes)


def _by_length(answer, c):
    return _points(c, c.max_points * min(1.0, len(str(answer)) / 1500))


class Trusting(Rules):
    """A grader that trusts the shape of what comes back."""

    def misshapen(self, function, returned):
        return None

    def measured(self, values, gold):
        for returned in values.values():
            _ = [code + place for code, place in returned]
        return super().measured(values, gold)


ONE = graders.case("rules")


@pytest.mark.parametrize(
    ("check", "fault"),
    [
        (graders.solution_earns_everything, lambda answer, c: _points(c, c.points / 2)),
        (graders.nothing_earns_nothing, lambda answer, c: _points(c, 0.1)),
        (graders.documented_strategies_earn_nothing, lambda answer, c: _points(c, c.max_points * c.raw)),
        (graders.wrong_loci_earn_little, _by_length),
        (graders.result_is_plain, lambda answer, c: _points(c, 9.0)),
        (lambda one: graders.chance_earns_little(one, 20), _by_length),
        (graders.more_right_is_more, lambda answer, c: _points(c, c.max_points)),
        (graders.repair_never_lowers, lambda answer, c: replace(c, raw=1.0 - c.raw)),
    ],
)
def test_the_checks_of_the_graders_catch_a_faulty_function_exercise(check, fault):
    with pytest.raises(AssertionError):
        check(graders.with_task(ONE, Faulty(fault)))


def test_the_checks_of_the_graders_catch_one_that_trusts_what_comes_back():
    with pytest.raises((TypeError, ValueError)):
        graders.result_is_plain(graders.with_task(ONE, Trusting()))
