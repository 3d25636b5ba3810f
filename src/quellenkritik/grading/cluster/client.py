"""The grader's side of a cluster: choose workers, hand out submissions, collect, hand out again what a worker took along.

It stands in the place of the sandboxes of this machine and is used in the same way. dask starts a lost worker's tasks
again; what dask gives up or cancels is handed out again here, so that each submission comes back exactly once.
"""

from __future__ import annotations

import asyncio
import logging
import queue
import time
import uuid
import warnings
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import dask
import distributed
from distributed.scheduler import KilledWorker

from quellenkritik.errors import Mistake
from quellenkritik.grading.cluster import wire, worker
from quellenkritik.grading.cluster.roll import GO_ON, Roll
from quellenkritik.grading.jobs import Outcome, cells_of
from quellenkritik.grading.run import Job
from quellenkritik.grading.sandbox.plan import Plan

T = TypeVar("T")
CONNECT_SECONDS = 5
LOOK_SECONDS = 2.0
"""How often the workers are counted."""
ATTEMPTS = 3
"""How often a submission is handed out whose workers keep dying; dask itself tries each several times."""
SPARE = 16


@dataclass
class _Out(Generic[T]):
    """A submission that is out: the job, the future, and the workers that may take it."""

    job: Job[T]
    future: Any
    workers: frozenset[str]


