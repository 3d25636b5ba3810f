"""What a page weighs before a reader asks for anything interactive: the page and all that it loads, byte for byte."""

import re
from collections import Counter
from urllib.parse import urlsplit

import pytest

from tests.book.test_built import PAGES

MOST = 300_000
MOST_OF_AN_EXERCISE = 350_000
"""An exercise's page brings all that is given, e.g. twelve papers, and its form: what a reader came to work with."""
LOADED = re.compile(
    r"<(?:script|img|source|iframe)\b[^>]*?\bsrc=[\"']([^\"']+)[\"']"
    r"|<link\b(?=[^>]*rel=[\"'](?:stylesheet|icon|preload|modulepreload)[\"'])[^>]*?\bhref=[\"']([^\"']+)[\"']"
)
ADDRESS = re.compile(r"url\(\s*[\"']?(?!data:)([^\"')]+)|@import\s+[\"']([^\"']+)")


def parts(built_book, name):
    """Each file of a page -> its bytes: the page, what it names, and what the styles among that name in turn."""
    page = built_book / f"{name}.html"
    found, todo = Counter({page: page.stat().st_size}), [(page, LOADED)]
    while todo:
        file, pattern = todo.pop()
        for one in pattern.findall(file.read_text(encoding="utf-8")):
            address = next(filter(None, one))
            if address.startswith("data:"):
                continue
            path = (file.parent / urlsplit(address).path).resolve()
            if path not in found:
                found[path] = path.stat().st_size
                if path.suffix == ".css":
                    todo.append((path, ADDRESS))
    return Counter({p.relative_to(built_book.resolve()).as_posix(): size for p, size in _resolved(found)})


def _resolved(found):
    return ((path.resolve(), size) for path, size in found.items())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_stays_under_its_weight(name, built_book):
    found = parts(built_book, name)
    asks = "_downloads/exercises/" in (built_book / f"{name}.html").read_text(encoding="utf-8")

    heaviest = ", ".join(f"{part} {size // 1000} kB" for part, size in found.most_common(5))
    assert found.total() < (MOST_OF_AN_EXERCISE if asks else MOST), (
        f"{name} weighs {found.total() // 1000} kB: {heaviest}"
    )


@pytest.mark.browser
@pytest.mark.parametrize("name", ["index", "narrative/stemma", "search"])
def test_what_a_page_names_is_what_the_browser_asks_for(name, served_book, built_book, tmp_path):
    """The count above looks at names; a browser that opens the page must not load more than that."""
    from tests.grading import chromium

    if not chromium.PROGRAM:
        pytest.skip("no Chromium on this machine")
    browser = chromium.Chromium(tmp_path)
    try:
        browser.open(f"{served_book}/{name}.html")
        browser.until("document.readyState === 'complete' && document.documentElement.dataset.theme")
        asked = {urlsplit(one).path.lstrip("/") for one in browser.asked if one.startswith(served_book)}
    finally:
        browser.close()

    assert asked - {"favicon.ico"} <= set(parts(built_book, name))


def test_no_page_loads_another_ones_script(built_book):
    """Jupyter Book puts each file of ``_static`` on every page; a plain page has the shared two files alone."""
    found = {name for name in parts(built_book, "instructor/data-protection") if name.endswith(("css", "js"))}

    assert {"_static/pages.css", "_static/pages.js"} == found
