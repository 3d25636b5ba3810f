"""The formal check of a function exercise: of the text of a cell, which is not run, or of functions in a notebook."""

from __future__ import annotations

import ast
import time
import warnings
from collections.abc import Iterator, Mapping
from typing import Any

from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.form import Problem
from quellenkritik.tasks.functions import FunctionTask, Signature, named, results

SECONDS = 2.0
"""How long one call may take when it is graded."""


def problems(task: FunctionTask, answer: object, sheet: Sheet) -> list[Problem]:
    """Return the formal problems of an answer: the text of a cell, else a function or several."""
    return of_text(task, answer) if isinstance(answer, str) else of_functions(task, answer, sheet)


def of_text(task: FunctionTask, source: str) -> list[Problem]:
    """Return what the text of the answer cell lacks: it is read and never run."""
    if source.strip() in ("", task.skeleton.strip()):
        return [Problem("answer", "nothing", "your own program in the skeleton", missing=True)]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = f", line {error.lineno}" if isinstance(error, SyntaxError) and error.lineno else ""
        return [Problem(f"answer{line}", "text that is not Python", "a program that runs")]
    defined = {node.name: node for node in tree.body if isinstance(node, ast.FunctionDef)}
    return [p for wanted in task.signatures for p in _signature(wanted, defined.get(wanted.name))]


def _signature(wanted: Signature, found: ast.FunctionDef | None) -> Iterator[Problem]:
    line = f"def {wanted.name}({', '.join(wanted.parameters)})"
    if found is None:
        yield Problem(wanted.name, "nothing", line, "Keep the name that the skeleton has.")
        return
    most = len(found.args.posonlyargs) + len(found.args.args)
    least = most - len(found.args.defaults)
    if not (least <= len(wanted.parameters) <= most or found.args.vararg):
        yield Problem(wanted.name, f"{most} parameters", line)


def of_functions(task: FunctionTask, answer: object, sheet: Sheet) -> list[Problem]:
    """Return what is formally wrong with functions on the public examples: the first example of each kind of problem."""
    functions = named(answer)
    wanted = {signature.name: signature for signature in task.signatures}
    lacking = [
        Problem(name, "nothing", f"a function of this name, given to the check: {name}")
        for name in wanted
        if not callable(functions.get(name))
    ]
    return lacking or list(_on_examples(task, functions, sheet, wanted))


def _on_examples(
    task: FunctionTask, functions: Mapping[str, Any], sheet: Sheet, wanted: Mapping[str, Signature]
) -> Iterator[Problem]:
    told: set[tuple[str, str]] = set()
    for call in task.calls(task.practice(sheet)):
        began = time.monotonic()
        entry = results(functions, [call])[call.id]
        assert isinstance(entry, dict)
        came, expected = _came(task, call.function, entry, time.monotonic() - began)
        if came and (call.function, came) not in told:
            told.add((call.function, came))
            yield Problem(
                f"{call.function}, example {call.id}", came, expected or wanted[call.function].returns
            )


def _came(task: FunctionTask, function: str, entry: Mapping[str, Any], seconds: float) -> tuple[str, str]:
    """Return what came where it is not in order, and what was expected, if not simply what the function is to give back."""
    if entry.get("failed") == "raised":
        return "an error", ""
    if "failed" in entry:
        return "something that is no plain data", ""
    if (expected := task.misshapen(function, entry["returned"])) is not None:
        return "something of another shape", expected
    return ("an answer after more than two seconds", "one in less") if seconds > SECONDS else ("", "")
