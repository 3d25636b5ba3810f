"""``python -m benchmarks.grading``: measure our engine, stock nbgrader, otter-grader and the bare limit side by side."""

from __future__ import annotations

import argparse
import json
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.grading import otter_tests, ours, report, runs, scale, stock
from benchmarks.grading.classwork import Class, Work
from benchmarks.grading.otter_side import Otter
from benchmarks.grading.report import Round
from benchmarks.grading.runs import Key, Run
from quellenkritik.course import classroom, project, release
from quellenkritik.grading.engine import cores

EXERCISES = ("sourcing", "pivot", "stemma")
TRIED = 2
"""Submissions on which otter's two ways are tried, to take the faster one."""


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.grading", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="turns in which everybody grades once")
    parser.add_argument("--small", type=int, default=60, help="submissions of the small class")
    parser.add_argument("--large", type=int, default=600, help="submissions of the large class")
    parser.add_argument(
        "--stock", type=int, default=60, help="submissions that stock nbgrader grades in a round"
    )
    parser.add_argument(
        "--otter", type=int, default=12, help="submissions that otter grades in a round; 0: none"
    )
    parser.add_argument(
        "--full", action="store_true", help="stock nbgrader and otter grade the whole large class"
    )
    parser.add_argument("--scale", action="store_true", help="also grade up to 10,000 and watch memory")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=scale.SIZES, help="sizes of the classes of --scale"
    )
    chosen = parser.parse_args()
    if chosen.full:
        chosen.stock = chosen.otter = chosen.large
    return chosen


