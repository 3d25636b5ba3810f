"""From sixty submissions to ten thousand: whether each costs the same, and how much memory the grader takes.

The cost of one submission is taken without the start of the program: what a class takes beyond what a few submissions
take. The small classes are measured before and after the large one, since the machine may be busier at one time.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks.grading import memory, ours, runs
from benchmarks.grading.classwork import Class
from benchmarks.grading.memory import Used

SMALLEST = 3
SIZES = (60, 600, 2_500, 10_000)


@dataclass(frozen=True)
class Curve:
    """All runs by size. ``used[n]`` are the runs of n submissions; the smallest size stands for the start."""

    used: Mapping[int, Sequence[Used]]

    def each(self, number: int) -> float:
        """Return the seconds that one submission costs in a class of this size, the start taken away."""
        start, whole = (median(run.seconds for run in self.used[n]) for n in (SMALLEST, number))
        return (whole - start) / (number - SMALLEST)

    def cpu_each(self, number: int) -> float:
        """Return the same in processor seconds of grader and sandboxes, which other programs disturb less."""
        start, whole = (median(run.cpu for run in self.used[n]) for n in (SMALLEST, number))
        return (whole - start) / (number - SMALLEST)

    @property
    def sizes(self) -> list[int]:
        """The sizes of the curve, without the smallest."""
        return sorted(set(self.used) - {SMALLEST})

    @property
    def flat(self) -> float:
        """A submission's processor time in the largest class, divided by that in the smallest class of the curve."""
        return self.cpu_each(self.sizes[-1]) / self.cpu_each(self.sizes[0])

    @property
    def flat_by_the_clock(self) -> float:
        """The same in time that has passed, with whatever else the machine was busy with."""
        return self.each(self.sizes[-1]) / self.each(self.sizes[0])

    @property
    def peak_mb(self) -> float:
        """The most memory that grader and sandboxes took together in the largest class."""
        return max(run.all_mb for run in self.used[self.sizes[-1]])

    def lines(self) -> Iterator[str]:
        """Yield the curve, one line a size."""
        yield "submissions   runs   seconds   ms each   CPU ms each   peak MB (all)   peak MB (largest process)"
        for number in self.sizes:
            used = self.used[number]
            yield (
                f"{number:>11}   {len(used):>4} {median(u.seconds for u in used):>9.2f}"
                f" {1000 * self.each(number):>9.2f} {1000 * self.cpu_each(number):>13.2f}"
                f" {max(u.all_mb for u in used):>15.0f} {max(u.own_mb for u in used):>27.0f}"
            )
        yield f"largest to smallest, a submission: {self.flat_by_the_clock:.2f} by the clock, {self.flat:.2f} in CPU time"


def order(sizes: Sequence[int]) -> list[int]:
    """Return in which order classes are graded: small to large and back again, the largest once."""
    rising = [SMALLEST, *sizes[:2]]
    return [*rising, *rising, *sizes[2:-1], sizes[-1], *reversed(rising)]


def measure(school: Class, pristine: Path, work: Path, sizes: Sequence[int] = SIZES) -> Curve:
    """Grade classes of all sizes, each into a fresh course."""
    used: dict[int, list[Used]] = {}
    for number in order(sizes):
        used.setdefault(number, []).append(_grade(school, number, pristine, work))
    return Curve(used)


def _grade(school: Class, number: int, pristine: Path, work: Path) -> Used:
    submitted, course = work / "many", runs.fresh(pristine, work / "ours")
    shutil.rmtree(submitted, ignore_errors=True)  # what a run that was broken off has left
    school.write(number, submitted)
    words = ours.command(submitted, course)
    used = memory.watched(words, work, work / "ours.log", work / "home", fine=(0, 1))
    graded = len(runs.machine_grades(course / "gradebook.db"))
    if graded < number:
        raise runs.Failed(f"{graded} of {number} submissions have a grade")
    for folder in (submitted, course):
        shutil.rmtree(folder)
    return used
