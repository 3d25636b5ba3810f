"""The book with a Python for its live cells: a server that hands out the pages and, under ``lite/``, what the finished site
has there; and a measurement that a benchmark can call."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from tests.grading.chromium import Chromium

PLACE = "lite/static/pyodide"
READY = "document.readyState === 'complete' && !!document.querySelector('.qk-live-on')"
ENDS = ("Done", "It stopped", "Stopped", "Python did not", "This copy", "This page")


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Hands out two folders as one: the pages, and Python below its place."""

    python: Path

    def translate_path(self, path: str) -> str:
        """Return the file of a path."""
        head, _, name = path.partition(f"/{PLACE}/")
        return (
            str(self.python / name.partition("?")[0]) if name and not head else super().translate_path(path)
        )

    def log_message(self, *words: object) -> None:
        """Say nothing: a test's output is for what failed."""


@contextlib.contextmanager
def served(pages: Path, python: Path) -> Iterator[str]:
    """Hand out the pages with Python on this machine; the address has no slash at the end."""
    handler = type("Handler", (_Handler,), {"python": python})
    made = functools.partial(handler, directory=str(pages))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), made) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}"
        server.shutdown()


class Cell:
    """One live cell of an open page."""

    def __init__(self, browser: Chromium, name: str) -> None:
        self.browser = browser
        self.box = f"document.getElementById('experiment-{name}')"

    def ask(self, rest: str) -> object:
        """Return the value of an expression that begins at the box of the cell."""
        return self.browser.run(self.box + rest)

    def write(self, code: str) -> None:
        """Put code into the editor, as typing would."""
        self.ask(f".querySelector('textarea').value = {json.dumps(code)}")

    def press(self, words: str) -> None:
        """Press a button of the cell by its words."""
        find = f"[...{self.box}.querySelectorAll('button')].find(b => b.textContent === {json.dumps(words)})"
        self.browser.run(f"{find}.click()")

    @property
    def said(self) -> str:
        """What the cell says of its state."""
        return str(self.ask(".querySelector('.qk-live-said').textContent"))

    @property
    def output(self) -> str:
        """What stands in the output, as text."""
        return str(self.ask(".querySelector('.qk-live-out').innerText"))

    def run(self, seconds: float = 120.0) -> str:
        """Press Run, wait for the end, and return what the cell says then."""
        self.press("Run")
        return self.ended(seconds)

    def ended(self, seconds: float = 120.0) -> str:
        """Wait for the end of a run and return what the cell says then."""
        ends = json.dumps(ENDS)
        self.browser.until(
            f"{ends}.some(w => {self.box}.querySelector('.qk-live-said').textContent.startsWith(w))", seconds
        )
        return self.said


def opened(browser: Chromium, address: str) -> Chromium:
    """Open a page with live cells, afresh."""
    browser.open("about:blank")
    browser.open(address)
    browser.until(READY)
    return browser


def first_live_output_s(browser: Chromium, address: str) -> float:
    """Return the seconds from the first Run of a page's first cell to its output, Python fetched anew (no cache).

    ``address`` is a page of the finished site with a live cell, such as ``.../translation/the-detour.html``.
    """
    browser.call("Network.clearBrowserCache")
    opened(browser, address)
    name = str(browser.run("document.querySelector('.qk-live').id")).removeprefix("experiment-")
    began = time.monotonic()
    said = Cell(browser, name).run()
    if not said.startswith("Done"):
        raise RuntimeError(f"{address}: {said}")
    return time.monotonic() - began
