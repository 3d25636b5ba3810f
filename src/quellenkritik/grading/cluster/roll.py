"""The roll of the workers: which there are, which may run notebooks, which are refused and why."""

from __future__ import annotations

import sys
import time
from collections.abc import Sequence

import distributed

from quellenkritik.errors import Mistake
from quellenkritik.grading.cluster import wire, worker
from quellenkritik.grading.sandbox.probe import Isolation
from quellenkritik.grading.version import grader_version

PATIENCE = 30.0
"""Seconds that a cluster may be without any worker, for instance while one is started again."""
GO_ON = "What was recorded stays; the same command goes on from there."


class Roll:
    """``good`` maps the addresses of workers that may be used to their threads, ``refused`` others to the reason."""

    def __init__(self, client: distributed.Client, course: bytes) -> None:
        self._client = client
        self._course = course
        self._there: dict[str, int] = {}
        self._seen, self._told, self._had = time.monotonic(), False, False
        self.good: dict[str, int] = {}
        self.refused: dict[str, str] = {}
        self.isolations: dict[str, Isolation] = {}

    @property
    def threads(self) -> int:
        """How many notebooks the good workers run at once."""
        return sum(self.good.values())

    @property
    def weakest(self) -> Isolation | None:
        """The least that a worker in use promises."""
        order = ("none", "reduced", "full")
        return min(self.isolations.values(), key=lambda one: order.index(one.level), default=None)

    def call(self) -> None:
        """Count the workers; enlist the new ones, drop those that are gone."""
        try:
            self._there = dict(self._client.nthreads())
        except Exception as error:
            raise Mistake(
                "cluster",
                f"no word from the scheduler ({type(error).__name__})",
                "a scheduler that runs",
                GO_ON,
            ) from error
        for gone in self.good.keys() - self._there.keys():
            del self.good[gone]
        self.enlist([one for one in self._there if one not in self.good and one not in self.refused])
        self.demand()

    def enlist(self, addresses: Sequence[str]) -> None:
        """Tell workers the course, and take on those that have a sandbox and are of the same release."""
        if not addresses:
            return
        said = self._client.run(worker.enlist, self._course, workers=list(addresses), on_error="return")
        for address in addresses:
            try:
                facts = wire.facts_of(said.get(address))
            except (ValueError, TypeError, KeyError) as error:
                self.refuse(address, f"it has no usable quellenkritik ({error})")
                continue
            if missing := lacking(facts):
                self.refuse(f"{address}", missing, facts.where)
            else:
                self._take_on(address, facts)

    def _take_on(self, address: str, facts: wire.Facts) -> None:
        if facts.isolation.level != "full" and address not in self.isolations:
            lines = [f"worker {address} on {facts.where}:", *facts.isolation.lines()]
            print("\n".join(f"qk: {line}" for line in lines), file=sys.stderr)
        self.good[address] = self._there.get(address, 1)
        self.isolations[address] = facts.isolation

    def refuse(self, address: str, reason: str, where: str = "") -> None:
        """Use a worker no more, and say so."""
        self.good.pop(address, None)
        self.isolations.pop(address, None)
        self.refused[address] = reason
        name = f"{address} on {where}" if where else address
        print(f"qk: worker {name} is not used: {reason}", file=sys.stderr)

    def demand(self) -> None:
        """Raise :class:`Mistake` where no worker is left to wait for; say that it is waited for one.

        A worker that worked may come back; where none ever did, and those that are there are refused, none will.
        """
        now = time.monotonic()
        if self.good:
            self._seen, self._told, self._had = now, False, True
            return
        reasons = [f"{one}: {self.refused[one].rstrip('.')}" for one in self._there if one in self.refused]
        if (reasons and not self._had) or now - self._seen > PATIENCE:
            came = f"no worker that can be used ({'; '.join(reasons) or 'none has come'})"
            raise Mistake("cluster", came, "a worker with a sandbox and this release", GO_ON)
        if not self._told:
            self._told = True
            print(f"qk: waiting up to {PATIENCE:.0f} seconds for a worker", file=sys.stderr)


def lacking(facts: wire.Facts) -> str:
    """Return what a worker lacks, or an empty text."""
    if facts.isolation.level == "none":
        return f"it has no sandbox: {facts.isolation.reason} {facts.isolation.remedy}"
    if facts.version != grader_version():
        return (
            f"it has release {facts.version}, the grader {grader_version()}. Install the same release there."
        )
    if facts.python != worker.python():
        return f"it has Python {facts.python}, the grader {worker.python()}. Install the same Python there."
    return ""
