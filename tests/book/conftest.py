"""The whole book, built once for a run of the tests, and a server that hands it out.

The first worker that asks builds, the others wait for it. The build happens in a folder of its own, so that no test
writes into the checkout. ``QK_BUILT_BOOK=_build/html`` takes pages that are already there instead: quick while you try
something, but they are as old as they are.
"""

import fcntl
import functools
import http.server
import os
import threading
from pathlib import Path

import pytest

from quellenkritik.course import lite, site
from quellenkritik.course.commands import book
from quellenkritik.course.project import Project
from tests.book.forms import browser, form_static, page  # noqa: F401 (fixtures of the tests of forms)
from tests.support import ROOT

OWN = {"book", "_build", ".git", ".venv"}
"""What the folder of the build does not share with the checkout: the build writes there, or does not need it."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The first test that needs the book waits for a build of a minute and a half, longer on a busy machine."""
    for item in items:
        if {"built_book", "served_book", "edition", "built_site"} & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.timeout(1200))
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def built_book(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The folder of the built pages, strictly built; tests only read it."""
    if given := os.environ.get("QK_BUILT_BOOK"):
        folder = (ROOT / given).resolve()
        assert (folder / "index.html").is_file(), f"QK_BUILT_BOOK: no book in {folder}"
        return folder
    shared = _shared(tmp_path_factory, request)
    with (shared / "book.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return _once(shared / "whole-book")


def _shared(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """Return the folder that all workers of a run have in common."""
    own = tmp_path_factory.getbasetemp()
    return own.parent if hasattr(request.config, "workerinput") else own  # set in a worker of pytest-xdist


def _once(root: Path) -> Path:
    """Build if nobody has; what a failed build found is kept, so that it is not tried again for each worker."""
    found = root / "findings.txt"
    project = Project(root)
    if not found.is_file():
        _lay_out(root)
        built = book.make(project)
        found.write_text("" if built.passed else "\n".join(built.findings) or "see the log", encoding="utf-8")
    assert not (said := found.read_text(encoding="utf-8")), f"the book has not passed:\n{said}"
    return project.build / "html"


def _lay_out(root: Path) -> None:
    """Lay the checkout out a second time: a copy of the book, links to everything else."""
    root.mkdir(exist_ok=True)
    for path in ROOT.iterdir():
        if path.name not in OWN:
            (root / path.name).symlink_to(path)
    _copy(ROOT / "book", root / "book")
    vendor = ROOT / "_build" / "vendor"  # third-party files are fetched once for all builds
    vendor.mkdir(parents=True, exist_ok=True)
    (root / "_build").mkdir(exist_ok=True)
    (root / "_build" / "vendor").symlink_to(vendor)


def _copy(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts:
            copy = target / path.relative_to(source)
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(path.read_bytes())


@pytest.fixture(scope="session")
def edition(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Path:
    """The folder of the notebooks in the browser, built once for a run of the tests; tests only read it."""
    shared = _shared(tmp_path_factory, request)
    with (shared / "edition.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        out = shared / "edition" / "out"
        return out if (shared / "edition.done").is_file() else _edition(shared, out)


def _edition(shared: Path, out: Path) -> Path:
    lite.build(Project(ROOT), out.parent)
    (shared / "edition.done").touch()
    return out


@pytest.fixture(scope="session")
def built_site(
    built_book: Path, edition: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Path:
    """The finished site: the built pages with the notebooks in the browser; tests only read it."""
    here = Project(_shared(tmp_path_factory, request) / "finished")
    here.build.mkdir(parents=True, exist_ok=True)
    with (here.root / "site.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not site.folder(here).is_dir():
            assert () == site.assemble(here, built_book, edition, 0).findings
    return site.folder(here)


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing: a test's output is for what failed."""


@pytest.fixture(scope="session")
def served_book(built_book: Path):
    """The address of a plain file server on this machine that hands out the built book; without a slash at the end."""
    handler = functools.partial(_Quiet, directory=str(built_book))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