class Bench:
    """The prepared courses and submissions, and the turns."""

    def __init__(self, chosen: argparse.Namespace) -> None:
        self.chosen = chosen
        here = project.find()
        self._build = here.build / "bench-grading"
        self.work = self._build / "work"
        shutil.rmtree(self.work, ignore_errors=True)
        self.work.mkdir(parents=True)
        self.course = classroom.build(here, self.work / "course")
        self.drawn = [one for one in release.draw_all(here) if one.exercise.id in EXERCISES]
        self.release = self.course / "release"
        self.school = Class(self.drawn, self.release)
        self.works = self._classes()
        self.stock_course = stock.course(self.drawn, self.release, self.work / "stock-course", self.work)
        self._otter = Otter(self._build / "otter-env", here.root / "src", self.work)
        self.otter_way = self._faster_otter()

    def _classes(self) -> list[Work]:
        """Write the large class, and the small one, which is its beginning."""
        self.school.write(self.chosen.small, self.work / "small")
        return self.school.write(max(self.chosen.large, self.chosen.stock), self.work / "large")

    def _faster_otter(self) -> str:
        """Try both ways of otter on a few submissions and return the name of the faster one; empty for none."""
        if not self.chosen.otter:
            return ""
        try:
            self._otter.prepare(self.drawn, self.release)
            tried = [way(self.works[:TRIED], self.work / "large") for way in self._ways().values()]
        except (runs.Failed, OSError) as error:
            print(f"otter-grader is not measured: {error}")
            return ""
        print("otter-grader's two local ways, tried first:", *(run.line() for run in tried), sep="\n  ")
        return min(zip(self._ways(), tried, strict=True), key=lambda pair: pair[1].each)[0]

    def _ways(self) -> dict[str, Any]:
        return {"api": self._otter.by_api, "command": self._otter.by_command}

    def turn(self, number: int) -> Round:
        """Let everybody grade once; the raw runs are printed as they come."""
        chosen, large = self.chosen, self.work / "large"
        one = Round(
            small=said(ours.grade(chosen.small, self.work / "small", self.course, self.work)),
            start=said(stock.grade(self.works[: len(EXERCISES)], large, self.stock_course, self.work)),
            stock=said(stock.grade(self.works[: chosen.stock], large, self.stock_course, self.work)),
            large=said(ours.grade(len(self.works), large, self.course, self.work)),
            bare=said(self.bare(cores())[0]),
        )
        if self.otter_way:
            one.otter = said(self._ways()[self.otter_way](self.slice(number), large))
        return one

    def slice(self, number: int) -> list[Work]:
        """Return other submissions for otter in each round."""
        start = number * self.chosen.otter
        return self.works[start : start + self.chosen.otter] or self.works[: self.chosen.otter]

    def bare(self, workers: int) -> tuple[Run, dict[str, float]]:
        """Measure the bare limit with so many processes; return the run and the seconds by stage."""
        before = runs.load()
        words = ["benchmarks.grading.bare", str(self.course), str(self.work / "large"), str(workers)]
        found = self._measured(words)
        grades = {tuple(key.split("/")): points for key, points in found["points"].items()}
        run = Run(f"bare limit, {workers} processes", found["number"], found["seconds"], before, grades)
        return run, found["stages"]

    def stages(self) -> tuple[report.Stages, report.Stages]:
        """Measure ours and the bare limit stage by stage on the small class, each in one process."""
        course = runs.fresh(self.course, self.work / "ours")
        found = self._measured(["benchmarks.grading.stages", str(course), str(self.work / "large")])
        run, stages = self.bare(1)
        return (found["number"], found["stages"]), (run.number, stages)

    def _measured(self, words: Sequence[str]) -> dict[str, Any]:
        """Run one of our own measuring programs and return the JSON that it prints last."""
        log = self.work / "measured.log"
        log.unlink(missing_ok=True)
        root = Path(__file__).resolve().parents[2]
        runs.timed([sys.executable, "-m", *words], root, log, home=self.work / "home")
        return dict(json.loads(log.read_text(encoding="utf-8").strip().splitlines()[-1]))

    def equalities(self, rounds: Sequence[Round]) -> list[report.Equality]:
        """Compare the grades on honest work, and on broken work apart."""
        mine = rounds[-1].large.grades
        honest = [one.key for one in self.works if not one.broken]
        kinds = [(honest, "honest"), ([one.key for one in self.works if one.broken], "broken")]
        graded = {one.key for one in self.works[: self.chosen.stock]}
        found = [
            report.compare(
                f"nbgrader, {name} work", [k for k in keys if k in graded], mine, rounds[-1].stock.grades
            )
            for keys, name in kinds
        ]
        found.append(report.compare("bare limit, honest work", honest, mine, rounds[-1].bare.grades))
        theirs = {key: points for one in rounds if one.otter for key, points in one.otter.grades.items()}
        wanted = [key for key in honest if key in theirs]
        return [
            *found,
            report.compare("otter, honest work, in its steps", wanted, self.in_steps(wanted), theirs),
        ]

    def in_steps(self, keys: Sequence[Key]) -> dict[Key, float]:
        """Return what otter's cases must give for our exact criteria."""
        found = {}
        for student, exercise in keys:
            path = self.work / "ours" / "results" / student / f"{exercise}.json"
            criteria = json.loads(path.read_text(encoding="utf-8"))["criteria"]
            found[student, exercise] = otter_tests.in_steps((c["points"], c["max_points"]) for c in criteria)
        return found


def said(run: Run) -> Run:
    """Print a run and return it."""
    print(run.line(), flush=True)
    return run


def main() -> int:
    """Measure, print, and end with the one line."""
    bench = Bench(options())
    print("\nraw runs, interleaved:")
    rounds = [bench.turn(number) for number in range(bench.chosen.rounds)]
    equalities = bench.equalities(rounds)
    print("\nstage by stage, one process, nothing at the same time:")
    print(*report.stage_lines(*bench.stages()), sep="\n")
    curve = None
    if bench.chosen.scale:
        curve = scale.measure(bench.school, bench.course, bench.work, bench.chosen.sizes)
        print("\nfrom small to large classes:", *curve.lines(), sep="\n")
    print("\ntimes as fast, by round:", *report.round_lines(rounds), sep="\n")
    print("\ngrades, submission by submission:", *(one.line() for one in equalities), sep="\n")
    print(f"\n{report.last_line(rounds, curve)}")
    return 1 if equalities[0].unequal else 0


if __name__ == "__main__":
    raise SystemExit(main())
