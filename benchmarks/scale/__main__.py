"""``python -m benchmarks.scale``: grade on a dask cluster and into PostgreSQL, compare, measure, and keep the figures.

The cluster is two workers of this machine, each a process of its own, and a scheduler; the server of PostgreSQL is
started here with its ordinary settings. The same class is graded each way in turns.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from tests.grading import postgres
from tests.grading.disturbed import Held, missing

from benchmarks.scale import figures, ground, wired
from benchmarks.scale.ground import Ground, Ran

WORKERS = 2
ORDINARY = ("listen_addresses=", "fsync=on")


def main() -> int:
    """Run everything; return 1 where a gradebook differs or something was lost."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--small", type=int, default=60, help="submissions of the small class")
    parser.add_argument("--large", type=int, default=900, help="submissions of the large class")
    parser.add_argument("--largest", type=int, default=10_000, help="graded once, on the cluster")
    parser.add_argument(
        "--trial", action="store_true", help="leave the kept figures, which the book shows, alone"
    )
    chosen = parser.parse_args()
    if reason := postgres.missing():
        raise SystemExit(f"bench-scale: no PostgreSQL: {reason}")
    work, started = Path(tempfile.mkdtemp(prefix="qk-scale-")), time.monotonic()
    try:
        bench = Bench(Ground(work), chosen)
        last, found = bench.verdict(), bench.figures()
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(*(f"{name}={figures.text(value)}" for name, value in found.items()), sep="\n")
    if not chosen.trial:
        figures.keep(found, last, time.monotonic() - started, [run.load for run in bench.ran])
    print(last)
    return int(last != "dask_equal=yes worker_kill_lost=0 postgres_equal=yes")


class Bench:
    """The turns, and what they have shown."""

    def __init__(self, ground: Ground, chosen: argparse.Namespace) -> None:
        self.ground, self.chosen = ground, chosen
        self.ran: list[Ran] = []
        self.expected: Held | None = None
        self.differing = {"dask": 0, "postgres": 0}
        self.kilobytes: dict[str, dict[int, float]] = {"sqlite": {}, "files": {}, "postgres": {}}

    def verdict(self) -> str:
        """Do everything and return the last line."""
        with postgres.server(*ORDINARY) as server:
            for turn in range(self.chosen.rounds):
                for number in (self.chosen.small, self.chosen.large):
                    self._local(number)
                    self._postgres(number, server, f"turn-{turn}-{number}")
                    self._dask(number, f"cluster-{turn}-{number}")
        lost, doubled = self._killed()
        self._dask(self.chosen.largest, "cluster-largest")
        dask = "yes" if not self.differing["dask"] and not doubled else "no"
        stored = "yes" if not self.differing["postgres"] else "no"
        return f"dask_equal={dask} worker_kill_lost={lost} postgres_equal={stored}"

    def figures(self) -> dict[str, float]:
        """Return the figures of all runs."""
        sent = wired.kilobytes(self.ground.fresh(), self.ground.submitted(self.chosen.small))
        small, large = self.chosen.small, self.chosen.large
        kb = {name: (of[large] - of[small]) / (large - small) for name, of in self.kilobytes.items()}
        kb |= {"task": sent["out"], "answer": sent["back"], "course": sent["course"]}
        return figures.sized(self.ran, (small, large, self.chosen.largest), kb)

    def _said(self, ran: Ran) -> None:
        self.ran.append(ran)
        print(ran.line(), flush=True)

    def _local(self, number: int) -> None:
        self._said(self.ground.grade("local", number))
        if number == self.chosen.large:
            self.expected = self.expected or self.ground.held()
        course = self.ground.work / "course"
        self.kilobytes["sqlite"][number] = (course / "gradebook.db").stat().st_size / 1024
        folders = [course / name for name in ("autograded", "results", "submitted")]
        self.kilobytes["files"][number] = sum(map(ground.kilobytes_of, folders))

    def _postgres(self, number: int, server: postgres.Server, name: str) -> None:
        url = server.database(name)
        self._said(self.ground.grade("postgres", number, ["--db", url]))
        if number == self.chosen.large:
            self._compare("postgres", self.ground.held(url))
        self.kilobytes["postgres"][number] = ground.database_kilobytes(url)

    def _dask(self, number: int, name: str) -> None:
        with ground.cluster(self.ground.work / name, WORKERS) as (cluster, members):
            self._said(self.ground.grade("dask", number, ["--scheduler", cluster.address], members))
        if number == self.chosen.large:
            self._compare("dask", self.ground.held())

    def _compare(self, way: str, found: Held) -> None:
        assert self.expected is not None
        differing = missing(self.expected, found) + missing(found, self.expected)
        self.differing[way] += differing
        print(f"{way}: {differing} records, grades, lines of the trail or files differ", flush=True)

    def _killed(self) -> tuple[int, int]:
        assert self.expected is not None
        lost, doubled = ground.killed(
            self.ground, self.chosen.large, self.expected, self.ground.work / "killed"
        )
        print(f"after the kill: {lost} lost, {doubled} besides", flush=True)
        return lost, doubled


if __name__ == "__main__":
    sys.exit(main())
