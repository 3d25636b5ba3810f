"""How a student's functions do on the public examples of a sheet: a table in a notebook, plain lines elsewhere."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from quellenkritik.errors import Mistake
from quellenkritik.tasks import page, task
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Result, Sheet
from quellenkritik.tasks.functions import (
    AGAIN,
    CALLS,
    FAILURES,
    FAULTS,
    FunctionTask,
    is_function_task,
    named,
    results,
)

MAX_SHOWN = 300


class TryOut:
    """The outcome on the examples: for each what was to be found and what came, and what it would earn."""

    def __init__(self, wanted: FunctionTask, functions: object, sheet: Sheet) -> None:
        self.task, self.gold = wanted, wanted.practice(sheet)
        self.calls = wanted.calls(self.gold)
        self.entries: Mapping[str, Tree] = results(named(functions), self.calls)
        answer: Tree = {CALLS: dict(self.entries)}
        self.settled = wanted.settled(answer, self.gold)
        self.result: Result = wanted.score(answer, sheet, self.gold)

    def rows(self) -> list[tuple[str, str, str, str]]:
        """Return for each example its id, what was asked, what came, and whether that is right."""
        right = self.task.right(self.gold)
        return [
            (call.id, _shown(right[call.id]), self._came(self.entries[call.id]), self._right(call.id))
            for call in self.calls
            if not call.id.endswith(AGAIN)
        ]

    def lines(self) -> list[str]:
        """Return what it would earn, criterion by criterion, and the misunderstandings that show."""
        titles = {m.code: m.title for m in (*self.task.misconceptions, *FAULTS)}
        earned = [
            f"{spec.title}{'' if spec.title.endswith('?') else ':'} "
            f"{c.points:.2f} of {c.max_points:g} points on the examples "
            f"(share {c.raw:.2f}, without thought {c.blind:.2f})"
            for spec, c in zip(self.task.criteria, self.result.criteria, strict=True)
        ]
        return earned + [f"It looks like this: {titles.get(code, code)}." for code in self.result.codes]

    def _right(self, ident: str) -> str:
        values = self.settled.values
        return "yes" if ident in values and self.task.fits(ident, values[ident], self.gold) else "no"

    @staticmethod
    def _came(entry: Tree) -> str:
        if isinstance(entry, dict) and "returned" in entry:
            return _shown(entry["returned"])
        titles = {fault.code: fault.title for fault in FAULTS}
        how = entry.get("failed") if isinstance(entry, dict) else ""
        return titles.get(FAILURES.get(str(how), ""), "nothing")

    def __repr__(self) -> str:
        rows = (
            f"{i}\n    to be found: {asked}\n    came:        {came}" for i, asked, came, _ in self.rows()
        )
        return "\n".join([*rows, *self.lines()])

    def _repr_html_(self) -> str:
        rows = [(page.code(i), escape(asked), escape(came), right) for i, asked, came, right in self.rows()]
        heads = ("example", "to be found", "your function", "right")
        return page.table("Your function on the examples", heads, rows) + "".join(
            f"<p>{escape(line)}</p>" for line in self.lines()
        )


def on_examples(exercise: str, functions: object, sheet: Sheet) -> TryOut:
    """Return how functions do on the examples of a sheet; a :class:`Mistake` for an exercise that asks for none."""
    wanted: Any = task(exercise)
    if not is_function_task(wanted):
        raise Mistake("exercise", f"'{exercise}'", "an exercise that asks for a function")
    return TryOut(wanted, functions, sheet)


def _shown(value: object) -> str:
    """Return a value in one line, sorted where it is a list of lists."""
    if isinstance(value, list | tuple):
        parts = [_shown(one) for one in value]
        nested = any(isinstance(one, list | tuple) for one in value)
        text = "; ".join(sorted(parts)) if nested else " ".join(parts)
        return text[:MAX_SHOWN] or "nothing"
    return str(value)[:MAX_SHOWN]
