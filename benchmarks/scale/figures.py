"""From raw runs to the figures by which a class is sized, and the file that keeps them for the book."""

from __future__ import annotations

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from benchmarks.scale.ground import Ran

RESULTS = Path(__file__).resolve().parents[1] / "results" / "scale.txt"
CLASS = 100_000
"""The class that is sized."""


def each(ran: Sequence[Ran], way: str, small: int, large: int) -> float:
    """Return the seconds that one submission takes more, the start of the program taken away."""
    start, whole = (median(r.seconds for r in _of(ran, way, number)) for number in (small, large))
    return (whole - start) / (large - small)


def cpu_each(ran: Sequence[Ran], who: str, small: int, large: int, way: str = "dask") -> float:
    """Return the processor seconds that one submission costs somebody (``worker`` stands for all workers)."""
    start, whole = (
        median(
            sum(spent for name, spent in r.cpu.items() if name.startswith(who)) for r in _of(ran, way, number)
        )
        for number in (small, large)
    )
    return (whole - start) / (large - small)


def _of(ran: Sequence[Ran], way: str, number: int) -> list[Ran]:
    return [r for r in ran if (r.way, r.number) == (way, number)]


def peak(ran: Sequence[Ran], who: str, number: int) -> float:
    """Return the most megabytes that one of them ever took while a class of this size was graded by the cluster."""
    found = [mb for r in _of(ran, "dask", number) for name, mb in r.mb.items() if name.startswith(who)]
    return max(found)


def sized(ran: Sequence[Ran], sizes: tuple[int, int, int], kb: dict[str, float]) -> dict[str, float]:
    """Return all figures by name; ``sizes`` are the small, the large and the largest class."""
    small, large, largest = sizes
    ways = ("local", "dask", "postgres")
    found = {f"{way}_per_minute": 60 / each(ran, way, small, large) for way in ways}
    ms = {who: 1000 * cpu_each(ran, who, small, large) for who in ("grader", "scheduler", "worker")}
    found |= {f"{who}_ms": value for who, value in ms.items()}
    found["local_ms"] = 1000 * cpu_each(ran, "grader", small, large, "local")
    narrow = max(ms["grader"], ms["scheduler"])
    found["cores_fed"] = ms["worker"] / narrow
    found["most_per_minute"] = 60_000 / narrow
    found |= {"largest": largest, "largest_per_minute": 60 * largest / _of(ran, "dask", largest)[0].seconds}
    mb = {number: peak(ran, "grader", number) for number in (small, largest)}
    grown = (mb[largest] - mb[small]) / (largest - small)
    found |= {"grader_mb": mb[largest], "grader_mb_100000": mb[largest] + grown * (CLASS - largest)}
    found |= {f"{who}_mb": peak(ran, who, largest) for who in ("scheduler", "worker")}
    found |= {f"{name}_kb": size for name, size in kb.items()}
    return found | _for_the_class(found)


def _for_the_class(found: dict[str, float]) -> dict[str, float]:
    """Return what the figures come to for the whole class."""
    wire = found["task_kb"] + found["answer_kb"]
    return {
        "local_100000_minutes": CLASS / found["local_per_minute"],
        "dask_100000_minutes": CLASS / found["dask_per_minute"],
        "least_100000_minutes": CLASS / found["most_per_minute"],
        "wire_100000_gb": CLASS * wire / 1024**2,
        "files_100000_gb": CLASS * found["files_kb"] / 1024**2,
        "sqlite_100000_gb": CLASS * found["sqlite_kb"] / 1024**2,
        "postgres_100000_gb": CLASS * found["postgres_kb"] / 1024**2,
    }


def text(value: float) -> str:
    """Return a figure with three digits that mean something, as a reader can take it in."""
    return f"{float(f'{value:.3g}'):,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def keep(found: dict[str, float], last: str, seconds: float, loads: Sequence[float]) -> None:
    """Write date, machine, figures and the last line into the folder of results.

    ``loads`` are how many processes the machine was busy with before each run; what the grading itself has left counts.
    """
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"
    when = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine}, Python {platform.python_version()}"
    head = f"{when}, {seconds:.0f} s, load {median(loads):.1f}"
    lines = [head, *(f"{name}={text(value)}" for name, value in found.items()), last]
    RESULTS.write_text("\n".join(lines) + "\n", "utf-8")
