"""otter-grader's tests for the same exercises: the same scorer, and partial credit in steps.

A test case of otter passes or fails, so each criterion becomes a few cases, each worth an equal part of its points and
passed from its part of the points on. The scorer runs once a submission; the cases only compare.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

STEPS = 4
_HEAD = """\
import json

from otter.test_files import test_case

OK_FORMAT = False
name = {ident!r}
points = None
GOLD = json.loads({gold!r})
SCORED = {{}}


def reached(criterion, env):
    if not SCORED:
        from quellenkritik.tasks import answers, task

        result = task({ident!r}).score(answers.read(env[{ident!r}]), env["sheet"], GOLD)
        SCORED.update((c.id, c.points) for c in result.criteria)
    return SCORED[criterion]
"""
_CASE = """

@test_case(name={name!r}, points={points!r})
def test_{number}(env):
    assert reached({criterion!r}, env) >= {least!r}
"""


def text(ident: str, criteria: Mapping[str, float], gold: Mapping[str, Any]) -> str:
    """Return the test file of an exercise; ``criteria`` has the points of each criterion."""
    cases = [
        _CASE.format(
            name=f"{criterion} {step}", points=points / STEPS, number=number, criterion=criterion, least=least
        )
        for number, (criterion, step, least, points) in enumerate(_thresholds(criteria))
    ]
    return _HEAD.format(ident=ident, gold=json.dumps(gold, ensure_ascii=False)) + "".join(cases)


def _thresholds(criteria: Mapping[str, float]) -> Iterable[tuple[str, int, float, float]]:
    for criterion, points in criteria.items():
        for step in range(1, STEPS + 1):
            yield criterion, step, least(points, step), points


def least(points: float, step: int) -> float:
    """Return the points from which a case passes."""
    return points * step / STEPS - 1e-9


def in_steps(reached: Iterable[tuple[float, float]]) -> float:
    """Return what a submission must get from these cases, from the exact (points, most) of its criteria."""
    return sum(
        most / STEPS * sum(points >= least(most, step) for step in range(1, STEPS + 1))
        for points, most in reached
    )
