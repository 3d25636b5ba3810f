"""The words of the formal check: nothing for a right answer, everything for an empty one, and never the key."""

import pytest

from quellenkritik.tasks import MODULES, report
from quellenkritik.tasks.form import Problem
from tests.tasks.drawn import practice, solution, template

FOUND = [
    Problem("items p-1, class", "'orginal'", "one of original, relay", "Did you mean original?"),
    Problem("items p-2, class", "nothing", "one of original, relay", "", missing=True),
    Problem("items p-2, when", "nothing", "a date", "As exact as you know it.", missing=True),
    Problem("items p-3, class", "nothing", "one of original, relay", "", missing=True),
    Problem("edges", "0 rows", "1 to 2 rows", missing=True),
]


def test_the_words():
    expected = """\
sample: 1 field not in order, 4 fields still empty.
  items p-1, class: came 'orginal'; expected one of original, relay. Did you mean original?
  still empty: items p-2: class, when
      class: expected one of original, relay.
      when: expected a date. As exact as you know it.
  still empty: items p-3: class
  still empty: edges
      edges: expected 1 to 2 rows."""

    assert expected == "\n".join(report.lines("sample", FOUND))


@pytest.mark.parametrize("exercise", MODULES)
def test_the_solution_has_no_formal_problem(exercise):
    sheet, _ = practice(exercise)

    assert [] == report.problems(exercise, solution(exercise), sheet)


@pytest.mark.parametrize("exercise", MODULES)
def test_the_empty_form_is_missing_everything_and_wrong_nowhere(exercise):
    sheet, _ = practice(exercise)
    found = report.problems(exercise, template(exercise), sheet)

    assert found
    assert all(problem.missing for problem in found)


@pytest.mark.parametrize("answer", ["a: [", "a: *x", object(), 10**30, {1: "a", "1": "b"}])
def test_an_answer_that_cannot_be_read_is_one_problem(answer):
    sheet, _ = practice("pivot")

    assert 1 == len(report.problems("pivot", answer, sheet))


@pytest.mark.parametrize("answer", ["", "words", [], {}, {"items": 3}, [[[]]], {"items": {"p-0": "x"}}])
@pytest.mark.parametrize("exercise", MODULES)
def test_any_shape_gives_words(exercise, answer):
    sheet, _ = practice(exercise)

    assert "expected" in "\n".join(report.lines(exercise, report.problems(exercise, answer, sheet)))
