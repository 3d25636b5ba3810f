"""Questions to a built page in a real Chromium: does it ask another host for anything, and what does axe-core find?

``foreign_requests(addresses)`` opens pages and returns what was asked of any host but their own; ``violations(address)``
returns what breaks a rule of WCAG 2.0, 2.1 or 2.2, level A or AA. Both take a browser that is open (:class:`Closed`), or
open one for themselves. Its network is closed: whatever is not on 127.0.0.1 meets :class:`Refusal`, which notes it. So
nothing escapes the count, not a worker's request either, which a page's own list of requests does not show.
"""

from __future__ import annotations

import contextlib
import json
import socketserver
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from quellenkritik.course import vendor
from quellenkritik.course.project import Project
from tests.grading.chromium import Chromium
from tests.support import ROOT

WCAG = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
COLOURS = ("color-contrast", "link-in-text-block")
"""The rules of axe-core whose answer depends on the colour theme; all others read the tree and the places."""
VIEWS = (("light", 1280), ("dark", 1280), ("dark", 390), ("light", 390))
"""Theme and width in pixels, in an order in which each step changes one of them."""
Act = Callable[[Chromium], None]
CHROMIUMS_OWN = (
    "accounts.google.com",
    "clients2.google.com",
    "content-autofill.googleapis.com",
    "optimizationguide-pa.googleapis.com",
    "update.googleapis.com",
)
"""Hosts that the browser itself asks, whatever the page; what a page asks of them stands in its own list of requests."""


@dataclass(frozen=True)
class Violation:
    """One element that breaks one rule: the page, how it was shown, the rule, the element, and what axe-core says."""

    page: str
    view: str
    rule: str
    element: str
    why: str

    def __str__(self) -> str:
        return f"{self.page} ({self.view}): {self.rule}: {self.element}: {self.why}"


class Refusal(socketserver.ThreadingTCPServer):
    """A proxy that lets nothing through and notes what was asked: ``CONNECT host:443`` or ``GET http://host/...``."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__(("127.0.0.1", 0), _Refuse)
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()


class _Refuse(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        line = " ".join(self.rfile.readline(4096).decode("latin-1").split()[:2])
        if not any(host in line[:80] for host in CHROMIUMS_OWN):
            self.server.asked.append(line)  # type: ignore[attr-defined]  # our own server
        with contextlib.suppress(OSError):
            self.wfile.write(b"HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n")


class Closed(Chromium):
    """A Chromium with a closed network: only 127.0.0.1 can be reached, and ``refused.asked`` has all that wanted more."""

    def __init__(self, home: Path) -> None:
        self.refused = Refusal()
        super().__init__(
            home,
            f"--proxy-server=http://127.0.0.1:{self.refused.server_address[1]}",
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
        )

    def close(self) -> None:
        super().close()
        self.refused.shutdown()
        self.refused.server_close()

    def visit(self, address: str) -> None:
        """Open a page and wait until it is loaded and has nothing left to do at once; forget what was asked before."""
        del self.asked[:], self.refused.asked[:]
        self.open(address)
        self.until("document.readyState === 'complete'")
        self.run("new Promise(done => requestIdleCallback(() => done(true), {timeout: 500}))")

    def foreign(self, address: str) -> list[str]:
        """Return what has been asked of other hosts since the page with this address was opened."""
        own = urlsplit(address).netloc
        outside = [asked for asked in self.asked if _host(asked) not in ("", own)]
        return [f"{address}: {asked}" for asked in dict.fromkeys((*outside, *self.refused.asked))]


@contextlib.contextmanager
def closed(browser: Closed | None = None) -> Iterator[Closed]:
    """Give the browser that came, or one that is closed again afterwards."""
    if browser is not None:
        yield browser
        return
    with tempfile.TemporaryDirectory(prefix="qk-audit-", ignore_cleanup_errors=True) as home:
        own = Closed(Path(home))
        try:
            yield own
        finally:
            own.close()


def foreign_requests(
    addresses: Iterable[str], *, act: Act | None = None, browser: Closed | None = None
) -> list[str]:
    """Open each page, use it as ``act`` does, and return ``page: what was asked`` for every request to a foreign host."""
    found = []
    with closed(browser) as used:
        for address in addresses:
            used.visit(address)
            if act:
                act(used)
            found += used.foreign(address)
    return found


def _host(address: str) -> str:
    """Return the host of an address that goes through the network; ``data:``, ``blob:`` and files have none."""
    parts = urlsplit(address)
    return parts.netloc if parts.scheme in ("http", "https", "ws", "wss") else ""


def violations(
    address: str,
    *,
    browser: Closed | None = None,
    views: Sequence[tuple[str, int]] = VIEWS,
    act: Act | None = None,
    rules: Mapping[str, Any] | None = None,
    thorough: bool = True,
) -> list[Violation]:
    """Open a page, use it as ``act`` does, and return what axe-core finds in each view (theme, width).

    The page is not loaded again between views: a switch of the theme sets the same attribute as the book's own button.
    Where not ``thorough``, a width that has been asked in one theme is asked in the other for the rules of colour only.
    """
    found: list[Violation] = []
    with closed(browser) as used:
        show(used, *views[0])
        used.visit(address)
        if act:
            act(used)
        widths: set[int] = set()
        for theme, width in views:
            show(used, theme, width)
            colours = {"type": "rule", "values": COLOURS}
            only = colours if width in widths and not thorough else rules or {"type": "tag", "values": WCAG}
            widths.add(width)
            found += findings(used, address, f"{theme}, {width} px", only)
    return found


def show(browser: Chromium, theme: str, width: int) -> None:
    """Set the width of the window and the colour theme, without slow changes of colour."""
    changed = browser.run("innerWidth") != width
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
    )
    browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": theme}])
    browser.run(f"({_SHOW})({json.dumps(theme)}, {json.dumps(changed)})")


_SHOW = """(theme, changed) => {
  const root = document.documentElement;
  root.dataset.theme = root.dataset.mode = theme;
  if (!document.getElementById('audit-still')) {
    const still = document.createElement('style');
    still.id = 'audit-still';
    still.textContent = '*, *::before, *::after { transition: none !important; animation: none !important; }';
    document.head.append(still);
  }
  // The theme looks 300 ms after a change of width which parts scroll now, so that the keyboard reaches them.
  return new Promise(done => setTimeout(() => done(true), changed ? 400 : 0));
}"""


def findings(browser: Chromium, page: str, view: str, only: Mapping[str, Any]) -> list[Violation]:
    """Return what axe-core finds in the page as it stands."""
    if not browser.run("'axe' in window"):
        browser.run(axe() + "; true")
    options = {"runOnly": only, "resultTypes": ["violations"], "preload": False}
    told = browser.run(f"axe.run(document, {json.dumps(options)}).then({_TOLD}).then(JSON.stringify)")
    return [Violation(page, view, *one) for one in json.loads(told)]


_TOLD = """found => found.violations.flatMap(rule => rule.nodes.map(node => [
  rule.id, node.target.flat().join(' '), (node.failureSummary || rule.help).replace(/\\s+/g, ' ')]))"""


@cache
def axe() -> str:
    """Return axe-core's program."""
    return (vendor.fetch(Project(ROOT), "axe-core") / "axe.min.js").read_text(encoding="utf-8")
