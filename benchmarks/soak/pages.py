"""``python -m benchmarks.soak.pages``: open and use every page of a strictly built book, and keep what was found.

Every page is asked for every rule in every view (light and dark, on a desk and on a phone), with its forms filled in and
its folds open, in a browser with a closed network. ``--quick`` asks the second theme for the rules of colour only, as the
tests do. The kept figures stand in the book's page on accessibility.
"""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import platform
import sys
import threading
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
RESULTS = ROOT / "benchmarks" / "results" / "pages.txt"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing."""


def main(words: Sequence[str] | None = None) -> int:
    """Ask every page; return 1 where a rule is broken or another host was asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak.pages", description=__doc__)
    parser.add_argument("--quick", action="store_true")
    args = parser.parse_args(words)
    counts = every_page(thorough=not args.quick)
    return int(bool(counts["axe_violations"] or counts["page_foreign_requests"]))


def every_page(*, thorough: bool = True) -> dict[str, int]:
    """Build the book, ask every page, keep the figures and return them; what is wrong is printed by page."""
    from quellenkritik.course.commands import book
    from quellenkritik.course.project import Project

    project, started = Project(ROOT), time.monotonic()
    built = book.make(project)
    if not built.passed:
        raise SystemExit("soak: the book has not passed: " + "; ".join(built.findings[:5]))
    folder = project.build / "html"
    names = sorted(str(p.relative_to(folder)) for p in folder.rglob("*.html") if "_static" not in p.parts)
    broken, foreign = ask(folder, names, thorough=thorough)
    print(
        f"pages: {len(names)}, {len(broken) + len(foreign)} went wrong", *(broken + foreign)[:20], sep="\n  "
    )
    counts = {"pages": len(names), "axe_violations": len(broken), "page_foreign_requests": len(foreign)}
    keep(counts, thorough, time.monotonic() - started)
    return counts


def ask(folder: Path, names: Sequence[str], *, thorough: bool) -> tuple[list[str], list[str]]:
    """Return what breaks a rule, and what was asked of other hosts, as lines that name the page."""
    from tests.book import audit, use

    broken: list[str] = []
    foreign: list[str] = []
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server, audit.closed() as browser:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for number, name in enumerate(names, 1):
            address = f"http://127.0.0.1:{server.server_address[1]}/{name}"
            found = audit.violations(address, browser=browser, act=use.everything, thorough=thorough)
            broken += [str(one) for one in found]
            foreign += browser.foreign(address)
            if sys.stderr.isatty():
                print(f"\rpage {number} of {len(names)}", end="", file=sys.stderr)
        server.shutdown()
    return broken, foreign


def keep(counts: dict[str, int], thorough: bool, seconds: float) -> None:
    """Write the figures with date and machine, one a line, and at the end the verdict."""
    machine = f"{platform.machine()}, {os.cpu_count()} cores, {platform.system()} {platform.release()}"
    lines = [
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {machine}, Python {platform.python_version()}",
        *(f"{name}={number}" for name, number in counts.items()),
        f"minutes={seconds / 60:.0f}",
        f"second_theme={'every rule' if thorough else 'the rules of colour'}",
        " ".join(f"{name}={number}" for name, number in counts.items()),
    ]
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
