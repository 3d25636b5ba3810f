"""What runs on a worker: it says what it has, learns a course, and runs notebooks in sandboxes that it keeps warm.

Everything comes and goes as bytes. A worker never sees a key, and it decides nothing about grades.
"""

from __future__ import annotations

import platform
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import distributed

from quellenkritik.errors import Mistake
from quellenkritik.grading.cluster import wire
from quellenkritik.grading.run import Job, Pool
from quellenkritik.grading.sandbox.probe import probe
from quellenkritik.grading.version import grader_version

IDLE_SECONDS = 600.0
"""After so long a sandbox that nobody came back for is taken down when the next grader comes."""


def python() -> str:
    """Return the version of Python that decides what a notebook does, such as ``3.11``."""
    return ".".join(platform.python_version_tuple()[:2])


def here() -> str:
    """Return the address of this worker."""
    return str(distributed.get_worker().address)


@dataclass
class _Room:
    """One sandbox for one course, used by one thread at a time."""

    course: str
    pool: Pool[None]
    used: float = field(default_factory=time.monotonic)

    def close(self) -> None:
        self.pool.__exit__()


class _House:
    """The courses that this worker knows and its free sandboxes."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._courses: dict[str, bytes] = {}
        self._free: list[_Room] = []

    def learn(self, content: bytes) -> None:
        """Keep a course's data; close what has long been idle."""
        with self._lock:
            self._courses[wire.key(content)] = content
        self._close(lambda room: time.monotonic() - room.used > IDLE_SECONDS)

    def forget(self, course: str) -> None:
        """Close the sandboxes of a course."""
        with self._lock:
            self._courses.pop(course, None)
        self._close(lambda room: room.course == course)

    def _close(self, old: Callable[[_Room], bool]) -> None:
        with self._lock:
            going = [room for room in self._free if old(room)]
            self._free = [room for room in self._free if room not in going]
        for room in going:
            room.close()

    def take(self, course: str) -> _Room | None:
        """Return a free sandbox of the course, or a new one; None where the course is not known."""
        with self._lock:
            content = self._courses.get(course)
            room = next((room for room in self._free if room.course == course), None)
            if room:
                self._free.remove(room)
        if room or content is None:
            return room
        plan = wire.planned(content, probe(), [Path.cwd()])
        return _Room(course, Pool[None](plan, 1).__enter__())

    def give_back(self, room: _Room) -> None:
        """Keep a sandbox for the next submission, unless its course is over."""
        room.used = time.monotonic()
        with self._lock:
            known = room.course in self._courses
            if known:
                self._free.append(room)
        if not known:
            room.close()


_HOUSE = _House()


def enlist(content: bytes) -> bytes:
    """Learn a course; return what this worker has (version, Python, isolation)."""
    _HOUSE.learn(content)
    return wire.facts(grader_version(), python(), probe(), platform.node())


def forget(course: str) -> None:
    """Take down the sandboxes of a course that has been graded."""
    _HOUSE.forget(course)


def grade(course: str, line: bytes, calls: bytes) -> bytes:
    """Run one submission and return how it ended with the lines of its report; never raise for what it did."""
    try:
        room = _HOUSE.take(course)
    except Mistake as mistake:
        return wire.refusal(str(mistake), here())
    if room is None:
        return wire.unknown(here())
    job = Job(None, line, wire.calls_of(calls))
    try:
        [(_, outcome)] = room.pool.run([job])
    except BaseException as error:
        with suppress(Exception):
            room.close()
        if isinstance(error, Mistake):
            return wire.refusal(str(error), here())
        raise
    _HOUSE.give_back(room)
    return wire.answer(outcome, job.report.lines)
