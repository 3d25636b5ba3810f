"""``qk book``: the strict build, with ``--config`` the pages of a class; ``--quick``: what changed, while one writes."""

from __future__ import annotations

import argparse
from pathlib import Path

from quellenkritik.course import bookbuild, classpages, pages, pictures, project
from quellenkritik.course.bookbuild import Built
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--quick", action="store_true", help="build only what has changed; not the strict build"
    )
    parser.add_argument(
        "--check-links", action="store_true", help="ask the external links, too; they only warn"
    )
    parser.add_argument("--config", type=Path, help="a course.yml: the forms ask the sheets of this class")


def run(args: argparse.Namespace) -> int:
    """Build, and return 1 where anything was found."""
    here = project.find()
    if args.quick and (args.config or args.check_links):
        raise Mistake("--quick", "with --config or --check-links", "alone", "Leave one of them out.")
    if args.quick:
        return quick(here)
    built = make(here, args.config)
    if args.check_links and built.passed:
        found = bookbuild.check_links(here).findings
        print(*found, f"external links: {len(found)} do not answer", sep="\n")
    return 0 if built.passed else 1


def quick(here: Project) -> int:
    """Build what has changed, and say what this build does not ask."""
    _generate(here)
    built = bookbuild.quick(here)
    print(*built.findings, sep="\n", end="\n" if built.findings else "")
    if not built.passed:
        print(f"the book was not built; the whole log: {here.named(built.log)}")
        return 1
    print(f"{built.pages} pages: {here.named(bookbuild.html(here) / 'index.html')}")
    print(
        "This was the quick build: unchanged pages and links were not asked again. The strict one is: qk book"
    )
    return 0


def _generate(here: Project) -> None:
    generated, figures = pages.write_pages(here.book), pictures.write(here.book)
    print(
        f"{generated} pages and {figures} figures generated from the register; building the book ...",
        flush=True,
    )


def make(here: Project, course: Path | None = None) -> Built:
    """Generate what follows from the register, build the book, and print what was found or how many pages there are.

    ``course`` is the ``course.yml`` of a class; its pages go into a folder of their own.
    """
    home = _hand_out(here, course) if course else None
    _generate(here)
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