class Cluster(Generic[T]):
    """The workers of one scheduler: :meth:`running` gives it the course, then it is a context manager."""

    def __init__(self, address: str) -> None:
        self._client = connect(address)
        self._out: dict[str, _Out[T]] = {}
        self._again: deque[Job[T]] = deque()
        self._back: queue.SimpleQueue[tuple[str, object]] = queue.SimpleQueue()
        self._name, self._number = f"qk-{uuid.uuid4().hex[:8]}", 0
        self._looked = 0.0

    def running(self, plan: Plan, _workers: int = 0) -> Cluster[T]:
        """Take on the course whose notebooks are to run; the cluster has its own number of workers."""
        course = wire.course(plan)
        self._key = wire.key(course)
        self.roll = Roll(self._client, course)
        return self

    def __enter__(self) -> Cluster[T]:
        try:
            self._look()
        except BaseException:
            self.__exit__()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Let go of everything that is out, close the sandboxes on the workers, and leave."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                self._client.cancel([out.future for out in self._out.values()])
                self._client.run(worker.forget, self._key, workers=sorted(self.roll.good), on_error="ignore")
            except Exception:  # the cluster may be what is gone; there is nothing to tidy up then
                self._out.clear()
            self._client.close(timeout=2)

    def run(self, work: Iterable[Job[T]]) -> Iterator[tuple[T, Outcome]]:
        """Yield each item with its outcome as it is done; only so many are out as keep the workers busy."""
        waiting: Iterator[Job[T]] | None = iter(work)
        while waiting or self._out or self._again:
            waiting = self._fill(waiting)
            for name, content in self._arrived():
                out = self._out.pop(name, None)
                if out and (outcome := self._opened(out, content)):
                    yield out.job.item, outcome
            if time.monotonic() - self._looked > LOOK_SECONDS:
                self._look()

    def _fill(self, waiting: Iterator[Job[T]] | None) -> Iterator[Job[T]] | None:
        """Hand out until the workers have enough; return what is left to be handed out, None where that is nothing."""
        while self.roll.good and len(self._out) < 3 * self.roll.threads + SPARE:
            if self._again:
                self._submit(self._again.popleft())
            elif waiting is None or (job := next(waiting, None)) is None:
                return None
            else:
                self._submit(job)
        return waiting

    def _submit(self, job: Job[T]) -> None:
        self._number += 1
        name, workers = f"{self._name}-{self._number}", frozenset(self.roll.good)
        future = self._client.submit(
            worker.grade,
            self._key,
            job.line,
            wire.calls(job.calls),
            key=name,
            workers=sorted(workers),
            pure=False,
        )
        self._out[name] = _Out(job, future, workers)
        future.add_done_callback(self._take)

    def _take(self, future: Any) -> None:  # noqa: ANN401 (a future of dask's)
        """Get a result, in dask's thread for that, so that the grader never waits for a worker that is gone."""
        try:
            content: object = future.result()
        except (Exception, asyncio.CancelledError) as error:
            content = error
        self._back.put((future.key, content))

    def _arrived(self) -> list[tuple[str, object]]:
        """Wait for something to come back, a moment at most, and return all that is there."""
        if not self._out:
            time.sleep(0 if self.roll.good else LOOK_SECONDS / 4)
            return []
        try:
            found = [self._back.get(timeout=LOOK_SECONDS / 4)]
        except queue.Empty:
            return []
        while not self._back.empty():
            found.append(self._back.get())
        return found

    def _opened(self, out: _Out[T], content: object) -> Outcome | None:
        """Return the outcome in what came back; None where the submission has to go out again."""
        if isinstance(content, KilledWorker):
            out.job.attempts += 1
            if out.job.attempts >= ATTEMPTS:
                return Outcome(end="lost")
        elif isinstance(content, asyncio.CancelledError):
            self._look()
        elif isinstance(content, BaseException):
            self._failed(out, content)
        else:
            return self._read(out, content)
        self._again.append(out.job)
        return None

    def _read(self, out: _Out[T], content: object) -> Outcome | None:
        try:
            answer = wire.answered(content, cells_of(out.job.line))
        except (ValueError, TypeError, KeyError) as error:
            self._failed(out, error)
        else:
            if answer.outcome:
                return answer.outcome
            self._refused(answer)
        self._again.append(out.job)
        return None

    def _failed(self, out: _Out[T], error: BaseException) -> None:
        """Count a failure that is the cluster's own; too many of them end the run."""
        out.job.attempts += 1
        if out.job.attempts >= ATTEMPTS:
            said = f"{type(error).__name__}: {str(error)[:300]}"
            raise Mistake("cluster", f"an error where a notebook was to run ({said})", "its report", GO_ON)

    def _refused(self, answer: wire.Answer) -> None:
        """Take a worker off that cannot run notebooks; tell the course to one that was started again."""
        if answer.unknown:
            self.roll.enlist([answer.worker])
        else:
            self.roll.refuse(answer.worker, answer.refusal)
        self.roll.demand()

    def _look(self) -> None:
        """Count the workers; hand out again what only workers that are gone were allowed to take."""
        self.roll.call()
        self._looked = time.monotonic()
        for name, out in list(self._out.items()):
            if not out.workers & self.roll.good.keys():
                del self._out[name]
                self._again.append(out.job)
                self._client.cancel([out.future])


def connect(address: str) -> distributed.Client:
    """Return a client of the scheduler at an address; raise :class:`Mistake` within seconds where there is none."""
    quick = {"distributed.comm.timeouts.connect": f"{CONNECT_SECONDS}s", "distributed.comm.retry.count": 0}
    dask.config.set(quick)
    warnings.filterwarnings("ignore", message="Sending large graph")  # a large notebook is no mistake
    for name in (
        "distributed",
        "distributed.client",
        "distributed.core",
    ):  # what matters is said by the grader
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        asyncio.run(asyncio.wait_for(_greet(address), CONNECT_SECONDS))
        return distributed.Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    except Exception as error:
        raise Mistake(
            "--scheduler",
            f"{address}, where no scheduler answers ({type(error).__name__})",
            "the address of a running dask scheduler, such as tcp://10.0.0.5:8786",
            "Start one with: dask scheduler",
        ) from error


async def _greet(address: str) -> None:
    """Ask who is there: a client of dask's would wait long for a stranger, and longer to be closed."""
    security = distributed.Security().get_connection_args("client")
    async with distributed.rpc(address, connection_args=security) as there:
        identity = await there.identity(n_workers=0)
    if identity.get("type") != "Scheduler":
        raise ValueError("somebody else")
