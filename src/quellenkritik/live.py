"""A live cell of a page: its code runs as a notebook would run it, and what it says comes back as plain data.

The same function runs when the book is made and in the reader's browser, so that both say the same.
"""

from __future__ import annotations

import ast
import io
import json
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass
from typing import Any

from quellenkritik.errors import Mistake

LONGEST = 20_000
"""So many characters of printed text are kept; a page that shows more helps nobody."""

_FILE = "<cell>"
_MEANS = {
    SyntaxError: "Python cannot read this line",
    NameError: "Python does not know this name here",
    ImportError: "this cannot be imported here",
    KeyError: "there is nothing under this key",
    IndexError: "the list is shorter than that",
    ZeroDivisionError: "something was divided by nought",
    TypeError: "this value is of another kind than was expected",
    ValueError: "this value does not fit",
    RecursionError: "a function calls itself without end",
}


@dataclass(frozen=True)
class Outcome:
    """What a cell gave: printed ``text``, the ``html`` of its last value, the ``error`` in words and its ``line``."""

    text: str = ""
    html: str = ""
    error: str = ""
    line: int = 0


def run(code: str) -> Outcome:
    """Run the code in a namespace of its own; a last line that is an expression shows its value."""
    printed, html, error, line = _Bounded(), "", "", 0
    with redirect_stdout(printed), redirect_stderr(printed):
        try:
            html = _shown(_value_of(code), printed)
        except (Exception, SystemExit) as problem:  # whatever a reader writes ends in words
            error, line = in_words(problem), line_of(problem)
    return Outcome(printed.text(), html, error, line)


def run_as_json(code: str) -> str:
    """Return the outcome as JSON, for the page."""
    return json.dumps(asdict(run(code)), ensure_ascii=False)


def in_words(problem: BaseException) -> str:
    """Return what went wrong: our own messages as they are, Python's after a few plain words."""
    if isinstance(problem, Mistake):
        return str(problem)
    said = problem.msg if isinstance(problem, SyntaxError) else str(problem)
    last = f"{type(problem).__name__}: {said}" if said else type(problem).__name__
    meaning = next((words for kind, words in _MEANS.items() if isinstance(problem, kind)), "")
    return f"{meaning} ({last})" if meaning else last


def line_of(problem: BaseException) -> int:
    """Return the line of the cell at which it stopped, 0 where there is none."""
    if isinstance(problem, SyntaxError) and problem.filename == _FILE:
        return problem.lineno or 0
    line, trace = 0, problem.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == _FILE:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _value_of(code: str) -> Any:  # noqa: ANN401 (whatever the last line gives)
    """Run all statements; return the value of the last one where it is an expression."""
    tree, names = ast.parse(code, _FILE), {"__name__": "__main__"}
    last = tree.body[-1] if tree.body else None
    if not isinstance(last, ast.Expr):
        exec(compile(tree, _FILE, "exec"), names)
        return None
    del tree.body[-1]
    exec(compile(tree, _FILE, "exec"), names)
    return eval(compile(ast.Expression(last.value), _FILE, "eval"), names)


def _shown(value: object, printed: _Bounded) -> str:
    """Return the HTML of a value that has one; print every other value but None."""
    made = getattr(value, "_repr_html_", None)
    if callable(made) and not isinstance(value, type):
        return str(made())
    if value is not None:
        print(repr(value), file=printed)
    return ""


class _Bounded(io.TextIOBase):
    """A stream that keeps the beginning of what is written, and knows whether there was more."""

    def __init__(self) -> None:
        self._kept: list[str] = []
        self._room = LONGEST

    def writable(self) -> bool:
        """Printing is all that it is for."""
        return True

    def write(self, words: str) -> int:
        """Keep as much as there is room for."""
        if self._room >= 0:
            self._kept.append(words[: self._room])
            self._room -= len(words)
        return len(words)

    def text(self) -> str:
        """Return what was kept; the end says so where something was left out."""
        return "".join(self._kept) + ("\n... (more was printed than is shown)\n" if self._room < 0 else "")
