"""What the instructor's commands share: finding the course and opening its gradebook."""

from __future__ import annotations

import argparse
from pathlib import Path

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


def open_course(args: argparse.Namespace) -> tuple[Course, Gradebook]:
    """Return the course and its open gradebook."""
    course = Course(args.course.resolve())
    return course, Gradebook(args.db or f"sqlite:///{course.root / 'gradebook.db'}", course)
