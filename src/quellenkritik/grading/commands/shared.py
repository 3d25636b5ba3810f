"""What the instructor's commands share: finding the course and opening its gradebook."""

from __future__ import annotations

import argparse
from pathlib import Path

from quellenkritik.errors import Mistake
from quellenkritik.grading import limits, policy
from quellenkritik.grading.gradebook import Gradebook
from quellenkritik.grading.master import Course

COURSE = Path("_build") / "course"


def add_course_options(parser: argparse.ArgumentParser) -> None:
    """Add ``--course`` and ``--db``."""
    parser.add_argument(
        "--course",
        type=Path,
        default=COURSE,
        metavar="DIR",
        help=f"the release of the course (default: {COURSE}), made by qk release --course",
    )
    parser.add_argument(
        "--db",
        metavar="URL",
        help="the gradebook's database (default: gradebook.db in the course), e.g. postgresql://...",
    )
    parser.add_argument(
        "--config",
        type=Path,
        metavar="FILE",
        help="due dates, late policy, extensions and limits (default: course.yml in the course's folder or in this one)",
    )


def open_course(args: argparse.Namespace) -> tuple[Course, Gradebook]:
    """Return the course and its open gradebook, with the deductions for lateness as the policy now has them."""
    course = Course(args.course.resolve())
    gradebook = Gradebook(args.db or f"sqlite:///{course.root / 'gradebook.db'}", course)
    settle(args, course, gradebook)
    return course, gradebook


def settle(args: argparse.Namespace, course: Course, gradebook: Gradebook) -> int:
    """Apply dates, late policy and extensions where there is a ``course.yml``; return how many deductions changed."""
    return apply_policy(course, gradebook, args.config)


def apply_policy(course: Course, gradebook: Gradebook, named: Path | None) -> int:
    """Do the same for a named ``course.yml``, or the one that is found."""
    path = _config(named, course)
    if path is None:
        return 0
    rules = policy.load(path)
    policy.check_names(rules, {*course.topics, *course.masters}, path.name)
    return gradebook.settle(rules)


def limits_of(args: argparse.Namespace, course: Course) -> limits.Limits:
    """Return what a submission may use in this class."""
    return limits.load(_config(args.config, course))


def _config(named: Path | None, course: Course) -> Path | None:
    if named and not named.is_file():
        raise Mistake(str(named), "no such file", "a course.yml")
    places = [named] if named else [course.root / "course.yml", Path("course.yml")]
    return next((place for place in places if place.is_file()), None)
