"""Every kind of page and every authored page, used and unused, light and dark, on a desk and on a phone: no rule broken.

Each page is opened once; theme and width change in the open page. Of the pages that the register writes, alike in kind, a
few stand here; the long run (``make soak``) asks all of them, and everything in every view.
"""

import pytest

from tests.book import audit, use
from tests.book.languages import misread, unmarked
from tests.book.test_built import PAGES
from tests.grading import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine"),
]
GENERATED = ["search", "genindex", "sources/W-majalla-3", "sources/W-24sedam", "sources/P2-memcon-plenary"]
"""The kinds of pages that nobody has written: the theme's own, and sources with Arabic, Serbian and the record itself."""
PHONE = [("light", 390), ("dark", 390)]
DESK = [("light", 1280), ("dark", 1280)]


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    opened = audit.Closed(tmp_path_factory.mktemp("chromium"))
    yield opened
    opened.close()


@pytest.mark.parametrize("name", dict.fromkeys([*PAGES, *GENERATED]))
def test_a_page_breaks_no_rule_asks_nobody_and_names_its_languages(name, served_book, browser):
    address = f"{served_book}/{name}.html"

    found = audit.violations(address, browser=browser, act=use.everything, thorough=False)

    assert [] == [str(one) for one in found]
    assert [] == browser.foreign(address)
    held = browser.run("document.documentElement.outerHTML")
    told = [
        line for line in (*unmarked(held), *misread(held)) if "in <option" not in line
    ]  # takes plain text only
    assert [] == list(dict.fromkeys(told))


@pytest.mark.parametrize(
    ("act", "views"),
    [(use.search, DESK), (use.search, PHONE), (use.pages, PHONE), (use.contents, PHONE), (use.take, DESK)],
    ids=["search on a desk", "search on a phone", "list of pages", "list of headings", "menu of files"],
)
def test_what_opens_over_a_page_breaks_no_rule(act, views, served_book, browser):
    address = f"{served_book}/authenticity/what-do-we-have.html"

    assert [] == [str(one) for one in audit.violations(address, browser=browser, views=views, act=act)]
    assert [] == browser.foreign(address)


@pytest.mark.parametrize("word", ["record", "%D0%9F%D1%83%D1%82%D0%B8%D0%BD", "nothingofthekind"])
def test_what_the_search_finds_breaks_no_rule(word, served_book, browser):
    def found(page):
        page.until("document.querySelector('#search-results p').textContent.length > 20")

    address = f"{served_book}/search.html?q={word}"

    assert [] == [str(one) for one in audit.violations(address, browser=browser, act=found, thorough=False)]
    assert [] == browser.foreign(address)
