"""``qk book``: the strict build."""

from __future__ import annotations

import argparse

from quellenkritik.course import bookbuild, pages, pictures, project
from quellenkritik.course.bookbuild import Built
from quellenkritik.course.project import Project


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--check-links", action="store_true", help="ask the external links, too; they only warn"
    )


def run(args: argparse.Namespace) -> int:
    """Generate the pages of the register, build, and return 1 where anything was found."""
    here = project.find()
    print(
        f"{pages.write_pages(here.book)} pages and {pictures.write(here.book)} figures generated from the register; "
        "building the book ...",
        flush=True,
    )
    code = report(here, bookbuild.build(here))
    if args.check_links and not code:
        found = bookbuild.check_links(here).findings
        print(*found, f"external links: {len(found)} do not answer", sep="\n")
    return code


def report(here: Project, built: Built) -> int:
    """Print what was found, or how many pages there are, and return the exit code."""
    if built.passed:
        print(f"{built.pages} pages: {here.named(bookbuild.html(here) / 'index.html')}")
        return 0
    print(*built.findings, f"the book has not passed; the whole log: {here.named(built.log)}", sep="\n")
    return 1
