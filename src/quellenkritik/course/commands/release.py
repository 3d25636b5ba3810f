"""``qk release``: solutions become exercises."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from quellenkritik.course import classroom, config, gates, project, release
from quellenkritik.course.config import CourseConfig
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake

DEFAULT_COURSE = Path("_build") / "course"


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--check", action="store_true", help="write nothing; run the five gates, exit 1 on a fault"
    )
    parser.add_argument(
        "--gate", action="append", choices=list(gates.GATES), help="with --check: only this gate (repeatable)"
    )
    parser.add_argument("--json", action="store_true", help="with --check: the faults as JSON, by gate")
    parser.add_argument("--seed", help="the seed of a class: 32 hexadecimal digits, or the word practice")
    parser.add_argument("--config", type=Path, help="a course.yml with seed and private items")
    parser.add_argument("--out", type=Path, help="write what students get into this folder")
    parser.add_argument(
        "--course",
        type=Path,
        nargs="?",
        const=DEFAULT_COURSE,
        help="build nbgrader's course root of a class (default: _build/course)",
    )
    parser.add_argument(
        "--new-seed",
        action="store_true",
        help="write 128 random bits into the course.yml of --config, or print them",
    )


def run(args: argparse.Namespace) -> int:
    """Write, compare, or make a seed; return the exit code."""
    if args.new_seed:
        return _new_seed(args.config)
    here = project.find()
    if args.check:
        return _check(here, args.gate or list(gates.GATES), as_json=args.json)
    choices = _choices(args)
    if not choices.is_practice and not (args.out or args.course):
        raise Mistake(
            "--seed or --config",
            "the seed of a class without a folder",
            "--out FOLDER or --course [FOLDER]",
            "exercises/ holds the public practice sheets only.",
        )
    if args.out:
        _say(
            here, release.write(release.handed_out(here, release.draw_all(here, choices), args.out)), args.out
        )
    else:
        _say(here, release.write(release.committed(here)), here.exercises)
    if args.course:
        chosen = here.root / args.course if args.course is DEFAULT_COURSE else args.course
        folder = classroom.build(here, chosen.resolve(), choices)
        print(f"course root with source, release, keys and gradebook: {here.named(folder)}")
    return 0


def _choices(args: argparse.Namespace) -> CourseConfig:
    """Return the class's choices; ``--seed`` goes before the seed of the file."""
    chosen = config.load(args.config) if args.config else CourseConfig()
    return CourseConfig(chosen.name, config.seed_bytes(args.seed), chosen.private) if args.seed else chosen


def _new_seed(path: Path | None) -> int:
    if path is None:
        print(config.new_seed())
    else:
        config.write_new_seed(path)
        print(f"a new seed stands in {path}; keep the file to yourself")
    return 0


def _check(here: Project, names: list[str], *, as_json: bool) -> int:
    faults = gates.run(here, names)
    if as_json:
        print(json.dumps(faults, indent=1))
    else:
        for name in names:
            print(f"{name}: " + ("passed" if not faults[name] else f"{len(faults[name])} faults"))
            print(*(f"  {fault}" for fault in faults[name]), sep="\n", end="\n" if faults[name] else "")
    return 1 if any(faults.values()) else 0


def _say(here: Project, changed: list[Path], folder: Path) -> None:
    print(*(f"wrote {here.named(path)}" for path in changed), sep="\n", end="\n" if changed else "")
    print(f"{here.named(folder)}: " + (f"{len(changed)} files written" if changed else "already current"))
