"""The memory and processor time of a running program and of all that it has started, looked at while it runs (Linux)."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.grading import runs

EVERY = 0.05
"""Seconds between two looks at processor times."""
SELDOM = 10
"""At every tenth look the processes are looked for anew, and their memory is read."""
_TICK = os.sysconf("SC_CLK_TCK")
_PROC = Path("/proc")


@dataclass(frozen=True)
class Used:
    """What a program took: seconds of wall time, processor seconds of all its processes, and megabytes at the peak.

    ``own_mb`` is the largest resident size that a single process ever had (the system's high-water mark); ``all_mb`` the
    largest sum over the program and all processes under it, where a page that several share counts once.
    """

    seconds: float
    cpu: float
    own_mb: float
    all_mb: float


@dataclass
class Peak:
    """The most seen so far: megabytes of one process and of all, processor seconds of what the program has started."""

    one: float = 0.0
    all: float = 0.0
    cpu: float = 0.0


def watched(command: Sequence[str], cwd: Path, log: Path, home: Path, fine: tuple[int, ...] = (0,)) -> Used:
    """Run a program to its end and return what it took; raise :class:`runs.Failed` on a strange exit code."""
    os.sync()
    peak, over = Peak(), threading.Event()
    with log.open("a", encoding="utf-8") as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=cwd, env=runs.environment(home), stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        looking = threading.Thread(target=_look, args=(process.pid, peak, over))
        looking.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
    over.set()
    looking.join()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in fine:
        raise runs.Failed(f"{command[-1]}: exit code {process.returncode}; {runs.last_words(log)}")
    # The system's own count of a child's peak is of no use: it begins with the memory of the process that started it.
    return Used(seconds, usage.ru_utime + usage.ru_stime + peak.cpu, peak.one, max(peak.one, peak.all))


def _look(pid: int, peak: Peak, over: threading.Event) -> None:
    looks, members = 0, [pid]
    while not over.wait(EVERY):
        if looks % SELDOM == 0:
            members = family(pid)
            _look_at_memory(members, peak)
        # A sandbox is ended with its submissions' time on its account, which nobody is told then: it is read before.
        peak.cpu = max(peak.cpu, sum(processor_seconds(one) for one in members if one != pid))
        looks += 1


def _look_at_memory(members: Sequence[int], peak: Peak) -> None:
    shares = [kilobytes(one, "smaps_rollup", "Pss:", "VmRSS:") for one in members]
    peak.all = max(peak.all, sum(shares) / 1024)
    peak.one = max(peak.one, *(kilobytes(one, "status", "VmHWM:") / 1024 for one in members))


def family(pid: int) -> list[int]:
    """Return a process and all its descendants."""
    children = defaultdict(list)
    for entry in _PROC.iterdir():
        if entry.name.isdigit() and (parent := _parent(entry)):
            children[parent].append(int(entry.name))
    found = [pid]
    for one in found:
        found += children[one]
    return found


def _parent(entry: Path) -> int:
    return int((_stat(entry) or ["0", "0"])[1])


def processor_seconds(pid: int) -> float:
    """Return the processor seconds of a process and of those of its children that have ended."""
    return sum(map(int, _stat(_PROC / str(pid))[11:15])) / _TICK


def _stat(entry: Path) -> list[str]:
    """Return the fields of a process's account from its state on; none where it is gone."""
    try:
        return (entry / "stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return []


def kilobytes(pid: int, name: str, field: str, otherwise: str = "") -> float:
    """Return a field of a process's account of its memory; where that is closed, ``otherwise`` of its status."""
    try:
        lines = (_PROC / str(pid) / name).read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return kilobytes(pid, "status", otherwise) if otherwise else 0.0
    return next((float(line.split()[1]) for line in lines if line.startswith(field)), 0.0)
