"""What the measurement says: raw runs, medians, the stages, equality of grades, and the one last line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from benchmarks.grading.runs import Key, Run
from benchmarks.grading.scale import Curve
from benchmarks.grading.stages import ORDER

EXACT = 1e-9
NOT_MEASURED = "not_measured"
Stages = tuple[int, Mapping[str, float]]
"""How many submissions, and the seconds by stage."""


@dataclass
class Round:
    """One turn in which everybody grades once, so that a busy moment of the machine meets all.

    ``small`` and ``large`` are ours by size, ``start`` is stock nbgrader on one submission an assignment.
    """

    small: Run
    large: Run
    bare: Run
    start: Run
    stock: Run
    otter: Run | None = None

    @property
    def stock_at_large(self) -> float:
        """Seconds of stock nbgrader for the large class: what was measured, and each further submission at its cost."""
        if self.stock.number == self.large.number:
            return self.stock.seconds
        each = (self.stock.seconds - self.start.seconds) / (self.stock.number - self.start.number)
        return self.stock.seconds + each * (self.large.number - self.stock.number)

    @property
    def ratio_stock(self) -> float:
        """How many times as fast as stock nbgrader on the large class."""
        return self.stock_at_large / self.large.seconds

    @property
    def ratio_stock_small(self) -> float | None:
        """The same on the small class, where stock nbgrader has graded just that one."""
        return self.stock.seconds / self.small.seconds if self.stock.number == self.small.number else None

    @property
    def ratio_otter(self) -> float | None:
        """How many times as fast as otter-grader, whose submissions cost the same each."""
        return self.otter.each / self.large.each if self.otter else None

    @property
    def times_bare(self) -> float:
        """How many times the bare limit."""
        return self.large.each / self.bare.each


@dataclass
class Equality:
    """A comparison of grades, submission by submission."""

    against: str
    equal: int = 0
    unequal: list[str] = field(default_factory=list)
    missing: int = 0

    def line(self) -> str:
        """Return the counts, and the first differences in full."""
        text = f"{self.against}: {self.equal} equal, {len(self.unequal)} unequal, {self.missing} without a grade there"
        return "\n  ".join([text, *self.unequal[:10]])


def compare(
    against: str, keys: Sequence[Key], ours: Mapping[Key, float], theirs: Mapping[Key, float]
) -> Equality:
    """Compare two sets of grades on the given submissions."""
    found = Equality(against)
    for key in keys:
        if key not in theirs:
            found.missing += 1
        elif abs(ours.get(key, -1.0) - theirs[key]) <= EXACT:
            found.equal += 1
        else:
            found.unequal.append(f"{key[0]}, {key[1]}: ours {ours.get(key)}, theirs {theirs[key]}")
    return found


def middle(values: Sequence[float | None]) -> float | None:
    """Return the median of what was measured, or None."""
    there = [value for value in values if value is not None]
    return median(there) if there else None


def shown(value: float | None) -> str:
    """Return a figure with three places that count, or that it was not measured."""
    return NOT_MEASURED if value is None else f"{value:.0f}" if abs(value) >= 100 else f"{value:.3g}"


def round_lines(rounds: Sequence[Round]) -> Iterator[str]:
    """Yield the ratios of each round and their medians."""
    yield "round   nbgrader (large)   nbgrader (small)   otter   times bare"
    rows: list[list[float | None]] = [
        [one.ratio_stock, one.ratio_stock_small, one.ratio_otter, one.times_bare] for one in rounds
    ]
    medians = [middle(column) for column in zip(*rows, strict=True)]
    for name, row in [*((str(n), row) for n, row in enumerate(rows, start=1)), ("median", medians)]:
        cells = [shown(value) for value in row]
        yield f"{name:<6} {cells[0]:>17} {cells[1]:>18} {cells[2]:>7} {cells[3]:>12}"


def stage_lines(ours: Stages, bare: Stages) -> Iterator[str]:
    """Yield the milliseconds of each stage, one submission after the other, ours and bare, and their ratio."""
    yield "stage       ours ms   bare ms   times"
    mine = {name: 1000 * seconds / ours[0] for name, seconds in ours[1].items()}
    limit = {name: 1000 * seconds / bare[0] for name, seconds in bare[1].items()}
    mine["sum"], limit["sum"] = sum(mine.values()), sum(limit.values())
    for name in (*ORDER, "sum"):
        if name in mine:
            times = shown(mine[name] / limit[name]) if limit.get(name) else "-"
            there = f"{limit[name]:.2f}" if name in limit else "-"
            yield f"{name:<10} {mine[name]:>8.2f} {there:>9} {times:>7}"


def last_line(rounds: Sequence[Round], curve: Curve | None) -> str:
    """Return the line that the measurement ends with."""
    figures = {
        "ratio_nbgrader": middle([one.ratio_stock for one in rounds]),
        "ratio_otter": middle([one.ratio_otter for one in rounds]),
        "times_bare": middle([one.times_bare for one in rounds]),
        "per_minute": middle([60 / one.large.each for one in rounds]),
        "peak_mb_10000": curve.peak_mb if curve else None,
        "flat_60_to_10000": curve.flat if curve else None,
    }
    return " ".join(f"{name}={shown(value)}" for name, value in figures.items())
