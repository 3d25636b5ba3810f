"""What is sent into the sandbox for one submission, and what is made of what comes back."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from quellenkritik.grading import codec
from quellenkritik.grading.master import Master
from quellenkritik.grading.submission import Submission

MAX_LINE = 1_500_000
KINDS = ("stdout", "stderr", "value", "display", "error", "note")
FAILED = ("missing", "raised", "slow", "odd")
"""How a call fails: no such function, an error, no answer in time, a value that does not pass the codec."""


@dataclass(frozen=True)
class Call:
    """One call of a function that the student wrote; the arguments reach the sandbox after the cells have run."""

    function: str
    arguments: tuple[Any, ...]


@dataclass
class Outcome:
    """How a run ended and what it gave back; everything in it is the student's word.

    ``end``: ``done``, ``timed_out``, ``crashed``, ``memory``, ``threads``, ``disk``, ``output`` or ``lost`` (the sandbox
    itself went down). ``values`` holds plain data by name, ``refusals`` why a value did not pass the codec;
    ``literals`` what stood in the source before any cell ran.
    """

    end: str = "crashed"
    outputs: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    literals: dict[str, Any] = field(default_factory=dict)
    refusals: dict[str, str] = field(default_factory=dict)
    calls: dict[int, tuple[bool, Any]] = field(default_factory=dict)
    """By number: whether the call came back with plain data, and the data; else how it failed (:data:`FAILED`)."""
    seconds: float = 0.0
    cpu: float = 0.0
    peak_kb: int = 0
    running: str = ""
    """The cell that was running when it ended."""


def order(master: Master, submission: Submission) -> list[tuple[str, str]]:
    """Return the code cells in the order of running: ``[(cell id, source), ...]``, extras after the cell they follow.

    What a given cell shows by itself (the sheet, the same for all) is not shown again: a semicolon ends it.
    """
    extras: dict[str, list[tuple[str, str]]] = {}
    for number, extra in enumerate(submission.extras):
        if extra.kind == "code":
            extras.setdefault(extra.after, []).append((f"extra-{number}", extra.source))
    ordered = list(extras.get("", []))
    for cell in master.cells:
        source = submission.cells.get(cell.grade_id, "") if cell.solution else cell.source
        if cell.kind == "code" and source.strip() and not master.passed_over(cell):
            given = not cell.solution and not cell.auto
            ordered.append((cell.id, f"{source.rstrip()};" if given else source))
        ordered += extras.get(cell.id, [])
    return ordered


def encode(master: Master, submission: Submission, calls: Sequence[Call] = ()) -> bytes:
    """Return the job as one line: cells, names of the values wanted, and only *that* there will be calls."""
    job = {
        "exercise": master.exercise,
        "cells": order(master, submission),
        "values": [] if calls else [master.exercise],
        "calls": bool(calls),
    }
    return json.dumps(job).encode() + b"\n"


def encode_calls(calls: Sequence[Call]) -> list[bytes]:
    """Return the lines of the calls, sent one by one once the cells have run; an empty one ends them."""
    lines = [json.dumps([n, c.function, codec.encode(list(c.arguments))]) for n, c in enumerate(calls)]
    return [f"{line}\n".encode() for line in [*lines, "null"]]


def cells_of(line: bytes) -> frozenset[str]:
    """Return the ids of the cells in a job (:func:`encode`)."""
    return frozenset(ident for ident, _ in json.loads(line)["cells"])


class Report:
    """The lines that a run sends back, taken in one by one; a line that is no report makes it invalid.

    ``cells``: the ids of all cells that are to run. Calls may come after them and not before, and from then on nothing
    is taken but what the calls give back, in their order, and the end: no output could then be without the inputs.
    """

    def __init__(self, cells: frozenset[str] = frozenset()) -> None:
        self.outcome = Outcome()
        self._cells = cells
        self._calling = False
        self.finished = False
        self.invalid = False
        self.open_wall = ""
        """Why the process could not be closed in; it then ran nothing."""
        self.lines: list[bytes] = []
        """The lines as they came."""

    def take(self, line: bytes) -> str:
        """Take one line and return its letter (``B``, ``E``, ``C``, ``F``, ``V``), or an empty text."""
        self.lines.append(line)
        try:
            record = codec.loads(line)
            return self._record(record) if isinstance(record, list) and record else self._bad()
        except (codec.CodecError, TypeError, ValueError, IndexError, KeyError, AttributeError):
            return self._bad()

    def _bad(self) -> str:
        self.invalid = True
        return ""

    def close(self, end: str, seconds: float, cpu: float, peak_kb: int) -> Outcome:
        """Return the outcome of a run that is over; values count only where it came to its end."""
        outcome = self.outcome
        outcome.end, outcome.seconds, outcome.cpu, outcome.peak_kb = end, seconds, cpu, peak_kb
        if end != "done":
            outcome.values.clear()
        return outcome

    @property
    def fresh(self) -> bool:
        """Whether no cell has begun yet, so that the record cannot be a student's."""
        return not self.outcome.outputs and not self.outcome.running

    @property
    def _all_ended(self) -> bool:
        return not self.outcome.running and self._cells <= self.outcome.outputs.keys()

    def _record(self, record: list[Any]) -> str:
        letter = record[0]
        if self._calling and letter not in ("F", "V"):
            return self._bad()
        if letter == "B":
            self.outcome.running = _text(record[1], 80)
        elif letter == "E":
            self.outcome.running = ""
            self.outcome.outputs[_text(record[1], 80)] = _outputs(record[2])
        elif letter == "R" and self.fresh:
            self.outcome.literals = _plain_values(record[1], {})
        elif letter == "X" and self.fresh:
            self.open_wall = _text(record[1], 300)
        elif letter == "C" and self._all_ended:
            self._calling = True
        elif letter == "F" and self._calling and record[1] == len(self.outcome.calls):
            self.outcome.calls[len(self.outcome.calls)] = _returned(record)
        elif letter == "V":
            self.outcome.values = _plain_values(record[1], self.outcome.refusals)
            self.finished = True
        else:
            return self._bad()
        return str(letter)


def _plain_values(values: dict[str, Any], refusals: dict[str, str]) -> dict[str, Any]:
    """Return the values that pass the codec, by name; why others do not goes into ``refusals``."""
    found: dict[str, Any] = {}
    for name, entry in values.items():
        if "value" in entry:
            try:
                found[name] = codec.decode(entry["value"])
            except codec.CodecError as error:
                refusals[name] = str(error)
        elif "refused" in entry:
            refusals[name] = _text(entry["refused"], 200)
    return found


def _returned(record: list[Any]) -> tuple[bool, Any]:
    """Return whether a call came back with plain data, and the data, else how it failed."""
    came = record[3]
    if record[2] is True and isinstance(came, dict) and "value" in came:
        return True, codec.decode(came["value"])
    return False, came if came in FAILED else "odd"


def _outputs(entries: Any) -> list[tuple[str, str]]:  # noqa: ANN401 (JSON data of a student's process)
    return [(kind, _text(text, 100_000)) for kind, text in entries if kind in KINDS][:500]


def _text(value: object, limit: int) -> str:
    text = value if isinstance(value, str) else ""
    return text[:limit].encode("utf-8", "replace").decode("utf-8")
