"""What a page weighs: the bytes of every file that a browser loads when it opens the page and nobody touches it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from urllib.parse import unquote, urlsplit

from tests.grading.chromium import Chromium

SETTLED = "new Promise(done => setTimeout(() => done(true), 500))"


def loaded(browser: Chromium, address: str, folder: Path, page: str) -> Counter[str]:
    """Open a page with an empty cache; return the bytes of each file that was asked for, as they lie in the folder."""
    browser.call("Network.setCacheDisabled", cacheDisabled=True)
    browser.open("about:blank")
    del browser.asked[:]
    browser.open(f"{address}/{page}.html")
    browser.until("document.readyState === 'complete' && location.href !== 'about:blank'")
    browser.run(SETTLED)
    names = {unquote(urlsplit(one).path).lstrip("/") for one in browser.asked if one.startswith(address)}
    files = {name: folder / name for name in names if (folder / name).is_file()}
    return Counter({name: file.stat().st_size for name, file in files.items()})
