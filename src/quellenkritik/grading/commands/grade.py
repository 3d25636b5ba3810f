"""``qk grade``: take in submissions, run them in the sandbox, score, write the gradebook."""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quellenkritik import tasks
from quellenkritik.errors import Mistake
from quellenkritik.grading.classbook import number
from quellenkritik.grading.commands.shared import add_course_options, limits_of, open_course, settle
from quellenkritik.grading.engine import Engine, Summary, prepared
from quellenkritik.grading.gradebook import Gradebook
from quellenkritik.grading.progress import Progress
from quellenkritik.grading.run import Pool
from quellenkritik.grading.sandbox.plan import Plan
from quellenkritik.grading.sandbox.probe import Isolation, probe, unsafe
from quellenkritik.grading.submission import Submission

if TYPE_CHECKING:
    from quellenkritik.grading.cluster.client import Cluster

WARNING = (
    "qk: WARNING: --unsafe-no-sandbox. Every notebook runs with all your rights: it can read the key, change grades and\n"
    "qk: WARNING: delete your files. Use it only for notebooks that you wrote yourself."
)


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "submissions",
        nargs="+",
        type=Path,
        help="folders, zips, notebooks or answers.yml, mixed as they come",
    )
    add_course_options(parser)
    parser.add_argument(
        "--workers", type=int, default=0, metavar="N", help="sandboxes at once (default: one per core)"
    )
    parser.add_argument(
        "--scheduler",
        metavar="ADDRESS",
        help="run the notebooks on the workers of this dask scheduler, e.g. tcp://10.0.0.5:8786",
    )
    parser.add_argument(
        "--regrade", action="store_true", help="grade also what has not changed; manual points stay"
    )
    parser.add_argument("--json", action="store_true", help="print the result as JSON")
    parser.add_argument(
        "--unsafe-no-sandbox", action="store_true", help="run student code with all your rights"
    )


def run(args: argparse.Namespace) -> int:
    """Grade; return 1 where something was refused or could not be scored."""
    started = time.monotonic()
    cluster = _cluster(args) if args.scheduler else None
    plan, isolation = (Plan(level="none"), None) if cluster else _plan(args.unsafe_no_sandbox)
    course, gradebook = open_course(args)
    plan.limits = limits_of(args, course)
    prepared(plan, course, [Path.cwd()])
    with Progress(quiet=args.json) as progress:
        engine = Engine(
            course, tasks.task, gradebook, plan, args.workers, args.regrade, progress.expect, progress.step
        )
        engine.pool = cluster.running if cluster else Pool
        summary = engine.grade(args.submissions)
    isolation = cluster.roll.weakest if cluster else isolation
    settle(args, course, gradebook)
    seconds = time.monotonic() - started
    if args.json:
        print(json.dumps(_data(summary, gradebook, isolation, seconds), ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(summary, seconds)))
    gradebook.close()
    return 1 if summary.refused or summary.verdicts["not_scored"] else 0


def _cluster(args: argparse.Namespace) -> Cluster[Submission]:
    """Return the cluster that was asked for, connected; the part that it needs is not in every installation."""
    if args.unsafe_no_sandbox or args.workers:
        other = "--unsafe-no-sandbox" if args.unsafe_no_sandbox else "--workers"
        raise Mistake(
            "--scheduler", f"together with {other}", "one of the two", "A cluster has its own workers."
        )
    try:
        from quellenkritik.grading.cluster.client import Cluster
    except ModuleNotFoundError as missing:
        raise Mistake(
            "--scheduler",
            f"an installation without the package '{missing.name}'",
            "the part 'cluster', here and on each worker",
            "Install it: pip install 'quellenkritik[cluster]'",
        ) from missing
    return Cluster(args.scheduler)


def _plan(unsafe_asked: bool) -> tuple[Plan, Isolation | None]:
    """Return the plan of the sandbox; say aloud where it is less than full."""
    if unsafe_asked:
        print(WARNING, file=sys.stderr)
        return unsafe(), None
    isolation = probe()
    plan = isolation.plan()
    if isolation.level != "full":
        print("\n".join(f"qk: {line}" for line in isolation.lines()), file=sys.stderr)
    return plan, isolation


def _lines(summary: Summary, seconds: float) -> list[str]:
    lines = [f"  {student}, {exercise}: {'; '.join(notes)}" for student, exercise, notes in summary.noted]
    lines = ["Repaired or noted:", *lines] if lines else []
    if summary.refused:
        lines += ["Not taken:", *(f"  {name}: {reason}" for name, reason in summary.refused)]
    words = ", ".join(f"{count} {word.replace('_', ' ')}" for word, count in sorted(summary.verdicts.items()))
    rate = f", {number(summary.graded / seconds * 60)} a minute" if summary.graded else ""
    lines.append(f"{summary.graded} submissions in {seconds:.1f} s{rate}: {words or 'nothing new'}.")
    if summary.unchanged:
        lines.append(f"{summary.unchanged} were graded before and have not changed.")
    lines.append(f"{summary.waiting} cells wait for a person.")
    return lines


def _data(
    summary: Summary, gradebook: Gradebook, isolation: Isolation | None, seconds: float
) -> dict[str, Any]:
    results = gradebook.results()
    kept = (
        "student",
        "topic",
        "exercise",
        "verdict",
        "run",
        "points",
        "max_points",
        "codes",
        "sha256",
        "release",
    )
    return {
        "graded": summary.graded,
        "unchanged": summary.unchanged,
        "verdicts": dict(summary.verdicts),
        "refused": [{"file": name, "reason": reason} for name, reason in summary.refused],
        "notes": [{"student": s, "exercise": e, "notes": notes} for s, e, notes in summary.noted],
        "waiting_cells": summary.waiting,
        "seconds": round(seconds, 3),
        "sandbox": {
            "level": isolation.level if isolation else "none",
            "guarantees": {g.name: g.held for g in isolation.guarantees} if isolation else {},
        },
        "results": [
            {name: result[name] for name in kept}
            | {"criteria": {c["id"]: c["points"] for c in result["criteria"]}}
            for result in results
        ],
    }
