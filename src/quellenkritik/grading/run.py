"""Running submissions in N sandboxes at once: hand out, watch the clock, collect, replace a sandbox that went down."""

from __future__ import annotations

import contextlib
import selectors
import socket
import time
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from quellenkritik.errors import Mistake
from quellenkritik.grading import jobs
from quellenkritik.grading.sandbox.inside.child import NOT_CLOSED_IN
from quellenkritik.grading.sandbox.plan import Plan
from quellenkritik.grading.sandbox.zygotes import Zygote

T = TypeVar("T")
ATTEMPTS = 2
GRACE = 0.5
"""Seconds that a process may take to end after its last word."""


@dataclass
class Job(Generic[T]):
    """One run: the encoded cells, and whatever the caller wants to find again beside the outcome."""

    item: T
    line: bytes
    calls: tuple[jobs.Call, ...] = ()
    attempts: int = 0
    report: jobs.Report = field(default_factory=jobs.Report)
    """What the last attempt has sent back so far."""


class Runs(Protocol[T]):
    """What runs jobs, as a context manager: the sandboxes of this machine, or those of a cluster."""

    def __enter__(self) -> Runs[T]: ...

    def __exit__(self, *_: object) -> None: ...

    def run(self, work: Iterable[Job[T]]) -> Iterator[tuple[T, jobs.Outcome]]:
        """Yield each item with its outcome as it is done."""


@dataclass
class _Seat(Generic[T]):
    """One sandbox and the run that it is at."""

    zygote: Zygote
    job: Job[T] | None = None
    link: socket.socket | None = None
    report: jobs.Report = field(default_factory=jobs.Report)
    pending: bytes = b""
    received: int = 0
    started: float = 0.0
    cell_started: float = 0.0
    told: str = ""
    to_send: bytes = b""
    calls: deque[bytes] = field(default_factory=deque)
    """The calls that are still to be sent; the next goes out when the last is answered."""


