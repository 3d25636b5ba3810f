"""One submission's process, from the first byte of its job to its end. It talks over one socket and nothing else.

Records, each one line of JSON: ``["R", {name: value}]`` the literals that stand in the source, before anything runs
(even Python's own parser must not meet hostile source in the grader's process); ``["B", cell]`` a cell begins,
``["E", cell, outputs]`` it ended; ``["C"]`` the cells are done and calls may come, ``["F", number, came back, value]``
one call (where it did not come back, how it failed in the place of the value);
``["V", {name: value or refusal}]`` the last.
"""

from __future__ import annotations

import json
import os
from typing import Any

from quellenkritik.grading import codec
from quellenkritik.grading.sandbox.inside import cells
from quellenkritik.tasks.literal import literal

NOT_CLOSED_IN = 70
"""The exit code of a process that could not put up its own walls, and therefore ran nothing."""


class Link:
    """The one socket of the process, as lines of JSON."""

    def __init__(self, fd: int) -> None:
        self._fd = fd
        self._rest = b""

    def send(self, *record: object) -> None:
        """Write one record; a broken pipe ends the process."""
        view = memoryview(json.dumps(record).encode() + b"\n")
        while view:
            view = view[os.write(self._fd, view) :]

    def receive(self) -> Any:  # noqa: ANN401 (JSON data of the grader)
        """Return the next line sent by the grader, or None at the end."""
        pieces = [self._rest]
        while b"\n" not in pieces[-1]:
            piece = os.read(self._fd, 1 << 16)
            if not piece:
                return None
            pieces.append(piece)
        line, _, self._rest = b"".join(pieces).partition(b"\n")
        return json.loads(line)


def run(fd: int, limits: dict[str, float], files: dict[str, dict[str, str]]) -> None:
    """Receive the job, run its cells, answer its calls and send the values asked for."""
    link = Link(fd)
    job = link.receive()
    for name, text in files.get(job["exercise"], {}).items():
        with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123 (a plain name in the empty home)
            file.write(text)
    link.send("R", _literals(job))
    notebook = cells.Notebook(int(limits["cell_output"]))
    with notebook.in_place():
        for number, source in job["cells"]:
            link.send("B", number)
            link.send("E", number, _clean(notebook.run(source)))
        if job.get("calls"):
            _answer_calls(link, notebook, limits)
        link.send("V", {name: _value(notebook, name) for name in job["values"]})


def _literals(job: dict[str, Any]) -> dict[str, Any]:
    """Return what stands as a plain literal in the source, by name, for the case that the run does not end."""
    sources = [source for _, source in job["cells"]]
    found = {name: literal(name, sources) for name in job["values"]}
    return {name: _encoded(value) for name, value in found.items() if value is not None}


def _answer_calls(link: Link, notebook: cells.Notebook, limits: dict[str, float]) -> None:
    """Take calls as they come; their inputs are not in this process before the cells have run.

    After a few calls that were broken off no further one is made: each would only cost the class its time.
    """
    link.send("C")
    late = 0
    while call := link.receive():
        number, function, arguments = call
        how, value = "slow", None
        if late < limits["late_calls"]:
            how, value = notebook.call(function, codec.decode(arguments), limits["call_seconds"], _encoded)
        late += how == "slow"
        link.send("F", number, how == "returned", value if how == "returned" else how)


def _value(notebook: cells.Notebook, name: str) -> Any:  # noqa: ANN401
    if name not in notebook.namespace:
        return {"missing": True}
    return _encoded(notebook.namespace[name])


def _encoded(value: object) -> Any:  # noqa: ANN401
    try:
        return {"value": codec.encode(value)}
    except codec.CodecError as error:
        return {"refused": str(error)}


def _clean(outputs: list[list[str]]) -> list[list[str]]:
    return [[kind, text.encode("utf-8", "replace").decode("utf-8")] for kind, text in outputs]
