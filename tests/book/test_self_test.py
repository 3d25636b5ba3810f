"""The self-test in a real Chromium: both rounds are kept, shown side by side, marked, saved and loaded again."""

from __future__ import annotations

import json
import sys
import time

import pytest

from quellenkritik import register
from tests.book import audit
from tests.grading import chromium
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import self_test

QUESTIONS = self_test.questions(ROOT)
IDS = [one["id"] for one in QUESTIONS]
FOOT = "document.querySelector('.qk-self-foot')"


def test_there_are_four_questions_one_for_each_criterion_for_reasons():
    assert ["sourcing", "evidence", "independence", "limits"] == [one["criterion"]["id"] for one in QUESTIONS]


def test_the_quotations_are_in_the_register():
    loaded = register.load()

    assert all(loaded.quotation(ident) for one in QUESTIONS for ident in one["quotations"])


def test_the_levels_come_from_the_rubric():
    shown = self_test.levels(QUESTIONS[0]["criterion"])

    assert 4 == shown.count("<li>")
    assert "Weighs each text by maker, occasion and purpose" in shown


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    opened = chromium.Chromium(tmp_path_factory.mktemp("chromium"))
    yield opened
    opened.close()


@pytest.fixture
def page(browser, tmp_path):
    """Open the page with nothing kept; called again with ``keep`` it is the same page, loaded anew."""
    path = tmp_path / "before-and-after.html"
    places = "".join(self_test.place(one, number) for number, one in enumerate(QUESTIONS, 1))
    script = (ROOT / "book" / "_static" / "self-test.js").as_uri()
    path.write_text(
        "<!doctype html><html lang='en'><meta charset='utf-8'><title>x</title>"
        f"{places}<div class='qk-self-foot'></div><script defer src='{script}'></script>",
        "utf-8",
    )

    def open_page(keep=False):
        if not keep:
            browser.open(path.as_uri())
            browser.until("document.readyState === 'complete'")
            browser.run("localStorage.clear()")
        browser.open("about:blank")
        browser.open(path.as_uri())
        browser.until(f"document.readyState === 'complete' && {FOOT} && {FOOT}.qkSelf")
        return browser

    return open_page


def write(browser, words):
    """Type an answer into each question with real key events."""
    for ident in IDS:
        browser.run(f"document.getElementById('qk-self-{ident}').focus()")
        browser.type(f"{words} {ident}")


def press(browser, words):
    browser.run(
        f"Array.from({FOOT}.querySelectorAll('button')).find(b => b.textContent === {json.dumps(words)}).click()"
    )


def choose(browser, rounds, ident, level):
    browser.run(
        f"(s => {{ s.value = '{level}'; s.dispatchEvent(new Event('change')); }})"
        f"(document.getElementById('qk-level-{rounds}-{ident}'))"
    )


def seen(browser):
    return browser.run("document.body.innerText")


def both(page):
    """Write both rounds, with the page closed between them."""
    browser = page()
    write(browser, "Early")
    press(browser, "Close the first round")
    browser = page(keep=True)
    write(browser, "Late")
    press(browser, "Close the second round and compare")
    return browser


