"""``qk book``: the strict build; with ``--config`` the pages of a class, which ask its own sheets."""

from __future__ import annotations

import argparse
from pathlib import Path

from quellenkritik.course import bookbuild, classpages, pages, pictures, project
from quellenkritik.course.bookbuild import Built
from quellenkritik.course.project import Project


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--check-links", action="store_true", help="ask the external links, too; they only warn"
    )
    parser.add_argument("--config", type=Path, help="a course.yml: the forms ask the sheets of this class")


def run(args: argparse.Namespace) -> int:
    """Build, and return 1 where anything was found."""
    here = project.find()
    built = make(here, args.config)
    if args.check_links and built.passed:
        found = bookbuild.check_links(here).findings
        print(*found, f"external links: {len(found)} do not answer", sep="\n")
    return 0 if built.passed else 1


def make(here: Project, course: Path | None = None) -> Built:
    """Generate what follows from the register, build the book, and print what was found or how many pages there are.

    ``course`` is the ``course.yml`` of a class; its pages go into a folder of their own.
    """
    home = _hand_out(here, course) if course else None
    generated, figures = pages.write_pages(here.book), pictures.write(here.book)
    print(
        f"{generated} pages and {figures} figures generated from the register; building the book ...",
        flush=True,
    )
    built = bookbuild.build(here, home, course)
    if built.passed:
        print(f"{built.pages} pages: {here.named(bookbuild.html(here, home) / 'index.html')}", flush=True)
    else:
        print(*built.findings, f"the book has not passed; the whole log: {here.named(built.log)}", sep="\n")
    return built


def _hand_out(here: Project, course: Path) -> Path:
    """Write the sheets of a class and return the folder of its pages."""
    choices = classpages.load(course)
    folder = classpages.hand_out(here, choices)
    print(f"sheets of the class {choices.name}: {here.named(folder)}", flush=True)
    return classpages.home(here, choices)
