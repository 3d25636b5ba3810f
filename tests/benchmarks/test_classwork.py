"""The generated class: the same for the same seed, of mixed quality, broken where it says so and nowhere else."""

import ast
import json
import random

import nbformat
import pytest
from benchmarks.grading import classwork

from quellenkritik.course import project, release
from quellenkritik.tasks import answers
from tests.support import ROOT

NUMBER = 90


@pytest.fixture(scope="module")
def school():
    here = project.find(ROOT)
    drawn = [
        release.bank.draw(here, e)
        for e in release.registry.load(here).exercises
        if e.id in ("sourcing", "pivot")
    ]
    return classwork.Class(drawn, here.exercises)


@pytest.fixture(scope="module")
def works(school):
    return list(school.works(NUMBER))


def _answer(work):
    cells = json.loads(work.text)["cells"]
    source = next(
        c["source"]
        for c in cells
        if c["metadata"].get("nbgrader", {}).get("grade_id") == f"{work.exercise}-answer"
    )
    return ast.literal_eval(ast.parse(source).body[0].value)


def test_the_same_class_comes_again_and_a_small_one_is_the_beginning_of_a_large_one(school, works):
    assert works[:20] == list(school.works(20))
    assert NUMBER == len({work.key for work in works})


def test_honest_work_is_a_valid_notebook_with_a_readable_answer(works):
    for work in (work for work in works if not work.broken):
        nbformat.validate(nbformat.reads(work.text, as_version=4))
        assert isinstance(answers.read(_answer(work)), dict)


def test_answers_differ_in_quality(school, works):
    """Nobody would believe a speed that was measured on empty forms."""
    scored = []
    for work in (work for work in works if not work.broken):
        one = next(one for one in school._drawn if one.exercise.id == work.exercise)
        result = one.task.score(answers.read(_answer(work)), one.sheet, one.gold)
        scored.append(result.points / result.max_points)

    assert 0 == min(scored)
    assert 1 == max(scored)
    assert 20 < sum(0 < share < 1 for share in scored)


def test_every_fifth_student_hands_in_one_broken_notebook(works):
    kinds = [work.broken for work in works if work.broken]

    assert NUMBER // 2 // classwork.BROKEN_EVERY == len(kinds)
    assert set(classwork.BROKEN) == set(kinds)


@pytest.mark.parametrize(("share", "expected"), [(1.0, "right"), (0.0, "wrong")])
def test_mixing_keeps_the_share_of_right_fields(share, expected):
    right = {"a": {"x": "right", "y": "right"}}
    wrong = {"a": {"x": "wrong", "y": "wrong"}}

    mixed = classwork.mixed(right, wrong, share, random.Random(1))
    assert {expected} == set(mixed["a"].values())


def test_torn_work_is_no_json_any_more(works):
    torn = next(work for work in works if work.broken == "torn")

    with pytest.raises(ValueError):
        json.loads(torn.text)
