"""``qk demo``: the whole way once, from the sources to a graded class and a served site."""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Sequence
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from quellenkritik.course import project, release, sampleclass
from quellenkritik.course.commands import site
from quellenkritik.course.sampleclass import Graded, Row


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--no-serve", action="store_true", help="end after the table (as with NO_SERVE=1 in the environment)"
    )


def run(args: argparse.Namespace) -> int:
    """Release, build, grade, print the table, serve; exit code 1 where something is not as expected."""
    started, here = time.monotonic(), project.find()
    _say(1, "releasing the exercises")
    changed = release.write(release.committed(here))
    print(*(f"wrote {here.named(path)}" for path in changed), sep="\n", end="\n" if changed else "")
    _say(
        2,
        "building the site: the book, strictly, and the notebooks for the browser (about a minute and a half)",
    )
    built = site.make(here)
    _say(3, "grading the sample class in the sandbox")
    graded = sampleclass.grade(here, here.build / "demo")
    _say(4, "the class")
    print(table(graded))
    print(last_line(graded.rows, built.pages, time.monotonic() - started), flush=True)
    passed = not built.findings and all(row.as_expected for row in graded.rows)
    if not (args.no_serve or os.environ.get("NO_SERVE")):
        serve(built.folder)
    return 0 if passed else 1


def table(graded: Graded) -> str:
    """Return the class as a table: one line a submission, what differs below it, and who was left out."""
    wide = max((len(row.student) for row in graded.rows), default=0) + 2
    named = max((len(row.exercise) for row in graded.rows), default=8) + 2
    lines = [
        f"{'student':<{wide}}{'exercise':<{named}}{'verdict':<11}{'given':>7}{'expected':>10}{'waiting':>9}"
    ]
    for row in graded.rows:
        points = f"{row.given:>7.2f}{row.expected:>10.2f}{row.waiting:>9}"
        lines.append(f"{row.student:<{wide}}{row.exercise:<{named}}{row.verdict:<11}{points}")
        lines += [f"{'':<{wide}}NOT AS EXPECTED: {said}" for said in row.differences]
    lines += [
        f"{name}: left out, for there is no outer sandbox here ({graded.reason})" for name in graded.left_out
    ]
    return "\n".join(lines)


def last_line(rows: Sequence[Row], page_count: int, seconds: float) -> str:
    """Return the line for machines."""
    as_expected = sum(row.as_expected for row in rows)
    waiting = sum(row.waiting for row in rows)
    return (
        f"submissions={len(rows)} as_expected={as_expected} waiting_cells={waiting} pages={page_count} "
        f"seconds={seconds:.0f}"
    )


def server(folder: Path) -> ThreadingHTTPServer:
    """Return a server of the folder on a free port of this machine alone."""
    return ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))


def serve(folder: Path) -> None:
    """Serve the book until the person at the keyboard ends it."""
    with server(folder) as http:
        print(f"the book: http://127.0.0.1:{http.server_address[1]}/   (end with Ctrl-C)", flush=True)
        try:
            http.serve_forever()
        except KeyboardInterrupt:
            print()


class _Quiet(SimpleHTTPRequestHandler):
    """A handler that does not write a line for every file."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


def _say(step: int, what: str) -> None:
    print(f"[{step}/4] {what}", flush=True)
