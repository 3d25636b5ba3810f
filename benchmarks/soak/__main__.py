"""``python -m benchmarks.soak``: attacks, cut-off gradings, mutants, notebooks in the browser, every page, all in full.

It ends with one line, and keeps it. ``--only browser`` and ``--only pages`` run that part alone and keep no line.

Hostile code runs in the outer sandbox of the tests alone; where that cannot be had, nothing is run.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.soak.browser import browser
from benchmarks.soak.pages import every_page

RESULTS = Path(__file__).resolve().parents[1] / "results" / "soak.txt"
BLOCK = 100
WRONG = (
    *("attacks_succeeded", "grades_lost", "grades_doubled", "crashes"),
    *("notebooks_differing", "foreign_requests", "axe_violations", "page_foreign_requests"),
)
"""What must be nought."""


def main(words: list[str] | None = None) -> int:
    """Run everything; return 1 where something got through, was lost, doubled, fell over or was given other points."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--mutants", type=int, default=10_000)
    parser.add_argument("--only", choices=["browser", "pages"], help="run one part, and keep no result")
    args = parser.parse_args(words)
    started = time.monotonic()
    folder = Path(tempfile.mkdtemp(prefix="qk-soak-"))
    folder.chmod(0o755)  # the outer sandbox's unprivileged user must be able to enter
    try:
        counts = (
            {} if args.only else attacks(folder) | kills(folder, args.kills) | mutants(folder, args.mutants)
        )
        counts |= browser(folder / "browser") if args.only != "pages" else {}
        counts |= every_page() if args.only != "browser" else {}
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    last = " ".join(f"{name}={number}" for name, number in counts.items())
    if not args.only:
        keep(last, time.monotonic() - started)
    print(last)
    return int(any(counts.get(name) for name in WRONG))


def attacks(folder: Path) -> dict[str, int]:
    """Grade the class of all attackers in both kinds of sandbox, and those alone that would hold the grader up."""
    from tests.attacks import outer
    from tests.attacks import test_attacks as suite

    if reason := outer.missing(str(folder)):
        raise SystemExit(f"soak: no outer sandbox for hostile code: {reason}")
    whole = {"attacks": suite.CASES, "without": []}
    found: set[str] = set()
    for name, job in (("full", whole), ("reduced", whole | {"reduced": True})):
        facts = suite.play(folder, name, job)
        if facts.get("honest") != suite.HONEST:
            found.add(f"{name}: honest students' points")
        found |= {f"{name}: {case['id']}" for case in promised(name) if suite.success(case, facts)}
    for case in suite.CASES:
        if "slower" in case["succeeds"]:
            alone = suite.play(folder, f"alone-{case['id']}", {"attacks": [case], "without": []})
            found |= {case["id"]} if suite.success(case, alone) else set()
    say("attacks", len(suite.CASES), sorted(found))
    return {"attacks": len(suite.CASES), "attacks_succeeded": len(found)}


def promised(level: str) -> list[dict[str, object]]:
    """Return the cases that this kind of sandbox promises to withstand in a shared class."""
    from tests.attacks import test_attacks as suite

    if level == "reduced":
        return list(suite.PROMISED)
    return [case for case in suite.CASES if "slower" not in case["succeeds"]]


def kills(folder: Path, number: int) -> dict[str, int]:
    """Cut so many gradings off, each at another moment, and resume them."""
    from tests.grading.disturbed import Ground

    ground = Ground(folder / "disturbed")
    trials = [_told(ground.trial, seed, number) for seed in range(number)]
    lost, doubled = (sum(part) for part in zip(*trials, strict=True)) if trials else (0, 0)
    say("kills", number, [f"lost {lost}", f"doubled {doubled}"] if lost or doubled else [])
    return {"kills": number, "grades_lost": lost, "grades_doubled": doubled}


def _told(trial: Callable[[int], tuple[int, int]], seed: int, number: int) -> tuple[int, int]:
    if sys.stderr.isatty():
        print(f"\rkill {seed + 1} of {number}", end="", file=sys.stderr)
    return trial(seed)


def mutants(folder: Path, number: int) -> dict[str, int]:
    """Take so many mutants through intake and scoring."""
    from tests.grading import letters
    from tests.grading.mutants import crashes

    from quellenkritik.grading.master import Course

    course = Course(letters.build(folder / "mutants"))
    wrong: list[str] = []
    for block in range(-(-number // BLOCK)):
        inbox = folder / f"in-{block}"
        inbox.mkdir()
        size = min(BLOCK, number - block * BLOCK)
        wrong += [f"seed {block}, {said}" for said in crashes(block, size, inbox, course)]
        shutil.rmtree(inbox)
    say("mutants", number, wrong)
    return {"mutants": number, "crashes": len(wrong)}


def say(what: str, number: int, wrong: list[str]) -> None:
    """Print what one part came to, with what went wrong by name."""
    print(
        f"{what}: {number}, {len(wrong)} went wrong",
        *(f"  {line}" for line in wrong[:20]),
        sep="\n",
        flush=True,
    )


def keep(last: str, seconds: float) -> None:
    """Write the last line with date and machine into the folder of results."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"
    head = f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine}, Python {platform.python_version()}, {seconds:.0f} s"
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(f"{head}\n{last}\n", "utf-8")


if __name__ == "__main__":
    sys.exit(main())
