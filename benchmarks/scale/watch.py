"""Processor time and memory of programs that run on while others come and go: a scheduler, workers with their sandboxes."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from types import TracebackType

from benchmarks.grading.memory import family, kilobytes, processor_seconds

EVERY = 0.1


class Watch:
    """Use as a context manager over named processes; afterwards ``cpu`` has seconds and ``mb`` the peak by name.

    A process counts with all that it has started. Memory that several share counts once.
    """

    def __init__(self, pids: Mapping[str, int]) -> None:
        self._pids = pids
        self._before = dict.fromkeys(pids, 0.0)
        self._most = dict.fromkeys(pids, 0.0)
        self.mb = dict.fromkeys(pids, 0.0)
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run)

    @property
    def cpu(self) -> dict[str, float]:
        """Seconds by name; what a process had spent before is taken away."""
        return {name: self._most[name] - self._before[name] for name in self._pids}

    def __enter__(self) -> Watch:
        self._before = {name: _spent(pid) for name, pid in self._pids.items()}
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(EVERY):
            for name, pid in self._pids.items():
                members = family(pid)
                # A sandbox that is killed takes its account along, so the most that was ever seen is what counts.
                self._most[name] = max(self._most[name], sum(map(processor_seconds, members)))
                used = sum(kilobytes(one, "smaps_rollup", "Pss:", "VmRSS:") for one in members) / 1024
                self.mb[name] = max(self.mb[name], used)


def _spent(pid: int) -> float:
    return sum(map(processor_seconds, family(pid)))
