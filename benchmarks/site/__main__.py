"""``python -m benchmarks.site``: build the site cold, build one changed page, and measure the finished pages.

Beside it the same pages as a stock Jupyter Book. Pages are handed out by a plain file server without compression, which is
the worst case. Lighthouse asks each page once, and those that came out lowest twice more: of three runs the median counts.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from tests.book import audit, live_pages
from tests.book.test_built import PAGES
from tests.grading.chromium import Chromium
from tests.support import ROOT

from benchmarks.site import figures, ground, lighthouse, weight
from benchmarks.site.figures import Figures
from benchmarks.site.lighthouse import Scored
from benchmarks.site.served import served
from quellenkritik.course.project import Project

LIVE = "translation/the-detour"
LOWEST, TURNS = 5, 3
CHAPTERS = tuple(
    name
    for name in PAGES
    if (page := ROOT / "book" / f"{name}.md").is_file() and "\nquestions:" in page.read_text("utf-8")
)
"""The pages that ask a question at their head; for the stock book Lighthouse is asked about these alone."""


def main() -> int:
    """Measure everything; return 1 where a part could not be measured."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site", description=__doc__)
    parser.add_argument("--trial", action="store_true", help="leave the kept figures alone")
    parser.add_argument("--pages", nargs="*", default=PAGES, help="ask only these pages")
    parser.add_argument("--no-stock", action="store_true", help="leave the stock book out")
    chosen = parser.parse_args()
    work, started = Path(tempfile.mkdtemp(prefix="qk-site-")), time.monotonic()
    bench = Bench(tuple(chosen.pages))
    try:
        bench.ours_in(work / "ours")
        if not chosen.no_stock:
            bench.stock_in(work / "stock")
    finally:
        shutil.rmtree(work, ignore_errors=True)
    print(figures.table(bench.ours, bench.stock))
    if not chosen.trial:
        figures.keep(bench.ours, bench.stock, bench.notes, time.monotonic() - started)
    print(figures.line(bench.ours))
    return int("failed" in bench.ours.values())


