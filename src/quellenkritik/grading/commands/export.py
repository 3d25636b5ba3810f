"""``qk export``: write the grades for a spreadsheet."""

from __future__ import annotations

import argparse
from pathlib import Path

from quellenkritik.grading import tables
from quellenkritik.grading.classbook import lines
from quellenkritik.grading.commands.shared import add_course_options, open_course
from quellenkritik.grading.files import write_whole


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_course_options(parser)
    parser.add_argument("--to", choices=("csv",), default="csv", help="the form of the file")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="where to (default: grades.csv in the course; criteria.csv lies beside)",
    )


def run(args: argparse.Namespace) -> int:
    """Write the two tables and say where they are."""
    course, gradebook = open_course(args)
    output: Path = args.output or course.root / "grades.csv"
    found = lines(gradebook)
    gradebook.close()
    beside = output.with_name("criteria.csv")
    write_whole(output, tables.grades(found))
    write_whole(beside, tables.criteria(found))
    print(f"{len(found)} rows: {output}, and by criterion: {beside}")
    return 0