@pytest.mark.browser
@pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine")
class TestPage:
    """What a student does over the weeks of a course."""

    def test_what_is_typed_is_there_after_a_reload(self, page):
        write(page(), "Early")

        browser = page(keep=True)

        assert "Early offer" == browser.run("document.getElementById('qk-self-offer').value")

    def test_the_earlier_answer_waits_closed_beside_the_later_one(self, page):
        browser = page()
        write(browser, "Early")
        press(browser, "Close the first round")

        assert not browser.run("document.querySelector('.qk-self details').open")
        assert "" == browser.run("document.getElementById('qk-self-makers').value")

    def test_both_rounds_stand_side_by_side_and_are_marked(self, page):
        browser = both(page)
        for ident in IDS:
            choose(browser, "before", ident, 1)
            choose(browser, "after", ident, 3)

        words = seen(browser)

        assert all(f"{when} {ident}" in words for when in ("Early", "Late") for ident in IDS)
        assert 4 == words.count("Before 1, after 3: 2 levels more.")
        assert "4 of 12 before, 12 of 12 after" in words
        assert browser.run(
            "Array.from(document.querySelectorAll('.qk-levels')).every(d => d.open && !d.hidden)"
        )

    def test_the_levels_are_not_shown_while_writing(self, page):
        assert page().run("Array.from(document.querySelectorAll('.qk-levels')).every(d => d.hidden)")

    def test_the_file_is_downloaded_and_brings_everything_back(self, page, tmp_path):
        browser = both(page)
        choose(browser, "after", "pages", 2)
        browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
        press(browser, "Save my answers as a file")
        saved = wait_for(tmp_path / "before-and-after.txt")

        browser = page()
        load(browser, saved)

        words = browser.until("document.body.innerText.includes('Loaded') && document.body.innerText")
        assert all(f"{when} {ident}" in words for when in ("Early", "Late") for ident in IDS)
        assert "2" == browser.run("document.getElementById('qk-level-after-pages').value")

    def test_an_answer_that_looks_like_the_file_comes_back_as_it_was(self, page):
        browser = page()
        answer = "=== offer before level 3\n = sign\nend"
        browser.run(
            f"(a => {{ a.value = {json.dumps(answer)}; a.dispatchEvent(new Event('input')); }})"
            "(document.getElementById('qk-self-offer'))"
        )

        came = browser.run(f"{FOOT}.qkSelf.parse({FOOT}.qkSelf.text())")

        assert answer == came["before"]["offer"]
        assert {} == came["levels"]["before"]

    def test_another_file_is_refused_in_words_and_changes_nothing(self, page):
        browser = page()
        write(browser, "Early")
        load(browser, "something else")

        browser.until("document.body.innerText.includes('has no answers of this page')")
        assert "Early words" == browser.run("document.getElementById('qk-self-words').value")

    def test_emptying_removes_it_from_the_browser(self, page):
        browser = page()
        write(browser, "Early")
        press(browser, "Empty everything")

        assert ["Remove both rounds from this browser?"] == browser.dialogs[-1:]
        assert browser.run("localStorage.getItem('qk:self-test')") is None
        assert "" == browser.run("document.getElementById('qk-self-makers').value")

    def test_text_is_never_taken_as_markup(self, page):
        browser = page()
        browser.run("document.getElementById('qk-self-makers').focus()")
        browser.type("<img src=x onerror=alert(1)>")
        press(browser, "Close the first round")
        press(browser, "Close the second round and compare")

        assert 0 == browser.run("document.querySelectorAll('img').length")
        assert "<img src=x" in seen(browser)


def fill(browser, stage):
    """Bring the page to a stage: 1 writes the second round, 2 compares."""
    browser.run("localStorage.clear()")
    browser.run("window.isOld = true; location.reload()")
    browser.until(f"!window.isOld && document.readyState === 'complete' && {FOOT} && {FOOT}.qkSelf")
    for name in ("Close the first round", "Close the second round and compare")[:stage]:
        write(browser, "Words")
        press(browser, name)


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine")
@pytest.mark.parametrize("stage", [1, 2])
def test_later_rounds_break_no_rule_of_wcag_and_ask_no_other_host(stage, served_book):
    address = f"{served_book}/start/before-and-after.html"

    assert [] == [str(one) for one in audit.violations(address, act=lambda browser: fill(browser, stage))]
    assert [] == audit.foreign_requests([address], act=lambda browser: fill(browser, stage))


def load(browser, text):
    browser.run(
        "(i => { const d = new DataTransfer(); "
        f"d.items.add(new File([{json.dumps(text)}], 'saved.txt')); i.files = d.files; "
        "i.dispatchEvent(new Event('change')); })(document.getElementById('qk-self-load'))"
    )


def wait_for(path, tries=100):
    for _ in range(tries):
        if path.is_file() and path.stat().st_size:
            return path.read_text("utf-8")
        time.sleep(0.1)
    raise AssertionError(f"{path.name} was not downloaded")