class Bench:
    """The parts, and what they have shown."""

    def __init__(self, pages: tuple[str, ...]) -> None:
        self.pages = pages
        self.ours: Figures = {}
        self.stock: Figures = {}
        self.notes = [
            "plain file server, no compression; Lighthouse's own throttling (simulated slow mobile)",
            f"Lighthouse: {len(pages)} pages of this book, the {LOWEST} lowest {TURNS} times (median); stock: its chapters",
        ]

    def part(self, found: Figures, name: str, measure: Callable[[], float]) -> None:
        """Measure one thing; what goes wrong is told, and the others are measured all the same."""
        started = time.monotonic()
        try:
            found[name] = measure()
        except Exception as error:
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr, flush=True)
            found[name] = "failed"
        said = figures.text(name, found[name])
        print(f"{name}={said}  ({time.monotonic() - started:.0f} s)", flush=True)

    def ours_in(self, root: Path) -> None:
        """Measure this book."""
        project = ground.laid_out(root, stock=False)
        self.part(self.ours, "cold_build_s", lambda: ground.cold_site(project))
        site = project.build / "site"
        self.part(
            self.ours, "pages", lambda: float(sum(1 for p in site.rglob("*.html") if "lite" not in p.parts))
        )
        with served(site) as address:
            self.part(self.ours, "page_kb_max", lambda: self.heaviest("this book", site, address))
            self.lighthouse(project, self.ours, address, self.pages, TURNS)
            self.part(self.ours, "first_live_output_s", lambda: self.live(f"{address}/{LIVE}.html"))
            self.part(self.ours, "foreign_requests", lambda: self.foreign(address))
            self.part(self.ours, "axe_violations", lambda: self.violations(address))
        self.part(self.ours, "one_page_build_s", lambda: ground.one_page(project))

    def stock_in(self, root: Path) -> None:
        """Measure the stock book of the same pages; it has no notebooks in the browser and no live Python."""
        project = ground.laid_out(root, stock=True)
        self.part(self.stock, "cold_build_s", lambda: ground.cold_stock(project))
        html = project.build / "html"
        self.part(
            self.stock,
            "pages",
            lambda: float(sum(1 for p in html.rglob("*.html") if "_static" not in p.parts)),
        )
        with served(html) as address:
            self.part(self.stock, "page_kb_max", lambda: self.heaviest("stock", html, address))
            asked = tuple(page for page in self.pages if page in CHAPTERS or len(self.pages) < len(CHAPTERS))
            self.lighthouse(project, self.stock, address, asked, 1)
            self.part(self.stock, "foreign_requests", lambda: self.foreign(address))
            self.part(self.stock, "axe_violations", lambda: self.violations(address))
        self.part(self.stock, "one_page_build_s", lambda: ground.one_page_stock(project))

    def heaviest(self, which: str, site: Path, address: str) -> float:
        """Return the kilobytes (of 1000 bytes) of the heaviest page with all that a browser loads for it."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            browser = Chromium(Path(home))
            try:
                weights = {name: weight.loaded(browser, address, site, name) for name in self.pages}
            finally:
                browser.close()
        name = max(weights, key=lambda one: weights[one].total())
        most = ", ".join(f"{part} {size / 1000:.0f}" for part, size in weights[name].most_common(4))
        self.notes.append(f"heaviest of {which}: {name} ({most})")
        return weights[name].total() / 1000

    def lighthouse(
        self, project: Project, found: Figures, address: str, pages: tuple[str, ...], turns: int
    ) -> None:
        """Ask Lighthouse about all pages once and about the lowest again; note the lowest."""
        runs: dict[str, list[Scored]] = {}

        def ask() -> float:
            program = lighthouse.installed(project)
            for page in pages:
                runs[page] = [lighthouse.score(program, f"{address}/{page}.html")]
                print(
                    f"  {page}: {runs[page][0].performance:.2f} {runs[page][0].accessibility:.2f}", flush=True
                )
            for page in sorted(runs, key=lambda one: runs[one][0].performance)[: LOWEST if turns > 1 else 0]:
                runs[page] += [lighthouse.score(program, f"{address}/{page}.html") for _ in range(turns - 1)]
            lowest = min(runs, key=lambda one: lighthouse.middle(runs[one]).performance)
            shown = lighthouse.middle(runs[lowest])
            told = "first paint {:.0f} ms, largest {:.0f} ms, blocked {:.0f} ms, shift {:.2f}".format(
                *shown.audits
            )
            self.notes.append(f"lowest of {project.root.name}: {lowest}, {told}")
            return shown.performance

        self.part(found, "lighthouse_performance_min", ask)
        lowest = "lighthouse_accessibility_min"
        self.part(found, lowest, lambda: min(lighthouse.middle(r).accessibility for r in runs.values()))

    def live(self, address: str) -> float:
        """Return the seconds to the first output of a live cell, the median of three, each with an empty cache."""
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
            browser = Chromium(Path(home))
            try:
                return sorted(live_pages.first_live_output_s(browser, address) for _ in range(TURNS))[
                    TURNS // 2
                ]
            finally:
                browser.close()

    def foreign(self, address: str) -> float:
        """Return how many requests the pages make to other hosts."""
        found = audit.foreign_requests([f"{address}/{page}.html" for page in self.pages])
        print(*sorted({one.split(": ", 1)[1] for one in found})[:10], sep="\n", end="\n" if found else "")
        return float(len(found))

    def violations(self, address: str) -> float:
        """Return how many places break a rule of WCAG 2.2 A or AA, wide and narrow, light and dark."""
        with audit.closed() as browser:
            found = [
                one
                for page in self.pages
                for one in audit.violations(f"{address}/{page}.html", browser=browser, thorough=False)
            ]
        print(*found[:10], sep="\n", end="\n" if found else "")
        return float(len(found))


if __name__ == "__main__":
    sys.exit(main())
