"""The formal checks in words, the same in a notebook and on the command line: no key is known here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from quellenkritik.errors import Mistake
from quellenkritik.tasks import MODULES, answers, function_check, task
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.form import Problem
from quellenkritik.tasks.functions import is_function_task


def problems(exercise: str, answer: object, sheet: Sheet) -> list[Problem]:
    """Return the formal problems of an answer given as YAML text or as data; an unreadable answer is one problem.

    Where a program is asked for, the answer is the text of its cell, or its functions themselves.
    """
    asked: object = task(exercise)
    if is_function_task(asked):
        return function_check.problems(asked, answer, sheet)
    try:
        tree = answers.read(answer, exercise)
    except Mistake as mistake:
        return [Problem(mistake.where, mistake.came, mistake.expected, mistake.hint)]
    return task(exercise).check(tree, sheet)


def lines(exercise: str, found: Sequence[Problem]) -> Iterator[str]:
    """Yield the words for a person: first what is not in order, then what is still empty."""
    if not found:
        yield f"{exercise}: complete and in order. Whether it is right is not checked here."
        return
    wrong = [problem for problem in found if not problem.missing]
    empty = [problem for problem in found if problem.missing]
    noun = "function" if exercise in MODULES and is_function_task(task(exercise)) else "field"
    yield f"{exercise}: {_count(len(wrong), noun)} not in order, {_count(len(empty), noun)} still empty."
    for problem in wrong:
        hint = f" {problem.hint}" if problem.hint else ""
        yield f"  {problem.where}: came {problem.came}; expected {problem.expected}.{hint}"
    yield from _empty(empty)


def _empty(found: Sequence[Problem]) -> Iterator[str]:
    """Yield one line for each entry with empty fields; what a field expects is said once, with its first field."""
    groups: dict[str, list[Problem]] = {}
    for problem in found:
        groups.setdefault(problem.where.rpartition(", ")[0] or problem.where, []).append(problem)
    told: set[str] = set()
    for entry, members in groups.items():
        names = [problem.where.rpartition(", ")[2] for problem in members if ", " in problem.where]
        yield f"  still empty: {entry}" + (f": {', '.join(names)}" if names else "")
        for problem in members:
            name = problem.where.rpartition(", ")[2]
            if problem.expected not in told:
                told.add(problem.expected)
                yield f"      {name}: expected {problem.expected}." + (
                    f" {problem.hint}" if problem.hint else ""
                )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}{'' if number == 1 else 's'}"
