"""The practice sheet, key, solution and empty form of an exercise, as the release draws them."""

from functools import cache

from quellenkritik.tasks import task
from tests.tasks import graders


@cache
def practice(exercise):
    """Return sheet and key under the public seed."""
    case = graders.case(exercise)
    return case.sheet, case.gold


def solution(exercise):
    """Return the answer that earns everything."""
    return task(exercise).solution(*practice(exercise))


def template(exercise):
    """Return the empty form as YAML text."""
    return task(exercise).form(practice(exercise)[0]).template()
