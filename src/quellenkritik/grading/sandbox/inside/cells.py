"""Running a notebook's cells as IPython would for plain Python: last value shown as text, output captured and bounded.

An error in a cell does not stop the later ones. Lines beginning with ``%``, ``!`` or ``?`` are left out with a note.
Everything here is in the student's hands once the first cell runs, so nothing that comes out of it is trusted.
"""

from __future__ import annotations

import ast
import io
import signal
import sys
import traceback
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

Output = dict[str, Any]
CUT = "\n[the rest of the output is left out]\n"
_AGAIN = 0.25
"""Seconds after which the bell rings again, should a function have swallowed the first."""


class Collector:
    """The outputs of one cell, in order, up to a number of characters."""

    def __init__(self, limit: int) -> None:
        self.left = limit
        self.outputs: list[Output] = []

    def stream(self, name: str, text: str) -> None:
        """Add text written to ``stdout`` or ``stderr``; neighbouring pieces are joined."""
        text = self._bounded(text)
        if not text:
            return
        last = self.outputs[-1] if self.outputs else None
        if last and last["kind"] == name:
            last["parts"].append(text)
        else:
            self.outputs.append({"kind": name, "parts": [text]})

    def add(self, kind: str, text: str) -> None:
        """Add a shown value (``value``) or an error (``error``) or a note."""
        self.outputs.append({"kind": kind, "parts": [self._bounded(text)]})

    def as_data(self) -> list[list[str]]:
        """Return ``[[kind, text], ...]``."""
        return [[entry["kind"], "".join(entry["parts"])] for entry in self.outputs]

    def _bounded(self, text: str) -> str:
        if self.left <= 0:
            return ""
        kept = text[: self.left]
        self.left -= len(text)
        return kept if self.left > 0 else kept + CUT


class _Stream(io.TextIOBase):
    """``sys.stdout`` and ``sys.stderr`` of the notebook."""

    encoding = "utf-8"

    def __init__(self, name: str) -> None:
        self._name = name
        self.collector: Collector | None = None

    def writable(self) -> bool:
        return True

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        if self.collector is not None:
            self.collector.stream(self._name, text)
        return len(text)


class Notebook:
    """One run of a notebook: a fresh ``__main__`` and its cells."""

    def __init__(self, output_limit: int) -> None:
        self._limit = output_limit
        self._streams = (_Stream("stdout"), _Stream("stderr"))
        self._module = types.ModuleType("__main__")
        self.namespace = self._module.__dict__
        self._collector = Collector(0)
        self.namespace.update(display=self._display, __builtins__=__builtins__)
        self.count = 0

    @contextmanager
    def in_place(self) -> Iterator[None]:
        """Put the notebook's module and streams in place of the interpreter's."""
        before = sys.stdout, sys.stderr, sys.modules["__main__"], sys.stdin
        sys.stdout, sys.stderr = self._streams
        sys.stdin = io.StringIO()
        sys.modules["__main__"] = self._module
        try:
            yield
        finally:
            sys.stdout, sys.stderr, sys.modules["__main__"], sys.stdin = before

    def run(self, source: str) -> list[list[str]]:
        """Run one cell and return its outputs."""
        self.count += 1
        collector = self._collector = Collector(self._limit)
        for stream in self._streams:
            stream.collector = collector
        self._guarded(lambda: self._execute(source, f"<cell {self.count}>"), collector)
        return collector.as_data()

    def call(
        self, function: str, arguments: list[Any], seconds: float, encode: Callable[[object], Any]
    ) -> tuple[str, Any]:
        """Call a function that the notebook defines; return how it went and its encoded value.

        It went ``returned``, ``missing`` (no such function), ``raised`` or ``slow``. The value is encoded inside the time.
        """
        wanted = self.namespace.get(function)
        if not callable(wanted):
            return "missing", None
        box: list[Any] = []
        collector = self._collector = Collector(self._limit)
        for stream in self._streams:
            stream.collector = collector
        with _bell(seconds) as rang:
            self._guarded(lambda: box.append(encode(wanted(*arguments))), collector)
        if rang:
            return "slow", None
        return ("returned", box[0]) if box else ("raised", None)

    def _execute(self, source: str, name: str) -> None:
        body, note = parse(source, name)
        if note:
            self._collector.add("note", note)
        last = body.body.pop() if body.body and isinstance(body.body[-1], ast.Expr) else None
        if body.body:
            exec(compile(body, name, "exec"), self.namespace)
        if isinstance(last, ast.Expr):
            value = eval(compile(ast.Expression(last.value), name, "eval"), self.namespace)
            if value is not None and not source.rstrip().endswith(";"):
                self._collector.add("value", repr(value))

    def _display(self, *values: object) -> None:
        for value in values:
            self._collector.add("display", repr(value))

    @staticmethod
    def _guarded(action: Callable[[], object], collector: Collector) -> None:
        """Run something of the student's and note any exception, also ``SystemExit`` and ones that cannot be shown."""
        try:
            action()
        except BaseException as error:
            try:
                text = _shown(error)
            except BaseException:
                text = "an error that cannot be shown"
            collector.add("error", text)


class _TimeIsUp(BaseException):
    """The bell has rung; no ``except Exception`` stops it."""


@contextmanager
def _bell(seconds: float) -> Iterator[list[int]]:
    """Break the body off after so many seconds; yield a list that is no longer empty then.

    A student may silence the bell. Then the grader's own clock ends the whole run.
    """
    rang: list[int] = []

    def ring(number: int, frame: object) -> None:
        rang.append(number)
        raise _TimeIsUp

    try:
        signal.signal(signal.SIGALRM, ring)
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN)
        try:
            yield rang
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0.0)
    except _TimeIsUp:
        signal.setitimer(signal.ITIMER_REAL, 0.0)


def parse(source: str, name: str) -> tuple[ast.Module, str]:
    """Return the parsed cell and a note on what was left out (magics and shell lines)."""
    if source.lstrip().startswith("%%"):
        return ast.Module([], []), "a cell magic (%%) is not run"
    try:
        return ast.parse(source, name), ""
    except SyntaxError:
        lines = source.split("\n")
        kept = ["" if line.lstrip().startswith(("%", "!", "?")) else line for line in lines]
        if kept == lines:
            raise
        return ast.parse("\n".join(kept), name), "lines beginning with %, ! or ? are not run"


def _shown(error: BaseException) -> str:
    """Return the traceback from the first frame of the cell on, at most 4,000 characters."""
    trace = error.__traceback__
    while trace and not trace.tb_frame.f_code.co_filename.startswith("<cell"):
        trace = trace.tb_next
    lines = traceback.format_exception(type(error), error, trace, limit=20)
    return "".join(lines)[-4_000:]
