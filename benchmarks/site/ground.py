"""Two trees to build in, beside the checkout: the book as it is, and the same pages as a stock Jupyter Book.

Stock is the same Markdown and the same directives, without the extensions that lighten and mend what the theme brings, and
without our list of pages: everything else in the configuration stays.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

from tests.support import ROOT

from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake

OWN = {"book", "_build", ".git", ".venv", "_config.yml"}
MENDED = ("lighten", "theme_mend", "sidebar")
"""The extensions that a stock book does not have."""
QK = "import sys; from quellenkritik.cli import main; sys.exit(main())"
JUPYTER_BOOK = "from jupyter_book.cli.main import main; main()"
CHANGED = Path("book") / "start" / "a-sentence-changes-hands.md"


def laid_out(root: Path, *, stock: bool) -> Project:
    """Lay the checkout out a second time: copies of the book and the configuration, links to the rest."""
    root.mkdir(parents=True)
    for path in ROOT.iterdir():
        if path.name not in OWN and not path.name.endswith("_cache"):
            (root / path.name).symlink_to(path)
    shutil.copytree(ROOT / "book", root / "book", ignore=shutil.ignore_patterns("__pycache__", "sources"))
    config = (ROOT / "_config.yml").read_text(encoding="utf-8")
    if stock:
        config = re.sub(rf"^    (?:{'|'.join(MENDED)}): book/_ext\n", "", config, flags=re.MULTILINE)
    (root / "_config.yml").write_text(config, encoding="utf-8")
    vendor = ROOT / "_build" / "vendor"
    vendor.mkdir(parents=True, exist_ok=True)
    (root / "_build").mkdir()
    (root / "_build" / "vendor").symlink_to(vendor)
    return Project(root)


def timed(project: Project, *words: str) -> float:
    """Run Python with these words in a tree and return the seconds; what went wrong is told with its last lines."""
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, *words],
        cwd=project.root,
        capture_output=True,
        text=True,
        errors="replace",
        check=False,
    )
    if done.returncode:
        said = " | ".join((done.stdout + done.stderr).strip().splitlines()[-4:])
        raise Mistake(" ".join(words), said[-500:], "exit code 0", "Build the book by hand: qk book")
    return time.monotonic() - started


def cold_site(project: Project) -> float:
    """Build the whole site with nothing built before, and return the seconds."""
    return timed(project, "-c", QK, "site")


def one_page(project: Project) -> float:
    """Change one page, build as an author does while writing, and return the seconds."""
    page = project.root / CHANGED
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    return timed(project, "-c", QK, "book", "--quick")


def cold_stock(project: Project) -> float:
    """Build the stock book with nothing built before, after its generated pages are there; return the seconds."""
    timed(project, "-c", "from quellenkritik.course import pages, pictures; from pathlib import Path; "
          "pages.write_pages(Path('book')); pictures.write(Path('book'))")  # fmt: skip
    return timed(project, "-c", JUPYTER_BOOK, "build", "book", "--path-output", ".", "-n")


def one_page_stock(project: Project) -> float:
    """Change one page of the stock book, and return the seconds of its next build."""
    page = project.root / CHANGED
    page.write_text(page.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    return timed(project, "-c", JUPYTER_BOOK, "build", "book", "--path-output", ".", "-n")
