"""``qk feedback``: one page for each student."""

from __future__ import annotations

import argparse
from itertools import groupby

from quellenkritik import tasks
from quellenkritik.grading.classbook import lines
from quellenkritik.grading.commands.shared import add_course_options, open_course
from quellenkritik.grading.files import write_whole
from quellenkritik.grading.pages import page


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_course_options(parser)


def run(args: argparse.Namespace) -> int:
    """Write ``feedback/<student>/index.html`` in the course for every student."""
    course, gradebook = open_course(args)
    found = lines(gradebook)
    gradebook.close()
    count = 0
    for student, group in groupby(found, key=lambda line: line.student):
        write_whole(course.root / "feedback" / student / "index.html", page(student, list(group), tasks.task))
        count += 1
    print(f"{count} pages: {course.root / 'feedback'}")
    return 0
