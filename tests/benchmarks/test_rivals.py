"""The tests given to nbgrader and otter score as ours do, as far as each of them can."""

import contextlib
import json
import sys
import types

import pytest
from benchmarks.grading import bare, otter_tests, stock

from quellenkritik.course import project, release
from quellenkritik.tasks import answers
from tests.support import ROOT


@pytest.fixture(scope="module")
def pivot():
    here = project.find(ROOT)
    return release.bank.draw(here, next(e for e in release.registry.load(here).exercises if e.id == "pivot"))


def _last_value(source, names):
    """Run a cell as a notebook does and return the value of its last line."""
    *body, last = [line for line in source.split("\n") if line and not line.startswith("###")]
    exec("\n".join(body), names)
    return eval(last, names)


def test_the_hidden_test_ends_with_the_points_of_the_answer(pivot, capsys):
    book = json.loads((ROOT / "exercises" / "translation" / "pivot.ipynb").read_text(encoding="utf-8"))
    cells = stock.with_hidden_tests(book, "pivot", pivot.gold)["cells"]
    source = next(c["source"] for c in cells if "BEGIN HIDDEN TESTS" in "".join(c["source"]))
    import quellenkritik as qk

    names = {"qk": qk, "sheet": pivot.sheet, "pivot": pivot.solution}
    assert 8.0 == _last_value(source, names)
    names["pivot"] = pivot.template
    assert 0.0 == _last_value(source, names)


class _Case:
    """What otter's decorator does with a case, in so far as the points follow from it."""

    def __init__(self, name, points):
        self.points = points

    def __call__(self, function):
        self.function = function
        return self


def _by_otter(pivot, answer, monkeypatch):
    stub = types.ModuleType("otter.test_files")
    stub.test_case = _Case
    monkeypatch.setitem(sys.modules, "otter", types.ModuleType("otter"))
    monkeypatch.setitem(sys.modules, "otter.test_files", stub)
    names = {}
    exec(otter_tests.text("pivot", {c.id: c.points for c in pivot.task.criteria}, pivot.gold), names)
    points = 0.0
    for case in (value for value in names.values() if isinstance(value, _Case)):
        with contextlib.suppress(AssertionError):
            case.function({"pivot": answer, "sheet": pivot.sheet})
            points += case.points
    return points


def test_otter_gives_all_points_to_the_solution_and_none_to_the_form(pivot, monkeypatch):
    assert 8.0 == _by_otter(pivot, pivot.solution, monkeypatch)
    assert 0.0 == _by_otter(pivot, pivot.template, monkeypatch)


def test_otter_gives_what_we_expect_of_its_steps(pivot, monkeypatch):
    """A partly right answer: what is compared with otter's grade is our exact result, brought to its steps."""
    answer = release.bank.to_yaml({"items": dict(list(answers.parse(pivot.solution)["items"].items())[:9])})
    result = pivot.task.score(answers.read(answer), pivot.sheet, pivot.gold)

    expected = otter_tests.in_steps((c.points, c.max_points) for c in result.criteria)
    assert expected == _by_otter(pivot, answer, monkeypatch)
    assert 0 < expected <= result.points


@pytest.mark.parametrize(
    ("points", "expected"), [(0.0, 0.0), (0.74, 0.0), (0.75, 0.75), (2.999, 2.25), (3.0, 3.0)]
)
def test_steps_round_down(points, expected):
    assert expected == otter_tests.in_steps([(points, 3.0)])


def test_the_bare_limit_runs_the_students_cells_and_survives_their_errors(tmp_path):
    names = bare.run(["a = 1", "1 / 0", "import os\nwhere = os.getcwd()", "b = a + 1"], tmp_path)

    assert (1, 2, str(tmp_path)) == (names["a"], names["b"], names["where"])


def test_the_bare_limit_leaves_out_what_only_opens_an_editor():
    book = {
        "cells": [
            {"cell_type": "code", "source": source} for source in ("x = 1", "qk.widget('pivot', sheet)")
        ]
    }

    assert ["x = 1"] == bare.code(json.dumps(book).encode())
    assert [] == bare.code(b'{"cells": [')
