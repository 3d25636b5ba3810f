"""The practice sheet, key, solution and empty form of an exercise, as the release draws them."""

from functools import cache

from quellenkritik.tasks import task
from quellenkritik.tasks.functions import is_function_task
from tests.support import ROOT
from tests.tasks import graders


@cache
def practice(exercise):
    """Return sheet and key under the public seed."""
    case = graders.case(exercise)
    return case.sheet, case.gold


def solution(exercise):
    """Return the answer that earns everything; of a function exercise, the program that is handed out to instructors."""
    if is_function_task(task(exercise)):
        return next((ROOT / "solutions").glob(f"*/{exercise}.reference.py")).read_text(encoding="utf-8")
    return task(exercise).solution(*practice(exercise))


def template(exercise):
    """Return the empty form as YAML text, or the skeleton of a program."""
    if is_function_task(found := task(exercise)):
        return found.skeleton
    return task(exercise).form(practice(exercise)[0]).template()
