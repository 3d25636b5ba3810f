"""A student's work in the browser: it survives the tab, a second tab, a full storage and a new version of the sheet."""

import json
from types import SimpleNamespace

import pytest
import websocket

from tests.book.forms import FORM, NEEDS_CHROMIUM, fill, notices, press, ready, saved
from tests.grading import chromium
from tests.tasks.drawn import practice

pytestmark = NEEDS_CHROMIUM


def first(exercise="pivot"):
    return practice(exercise)[0]["items"][0]["id"]


def typed(browser, text):
    """Type a word into the first free field, as a reader does."""
    browser.run(
        f"var i = document.querySelector('.qk-answers .qk-entry input'); i.value = {json.dumps(text)};"
        " i.dispatchEvent(new Event('input'))"
    )


def word(browser):
    return saved(browser)["pivot"]["items"][first()]["word"]


@pytest.fixture
def second(browser, page):
    """Another tab of the same browser, on the same page."""
    page("pivot")
    address = browser.run("location.href")
    target = browser.call("Target.createTarget", url=address)["targetId"]
    port = browser._socket.sock.getpeername()[1]
    tab = chromium.Chromium.__new__(chromium.Chromium)
    tab.__dict__ |= {
        "_number": 0,
        "asked": [],
        "dialogs": [],
        "_process": SimpleNamespace(terminate=bool, wait=abs),
    }
    tab._socket = websocket.create_connection(f"ws://127.0.0.1:{port}/devtools/page/{target}", timeout=60)
    for domain in ("Page", "Network", "Runtime"):
        tab.call(f"{domain}.enable")
    ready(tab)
    yield tab
    tab.close()
    browser.call("Target.closeTarget", targetId=target)


def test_two_tabs_show_the_same_and_overwrite_nothing(browser, second):
    typed(browser, "one")
    second.until("document.querySelector('.qk-said').innerText.includes('changed in another tab')")
    assert "one" == word(second)

    typed(second, "one two")
    browser.until("document.querySelector('.qk-said').innerText.includes('changed in another tab')")
    assert "one two" == word(browser)


def test_a_tab_that_missed_a_change_asks_before_it_writes(browser, second):
    """A page that was asleep gets no word of it: nothing is kept until the reader has chosen."""
    typed(browser, "here")
    second.until("document.querySelector('.qk-said').innerText.includes('another tab')")
    behind = {"exercise": "pivot", "answer": {"items": {}}, "at": 1}
    # a page that writes gets no event itself: to its form this is another tab's work
    slot = "Object.keys(localStorage).find(k => k.startsWith('qk:pivot'))"
    second.run(f"localStorage.setItem({slot}, JSON.stringify({json.dumps(behind)}))")
    typed(second, "there")
    assert "not kept until you choose" in notices(second)
    assert "there" not in second.run("JSON.stringify(localStorage)")

    press(second, "Keep what stands here")
    assert "there" in second.run("JSON.stringify(localStorage)")
    assert "" == notices(second)
    browser.until("document.querySelector('.qk-said').innerText.includes('changed in another tab')")
    assert "there" == word(browser)


def test_emptying_a_form_in_one_tab_takes_nothing_from_the_other(browser, second):
    typed(browser, "kept")
    second.until("document.querySelector('.qk-said').innerText.includes('another tab')")
    press(browser, "Empty this form")
    press(browser, "Empty it", ".qk-said")
    second.until("document.querySelector('.qk-said').innerText.includes('deleted in another tab')")
    assert "kept" == word(second)


@pytest.fixture
def before(browser):
    """Run a script in every page before its own scripts."""
    made = []

    def put(script):
        made.append(browser.call("Page.addScriptToEvaluateOnNewDocument", source=script)["identifier"])

    yield put
    for identifier in made:
        browser.call("Page.removeScriptToEvaluateOnNewDocument", identifier=identifier)


def test_a_full_storage_is_said_and_the_work_can_be_saved(page, before):
    browser = page("pivot")
    before(
        "Storage.prototype.setItem = function () { throw new DOMException('full', 'QuotaExceededError'); }"
    )
    browser = page("pivot", keep=True)
    assert "" == notices(browser)

    typed(browser, "work")

    assert "storage is full" in notices(browser)
    assert "work" == word(browser)
    press(browser, "Download my answers")
    assert "storage is full" in notices(browser)


def test_a_forbidden_storage_is_said_at_once(page, before):
    page("pivot")
    before(
        "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError'); } })"
    )
    browser = page("pivot", keep=True)
    assert "keeps no drafts here" in notices(browser)
    typed(browser, "work")
    assert "work" == word(browser)


def test_a_new_version_of_the_sheet_offers_the_old_draft(page):
    browser = page("pivot")
    fill(browser, {"items": {first(): {"word": "old work"}, "gone": {"word": "x"}}})
    assert "" == word(page("pivot", keep=True, change={"version": "new"}))
    assert "old work" not in browser.run(f"{FORM}.file()").partition("pivot:")[0]
    browser.until("document.querySelector('.qk-notices').innerText.includes('another version of this sheet')")

    said = press(browser, "Take what fits")

    assert "Taken over: 1 fields." in said
    assert "old work" == word(browser)
    assert "old work" == word(page("pivot", keep=True, change={"version": "new"}))
    assert "" == notices(browser)


def test_an_old_draft_can_be_deleted(page):
    browser = page("pivot")
    fill(browser, {"items": {first(): {"word": "old work"}}})
    browser = page("pivot", keep=True, change={"version": "new"})
    browser.until("document.querySelector('.qk-notices').innerText.includes('another version')")
    press(browser, "Delete it")
    browser = page("pivot", keep=True, change={"version": "new"})
    assert "" == notices(browser)
    assert "old work" not in browser.run("JSON.stringify(localStorage)")


def test_a_class_and_the_practice_sheets_do_not_mix(page):
    browser = page("pivot")
    fill(browser, {"items": {first(): {"word": "practice"}}})
    browser = page("pivot", keep=True, change={"course": "autumn"})
    assert "" == word(browser) == notices(browser)
    fill(browser, {"items": {first(): {"word": "of autumn"}}})
    assert "practice" == word(page("pivot", keep=True))
    assert "of autumn" not in browser.run(f"{FORM}.file()")
