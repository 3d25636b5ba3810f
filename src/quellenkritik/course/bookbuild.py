"""Building the book strictly: every warning is an error, and nothing comes from an earlier build.

The doctree cache is deleted first. From it, pages that did not change would keep their warnings to themselves, and
widgets would render without their state.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from quellenkritik.course import classpages, links
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake

# jsonschema takes this package where it finds it, for a check of addresses that the book's configuration has none of; its
# import alone takes seconds, a third of a quick build.
_CALL = "import sys; sys.modules['rfc3987_syntax'] = None; from jupyter_book.cli.main import main; main()"
_FINDING = re.compile(r"WARNING|ERROR|Error:|CRITICAL|^Exception")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m|\[\d{2};\d{2};\d{2}m|\[91m|\[0m")
_BROKEN = re.compile(r"^\(.*\) broken +|: \[broken\]")


@dataclass(frozen=True)
class Built:
    """The outcome of a build: how many pages, what was found, and where the whole log stands."""

    pages: int
    findings: tuple[str, ...]
    passed: bool
    log: Path


def html(project: Project, home: Path | None = None) -> Path:
    """Return the folder of the built pages: the project's, or those of a class, which has a home of its own."""
    return (home or project.root) / "_build" / "html"


def build(project: Project, home: Path | None = None, course: Path | None = None) -> Built:
    """Build all pages anew; a warning or a broken internal link anywhere means that the build has not passed.

    ``course`` names the ``course.yml`` of a class; its pages go below ``home``.
    """
    target = html(project, home)
    shutil.rmtree(target.with_name(".doctrees"), ignore_errors=True)
    shutil.rmtree(target, ignore_errors=True)
    options = ("-n", "-W", "--keep-going")
    code, lines, log = _jupyter_book(
        project, "class.log" if home else "book.log", *options, into=home, course=course
    )
    findings = tuple(line for line in lines if _FINDING.search(line))
    if code == 0:
        findings += tuple(links.broken(target, later=links.LATER))
    return Built(_pages(target), findings, code == 0 and not findings, log)


def quick(project: Project) -> Built:
    """Build what has changed since the last build; what is found is told and stops nothing."""
    code, lines, log = _jupyter_book(project, "book.log", "-n")
    findings = tuple(line for line in lines if _FINDING.search(line))
    return Built(_pages(html(project)), findings, code == 0, log)


def _pages(folder: Path) -> int:
    return sum("_static" not in path.parts for path in folder.rglob("*.html"))


def check_links(project: Project) -> Built:
    """Ask every external link once. Broken ones are listed; they say something about the web, not about the book."""
    _, lines, log = _jupyter_book(project, "links.log", "--builder", "linkcheck")
    return Built(0, tuple(line for line in lines if _BROKEN.search(line)), True, log)


def single_page(project: Project, folder: Path) -> Path:
    """Build the book as one page in a folder of its own, from nothing, and return the page.

    The folder is its own because the kept trees hold links, and those of a single page are others.
    """
    shutil.rmtree(folder, ignore_errors=True)
    code, lines, log = _jupyter_book(project, "pdf.log", "-n", "--builder", "singlehtml", into=folder)
    page = folder / "_build" / "singlehtml" / "index.html"
    if code or not page.is_file():
        said = next((line for line in lines if _FINDING.search(line)), "no page")
        raise Mistake(project.named(log), said, "the book as one page", "Try first: qk book")
    return page


def _jupyter_book(
    project: Project, log_name: str, *options: str, into: Path | None = None, course: Path | None = None
) -> tuple[int, list[str], Path]:
    """Run Jupyter Book in a process of its own and return its exit code, its lines and the log."""
    project.build.mkdir(exist_ok=True)
    around = {name: value for name, value in os.environ.items() if name != classpages.COURSE}
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            _CALL,
            "build",
            str(project.book),
            "--path-output",
            str(into or project.root),
            *options,
        ],
        cwd=project.root,
        env=around | ({classpages.COURSE: str(course.resolve())} if course else {}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    text = _COLOUR.sub("", done.stdout)
    log = project.build / log_name
    log.write_text(text, encoding="utf-8")
    return done.returncode, text.splitlines(), log
