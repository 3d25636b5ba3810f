"""The search of the built book: it finds words of every language that the book quotes, without a network."""

import contextlib
import json
import sys

import pytest
from docutils import nodes
from docutils.utils import new_document

from quellenkritik import register
from quellenkritik.text import tokens
from tests.book import audit
from tests.book.test_chapters import BLOCK, ROLE, body, chapters
from tests.grading import chromium
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import search_words

READY = "typeof Search !== 'undefined' && Search.hasIndex() && document.readyState === 'complete'"
BROWSER = pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine")


def quoted():
    """What the chapters quote: (page, quotation), each once."""
    found = set()
    for path in chapters():
        text = body(path)
        idents = [i for ids in BLOCK.findall(text) for i in ids.split()]
        idents += [content.partition("|")[0] for kind, content in ROLE.findall(text) if kind == "q"]
        found |= {(f"{path.parent.name}/{path.stem}", ident.strip()) for ident in idents}
    return sorted(found)


def telling_word(quotation):
    """The longest word of a quotation that is no number: the one that a reader would type."""
    return max((word for word in tokens(quotation.text) if word.isalpha()), key=len)


class TestWords:
    """What is put into the index."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("пониманием", ["пониманием"]),
            ("Večernje", ["večernje", "vecernje", "vecernj"]),
            ("sensitivity", ["sensitivity", "sensit"]),
            ("Tiền", ["tiền", "tien", "tien"]),
            ("Tiền", ["tiền", "tien", "tien"]),  # the same word in single signs
            ("أوكرانيا", ["أوكرانيا", "اوكرانيا"]),
            ("حُلَفاء", ["حلفاء"]),  # with vowel marks
            ("ещё российский", ["ещё", "еще", "российский"]),
            ("Empfindlichkeit", ["empfindlichkeit", "empfindlichkeit"]),
        ],
    )
    def test_a_word_is_kept_as_it_stands_and_plainly(self, text, expected):
        assert expected == search_words.SearchWords({}).split(text)

    def test_a_tag_ends_a_word_and_a_script_is_none(self):
        page = new_document("page")
        page += nodes.raw(
            "",
            "<td>слово</td><td>d&eacute;tente</td><script>var x;</script><style>a{}</style>",
            format="html",
        )

        assert ["слово", "détente"] == search_words.readable(page).astext().split()
        assert "<td>" in page.astext(), "the page itself is left as it is"


@pytest.fixture(scope="module")
def search(served_book, tmp_path_factory):
    """Ask the search page of the built book, and get the pages that it names."""
    browser = audit.Closed(tmp_path_factory.mktemp("search"))

    def ask(words):
        script = f"Search._performSearch(...Search._parseQuery({json.dumps(words)})).map(r => r[0])"
        return browser.run(script)

    with contextlib.closing(browser):
        browser.open(f"{served_book}/search.html?q=nothing")
        browser.until(READY)
        yield ask
        assert [] == [address for address in browser.asked if not address.startswith(served_book)]


@BROWSER
@pytest.mark.browser
class TestSearch:
    """What a reader finds."""

    @pytest.mark.parametrize(("page", "ident"), quoted(), ids=lambda value: str(value))
    def test_every_quotation_of_a_chapter_is_found_by_a_word_of_it(self, page, ident, search):
        quotation = register.load().quotation(ident)
        found = search(telling_word(quotation))

        assert page in found
        assert f"sources/{quotation.source}" in found

    @pytest.mark.parametrize(
        "words",
        ["пониманием", "понимани", "с пониманием относился", "osetljivost", "osetljiv", "Empfindlichkeit", "sensitivi"],
    )  # fmt: skip
    def test_the_sentence_of_the_book_is_found_in_each_language_and_by_beginnings(self, words, search):
        assert "start/a-sentence-changes-hands" in search(words)

    @pytest.mark.parametrize(
        ("typed", "stands"), [("vecernje", "Večernje"), ("tien", "Tiền"), ("اوكرانيا", "أوكرانيا")]
    )
    def test_marks_may_be_left_out(self, typed, stands, search):
        assert set(search(stands)) <= set(search(typed))

    def test_what_the_book_does_not_have_is_not_found(self, search):
        assert [] == search("qqqq")

    def test_the_page_shows_what_it_finds(self, served_book, tmp_path):
        with contextlib.closing(audit.Closed(tmp_path)) as browser:
            browser.open(f"{served_book}/search.html?q=osetljivost")
            assert browser.until("document.querySelector('#search-results ul.search li a')?.textContent")
