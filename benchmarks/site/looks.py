"""Whether two builds of the book look the same: screenshots of the same pages, compared pixel by pixel.

``python -m benchmarks.site.looks ONE OTHER [PAGE ...] [--keep FOLDER]`` compares two folders of built pages at two widths,
light and dark, and lists what differs: the share of pixels, and the rows between which it lies.
"""

from __future__ import annotations

import argparse
import base64
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.grading.chromium import Chromium

from benchmarks.site.served import served

WIDTHS = (1280, 390)
THEMES = ("light", "dark")
PAGES = (
    "index",
    "start/a-sentence-changes-hands",
    "authenticity/what-can-it-prove",
    "authenticity/sourcing",
    "translation/reader",
    "narrative/stemma",
    "instructor/session-3",
    "reference/data-dictionary",
    "reference/bibliography",
    "sources/P9-duma-5june",
    "search",
)
TALLEST = 6000
STILL = """document.activeElement.blur(), document.head.append(Object.assign(document.createElement("style"), {
  textContent: "*, *::before, *::after { transition: none !important; animation: none !important; "
    + "scroll-behavior: auto !important; caret-color: transparent !important; } ::-webkit-scrollbar { display: none }"}))"""
DRAWN = """new Promise((done) => setTimeout(() => { scrollTo(0, 0); document.querySelectorAll("div").forEach(
  (e) => { if (e.scrollTop) e.scrollTop = 0; }); requestAnimationFrame(() => requestAnimationFrame(done)); }, 250))"""
DIFFERENCE = """
(async (one, other) => {
  const read = async (text) => {
    const picture = await createImageBitmap(await (await fetch("data:image/png;base64," + text)).blob());
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    canvas.getContext("2d").drawImage(picture, 0, 0);
    return canvas.getContext("2d").getImageData(0, 0, picture.width, picture.height);
  };
  const [a, b] = [await read(one), await read(other)];
  if (a.width !== b.width || a.height !== b.height) return {size: [a.width, a.height, b.width, b.height]};
  let differing = 0, first = -1, last = -1;
  for (let at = 0; at < a.data.length; at += 4) {
    if (a.data[at] !== b.data[at] || a.data[at + 1] !== b.data[at + 1] || a.data[at + 2] !== b.data[at + 2]) {
      const row = Math.floor(at / 4 / a.width);
      differing += 1; last = row; if (first < 0) first = row;
    }
  }
  return {share: differing * 4 / a.data.length, rows: [first, last]};
})
"""


def shot(browser: Chromium, address: str, width: int, theme: str, media: str) -> str:
    """Return the picture of a whole page, as text; no pointer is over it and nothing moves."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    browser.call("Emulation.setDeviceMetricsOverride", **size)
    features = [
        {"name": "prefers-color-scheme", "value": theme},
        {"name": "prefers-reduced-motion", "value": "reduce"},
    ]
    browser.call("Emulation.setEmulatedMedia", media=media, features=features)
    browser.open(address)
    browser.until(
        f"document.readyState === 'complete' && location.href === {json.dumps(address)}"
        f" && document.documentElement.dataset.theme === '{theme}'"
    )
    height = min(TALLEST, browser.run(f"{STILL}, document.documentElement.scrollHeight"))
    browser.call("Emulation.setDeviceMetricsOverride", **{**size, "height": height})
    browser.run(DRAWN)
    return str(browser.call("Page.captureScreenshot", format="png")["data"])


def compare(
    browser: Chromium, addresses: tuple[str, str], pages: tuple[str, ...], keep: Path | None = None
) -> Iterator[tuple[str, dict[str, Any] | None]]:
    """Yield for each page, width and theme its name and what differs, or None; also each page in print."""
    ways = [(w, t, "screen") for w in WIDTHS for t in THEMES] + [(WIDTHS[0], "light", "print")]
    for page in pages:
        for width, theme, media in ways:
            name = f"{page} {width} {theme} {media}"
            one, other = (shot(browser, f"{a}/{page}.html", width, theme, media) for a in addresses)
            if one == other:
                yield name, None
                continue
            if keep:
                for picture, which in ((one, "a"), (other, "b")):
                    file = keep / f"{name.replace('/', '_').replace(' ', '-')}-{which}.png"
                    file.write_bytes(base64.b64decode(picture))
            browser.open("about:blank")
            found = browser.run(f"({DIFFERENCE})({json.dumps(one)}, {json.dumps(other)})")
            yield name, None if found.get("share") == 0 else found


def main() -> int:
    """Compare and print; 1 where something differs."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.site.looks", description=__doc__)
    parser.add_argument("folders", nargs=2, type=Path)
    parser.add_argument("pages", nargs="*", default=PAGES)
    parser.add_argument("--keep", type=Path, help="a folder for the pictures that differ")
    args = parser.parse_args()
    differing = 0
    if args.keep:
        args.keep.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as home,
        served(args.folders[0]) as one,
        served(args.folders[1]) as other,
    ):
        browser = Chromium(Path(home))
        try:
            for name, found in compare(browser, (one, other), tuple(args.pages), args.keep):
                differing += found is not None
                print(f"{name}: {'the same' if found is None else found}", flush=True)
        finally:
            browser.close()
    print(f"{differing} pictures differ")
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
