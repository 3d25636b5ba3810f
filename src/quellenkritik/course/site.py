"""The finished site: the pages of the book, and under ``lite/`` every exercise as a notebook in the browser.

The folder needs nothing but a file server and works below any address. The browser edition is kept as long as nothing
that it is made of changes. The site is exchanged whole or not at all.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from quellenkritik.course import browser_python, links, lite
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake

LITE = "lite"
_OFFER = re.compile(r'(<p class="qk-browser") hidden="hidden">')
_SIZE = re.compile(r'(<span class="qk-browser-size">)[^<]*(</span>)')
_MADE_OF = ("src/quellenkritik", "exercises", "solutions/exercises.yml", "pyproject.toml", "README.md")
_TOOLS = ("jupyterlite-core", "jupyterlite-pyodide-kernel", "ipywidgets", "hatchling")


@dataclass(frozen=True)
class Site:
    """What was built: pages, notebooks, bytes in all and of the browser edition, and what is wrong."""

    folder: Path
    pages: int
    notebooks: int
    bytes: int
    lite_bytes: int
    findings: tuple[str, ...]


def folder(project: Project) -> Path:
    """Return the folder of the finished site."""
    return project.build / "site"


def browser_edition(project: Project) -> Path:
    """Return the folder of the browser edition, built unless what it is made of is as it was."""
    place = project.build / "lite"
    stamp, now = place / "made-of.txt", made_of(project)
    if stamp.is_file() and stamp.read_text(encoding="utf-8") == now:
        print("browser edition: nothing that it is made of has changed", flush=True)
        return place / "out"
    print("browser edition: building the notebooks for the browser ...", flush=True)
    started = time.monotonic()
    out = lite.build(project, place)
    stamp.write_text(now, encoding="utf-8")
    print(f"browser edition: {size(out) / 1e6:.0f} MB in {time.monotonic() - started:.0f} s", flush=True)
    return out


def made_of(project: Project) -> str:
    """Return a digest of everything that the browser edition follows from."""
    digest = hashlib.sha256(" ".join(_version(name) for name in _TOOLS).encode())
    for path in _sources(project):
        digest.update(f"{path.relative_to(project.root).as_posix()} {path.stat().st_size}\n".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        raise Mistake(
            name, "an environment without it", "the packages for building the site", browser_python.INSTALL
        ) from None


def _sources(project: Project) -> Iterator[Path]:
    for name in _MADE_OF:
        here = project.root / name
        found = sorted(here.rglob("*")) if here.is_dir() else [here]
        yield from (path for path in found if path.is_file() and "__pycache__" not in path.parts)


def assemble(project: Project, pages: Path, edition: Path, count: int) -> Site:
    """Put the folders together beside the old site, and exchange it for the new one where every link leads somewhere."""
    target = folder(project)
    new = target.with_name("site.new")
    shutil.rmtree(new, ignore_errors=True)
    shutil.copytree(pages, new, ignore=shutil.ignore_patterns(".buildinfo*", ".doctrees"))
    shutil.copytree(edition, new / LITE)
    (new / ".nojekyll").touch()  # some hosts would otherwise hide folders that begin with an underscore
    offer(new, round(size(edition) / 1e6))
    findings = tuple(links.broken(new))
    made = Site(
        target, count, len(list((new / LITE / "files").glob("*.ipynb"))), size(new), size(edition), findings
    )
    if not findings:
        shutil.rmtree(target, ignore_errors=True)
        new.rename(target)
    return made


def offer(site: Path, megabytes: int) -> None:
    """Let the pages of the exercises show the way into the browser edition, with what it weighs."""
    for page in site.rglob("*.html"):
        text = page.read_text(encoding="utf-8") if LITE not in page.relative_to(site).parts[:1] else ""
        if _OFFER.search(text):
            text = _SIZE.sub(rf"\g<1>{megabytes}\g<2>", _OFFER.sub(r"\1>", text))
            page.write_text(text, encoding="utf-8")


def size(place: Path) -> int:
    """Return the bytes of all files below a folder."""
    return sum(path.stat().st_size for path in place.rglob("*") if path.is_file())
