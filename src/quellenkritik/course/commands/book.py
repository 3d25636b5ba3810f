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
    """Build, and return 1 where anything was found."""
    here = project.find()
    built = make(here)
    if args.check_links and built.passed:
        found = bookbuild.check_links(here).findings
        print(*found, f"external links: {len(found)} do not answer", sep="\n")
    return 0 if built.passed else 1


def make(here: Project) -> Built:
    """Generate what follows from the register, build the book, and print what was found or how many pages there are."""
    generated, figures = pages.write_pages(here.book), pictures.write(here.book)
    print(
        f"{generated} pages and {figures} figures generated from the register; building the book ...",
        flush=True,
    )
    built = bookbuild.build(here)
    if built.passed:
        print(f"{built.pages} pages: {here.named(bookbuild.html(here) / 'index.html')}", flush=True)
    else:
        print(*built.findings, f"the book has not passed; the whole log: {here.named(built.log)}", sep="\n")
    return built
