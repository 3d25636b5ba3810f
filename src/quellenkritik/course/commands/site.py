"""``qk site``: the finished folder of the book and its notebooks in the browser, for any file server."""

from __future__ import annotations

import argparse
import time
from concurrent.futures import ThreadPoolExecutor

from quellenkritik.course import bookbuild, project, site
from quellenkritik.course.commands import book
from quellenkritik.course.project import Project
from quellenkritik.course.site import Site


def configure(parser: argparse.ArgumentParser) -> None:
    """There are no options."""


def run(_: argparse.Namespace) -> int:
    """Build, and return 1 where anything was found."""
    return 1 if make(project.find()).findings else 0


def make(here: Project) -> Site:
    """Build pages and browser edition at the same time, put them together, and print what was found or what there is."""
    started = time.monotonic()
    with ThreadPoolExecutor(1) as beside:
        edition = beside.submit(site.browser_edition, here)
        built = book.make(here)
        out = edition.result()
    if not built.passed:  # what was found has been said
        return Site(site.folder(here), 0, 0, 0, 0, built.findings or ("the book has not passed",))
    made = site.assemble(here, bookbuild.html(here), out, built.pages)
    if made.findings:
        print(*made.findings, "the site has not passed; an earlier one stays as it was", sep="\n", flush=True)
        return made
    print(
        f"{here.named(made.folder)}: {made.pages} pages and {made.notebooks} notebooks, "
        f"{made.bytes / 1e6:.0f} MB ({made.lite_bytes / 1e6:.0f} MB for the notebooks), "
        f"{time.monotonic() - started:.0f} s",
        flush=True,
    )
    return made