class Pool(Generic[T]):
    """A number of sandboxes of one plan. Use as a context manager; it takes them all down at the end."""

    def __init__(self, plan: Plan, workers: int) -> None:
        self._plan = plan
        self._limits = plan.limits
        self._select = selectors.DefaultSelector()
        self._seats: list[_Seat[T]] = []
        self._ready: deque[Job[T]] = deque()
        self._workers = max(1, workers)
        self._listened = 0.0

    def __enter__(self) -> Pool[T]:
        zygotes = [Zygote(self._plan) for _ in range(self._workers)]
        try:
            for zygote in zygotes:
                zygote.ready()
        except BaseException:
            for zygote in zygotes:
                zygote.close()
            raise
        self._seats = [_Seat(zygote) for zygote in zygotes]
        for seat in self._seats:
            self._select.register(seat.zygote.control, selectors.EVENT_READ, ("control", seat))
        return self

    def __exit__(self, *_: object) -> None:
        for seat in self._seats:
            if seat.link:
                seat.link.close()
            seat.zygote.close()
        self._select.close()
        self._plan.close()

    def run(self, work: Iterable[Job[T]]) -> Iterator[tuple[T, jobs.Outcome]]:
        """Yield each item with its outcome as it is done; a free sandbox gets the next job before a yield."""
        queue = iter(work)
        while True:
            self._fill(queue)
            if not any(seat.job for seat in self._seats):
                return
            while len(self._ready) < self._workers and (job := next(queue, None)):
                self._ready.append(job)  # read and parsed while the sandboxes run
            ended = self._wait()
            self._fill(queue)
            for job, outcome in ended:
                yield job.item, outcome

    def _fill(self, queue: Iterator[Job[T]]) -> None:
        """Give every free sandbox its next job."""
        for seat in self._seats:
            if seat.job is None:
                job = self._ready.popleft() if self._ready else next(queue, None)
                if job is None:
                    return
                self._begin(seat, job)

    def _begin(self, seat: _Seat[T], job: Job[T]) -> None:
        try:
            link = seat.zygote.submit()
        except OSError:
            self._replace(seat)
            link = seat.zygote.submit()
        link.setblocking(False)
        job.report = jobs.Report(jobs.cells_of(job.line))
        seat.job, seat.link, seat.report = job, link, job.report
        seat.pending, seat.received, seat.told, seat.to_send = b"", 0, "", job.line
        seat.calls = deque(jobs.encode_calls(job.calls) if job.calls else [])
        seat.started = seat.cell_started = time.monotonic()
        self._select.register(link, selectors.EVENT_READ | selectors.EVENT_WRITE, ("link", seat))

    def _wait(self) -> list[tuple[Job[T], jobs.Outcome]]:
        """Wait for the next event and return what has ended with it."""
        ended: list[tuple[Job[T], jobs.Outcome]] = []
        self._excuse()
        events = self._select.select(self._patience())
        self._listened = time.monotonic()
        for key, mask in events:
            kind, seat = key.data
            if kind == "control":
                ended += self._control(seat)
            elif seat.link is key.fileobj:
                if mask & selectors.EVENT_WRITE:
                    self._send(seat)
                if mask & selectors.EVENT_READ:
                    self._receive(seat)
            self._excuse(seat)
        for seat in self._seats:
            self._look_at_clock(seat)
        return ended

    def _excuse(self, but: _Seat[T] | None = None) -> None:
        """Move the clocks on by the time in which nobody listened: what the grader reads and scores is not theirs.

        ``but`` is whose own records were read meanwhile: a run that sends one after the other still comes to its end.
        """
        now = time.monotonic()
        for seat in self._seats:
            if seat is not but:
                seat.started += now - max(seat.started, self._listened)
                seat.cell_started += now - max(seat.cell_started, self._listened)
        self._listened = now

    def _patience(self) -> float:
        ends = [self._deadline(seat) for seat in self._seats if seat.job]
        return max(0.0, min(ends) - time.monotonic()) if ends else 0.0

    def _deadline(self, seat: _Seat[T]) -> float:
        if seat.told:
            return seat.cell_started + 10.0
        if seat.report.finished:
            return seat.cell_started + GRACE
        return min(seat.started + self._limits.total_seconds, seat.cell_started + self._limits.cell_seconds)

    def _look_at_clock(self, seat: _Seat[T]) -> None:
        if seat.job is None or time.monotonic() < self._deadline(seat):
            return
        if seat.told:  # told to end it long ago: the zygote itself hangs
            seat.zygote.kill()
        self._tell(seat, "finished" if seat.report.finished else "timed_out")

    def _tell(self, seat: _Seat[T], why: str) -> None:
        seat.told = seat.told or why
        seat.cell_started = time.monotonic()
        seat.zygote.end(why)

    def _send(self, seat: _Seat[T]) -> None:
        link = seat.link
        assert link is not None
        if seat.to_send:
            with contextlib.suppress(BlockingIOError, BrokenPipeError, ConnectionResetError):
                seat.to_send = seat.to_send[link.send(seat.to_send) :]
        if not seat.to_send:
            self._select.modify(link, selectors.EVENT_READ, ("link", seat))

    def _receive(self, seat: _Seat[T]) -> bool:
        """Take what has come; return whether there may be more."""
        assert seat.link is not None
        try:
            piece = seat.link.recv(1 << 18)
        except BlockingIOError:
            return False
        except OSError:
            piece = b""
        if not piece:
            self._drop_link(seat)
            return False
        seat.received += len(piece)
        if seat.received > self._limits.report or len(seat.pending) > jobs.MAX_LINE:
            self._tell(seat, "output")
            self._drop_link(seat)
            return False
        *lines, seat.pending = (seat.pending + piece).split(b"\n")
        for line in lines:
            self._line(seat, line)
        return True

    def _line(self, seat: _Seat[T], line: bytes) -> None:
        if seat.report.finished or seat.told:
            return
        letter = seat.report.take(line)
        if seat.report.invalid:
            self._tell(seat, "crashed")
        elif letter:
            seat.cell_started = time.monotonic()
        if letter in ("C", "F") and seat.calls and seat.link:
            seat.to_send += seat.calls.popleft()
            self._select.modify(seat.link, selectors.EVENT_READ | selectors.EVENT_WRITE, ("link", seat))

    def _drop_link(self, seat: _Seat[T]) -> None:
        if seat.link:
            self._select.unregister(seat.link)
            seat.link.close()
            seat.link = None

    def _control(self, seat: _Seat[T]) -> list[tuple[Job[T], jobs.Outcome]]:
        """Take what a zygote says: a run has ended, or (nothing) the sandbox is gone."""
        message = seat.zygote.message()
        while seat.link and message and self._receive(seat):
            pass  # what was sent before the end is still to be read
        self._drop_link(seat)
        job, seat.job = seat.job, None
        if message is None:
            self._replace(seat)
            return self._lost(job)
        if seat.report.open_wall and message.get("code") == NOT_CLOSED_IN:
            raise Mistake(
                "sandbox",
                f"a wall that cannot be put up ({seat.report.open_wall})",
                "every wall in its place",
            )
        return [(job, self._outcome(seat, message))] if job else []

    def _lost(self, job: Job[T] | None) -> list[tuple[Job[T], jobs.Outcome]]:
        """Try a run again whose sandbox went down under it; the second time it is given up."""
        if job is None:
            return []
        job.attempts += 1
        if job.attempts < ATTEMPTS:
            self._ready.appendleft(job)
            return []
        return [(job, jobs.Outcome(end="lost"))]

    def _outcome(self, seat: _Seat[T], message: dict[str, object]) -> jobs.Outcome:
        cpu, peak_kb = float(str(message.get("cpu", 0))), int(str(message.get("peak_kb", 0)))
        why = str(message.get("why", "")) or seat.told
        done = seat.report.finished and not seat.report.invalid
        end = "done" if done else why if why and why != "finished" else _by_code(message.get("code"))
        return seat.report.close(end, time.monotonic() - seat.started, cpu, peak_kb)

    def _replace(self, seat: _Seat[T]) -> None:
        """Put a new sandbox in the place of one that is gone."""
        self._select.unregister(seat.zygote.control)
        seat.zygote.close()
        seat.zygote = Zygote(self._plan)
        seat.zygote.ready()
        self._select.register(seat.zygote.control, selectors.EVENT_READ, ("control", seat))


def _by_code(code: object) -> str:
    """Return what an exit code says: 72 is the sandbox's own 'no memory', -24 the end of the allowed CPU time."""
    return {72: "memory", -24: "timed_out"}.get(code, "crashed") if isinstance(code, int) else "crashed"
