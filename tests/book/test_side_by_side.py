"""The passage side by side, in a real browser: with the script and without, by keyboard, in both directions, on a phone."""

from __future__ import annotations

import pytest

from quellenkritik import register
from quellenkritik.register import Piece
from quellenkritik.tasks.side_by_side import columns, page, row_title, stems
from tests.grading import chromium
from tests.support import ROOT

REGISTER = register.load()
STYLE = ROOT / "src" / "quellenkritik" / "tasks" / "side_by_side.css"
SCRIPT = ROOT / "book" / "_static" / "side-by-side.js"
LINES = "[...document.querySelectorAll('.qk-reading:not([hidden]) .qk-words')]"
STOPS = LINES + ".map(l => l.querySelectorAll('[tabindex=\"0\"]').length)"


def needs_browser(test):
    """Mark a test that opens a page."""
    return pytest.mark.browser(
        pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine")(test)
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A page with the script and one without, the second being what a reader without scripts gets."""
    made = tmp_path_factory.mktemp("page")
    style, script = (path.read_text(encoding="utf-8") for path in (STYLE, SCRIPT))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><style>{style}</style>'
    body = f"<!doctype html><html lang='en'>{head}{page(REGISTER, '../sources/')}"
    (made / "with.html").write_text(f"{body}<script>{script}</script></html>", encoding="utf-8")
    (made / "without.html").write_text(f"{body}</html>", encoding="utf-8")
    return made


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    opened = chromium.Chromium(tmp_path_factory.mktemp("chromium"))
    yield opened
    opened.close()


def opened(browser, folder, name, width=1280):
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600
    )
    browser.call("Emulation.setFocusEmulationEnabled", enabled=True)
    browser.open("about:blank")
    browser.open((folder / name.partition("#")[0]).as_uri() + "".join(name.partition("#")[1:]))
    browser.until(
        "document.readyState === 'complete' && document.querySelectorAll('.qk-reading').length > 100"
    )
    return browser


SHOWN = (
    "[...new Set([...document.querySelectorAll('.qk-reading:not([hidden])')].map(r => r.dataset.version))]"
)
VISIBLE = "(e => e && getComputedStyle(e).display !== 'none' && e.getBoundingClientRect().height > 0)"


@needs_browser
def test_without_a_script_every_version_and_every_gloss_is_there(browser, folder):
    at = opened(browser, folder, "without.html")

    assert at.run(f"[...document.querySelectorAll('.qk-tip, .qk-reading')].every({VISIBLE})")
    assert set(REGISTER.corpus) == set(at.run(SHOWN))
    assert at.run("document.querySelector('.qk-pick').hidden") is True


@needs_browser
def test_with_it_four_texts_stand_in_the_order_picked_and_others_can_be_picked(browser, folder):
    at = opened(browser, folder, "with.html")
    assert ["en-record", "ru-ria", "sr-novosti", "de-kosmo"] == at.run(SHOWN)

    at.run(
        "(s => { s[1].value = 'ar-lebanon'; s[2].value = ''; s[3].value = '';"
        " s[1].dispatchEvent(new Event('change', {bubbles: true})); })(document.querySelectorAll('.qk-pick select'))"
    )

    assert ["en-record", "ar-lebanon"] == at.run(SHOWN)
    assert "2 texts are shown" in at.run("document.querySelector('.qk-said').textContent")
    assert "#texts=en-record,ar-lebanon" == at.run("decodeURIComponent(location.hash)")


@needs_browser
def test_a_link_may_name_the_texts(browser, folder):
    at = opened(browser, folder, "with.html#texts=ru-tass,de-ernst")

    assert ["ru-tass", "de-ernst"] == at.run(SHOWN)


@needs_browser
def test_the_gloss_comes_with_focus_and_goes_with_escape(browser, folder):
    at = opened(browser, folder, "with.html")
    tip = "document.activeElement.nextElementSibling"
    at.run("document.querySelector('[data-version=\"ru-ria\"] .qk-piece').focus()")

    assert at.run(f"{VISIBLE}({tip})") and at.run(f"{tip}.textContent").startswith("from the very beginning")
    assert at.run("document.activeElement.getAttribute('aria-describedby')") == at.run(f"{tip}.id")
    at.key("ArrowRight", "ArrowRight", number=39)
    assert "процесса расширения" == at.run("document.activeElement.textContent")
    at.key("Escape", "Escape", number=27)
    assert not at.run(f"{VISIBLE}({tip})")


@needs_browser
def test_in_arabic_the_left_arrow_goes_on(browser, folder):
    at = opened(browser, folder, "with.html#texts=en-record,ar-sputnik")
    at.run("document.querySelector('[data-version=\"ar-sputnik\"] .qk-piece').focus()")
    first = at.run("document.activeElement.getBoundingClientRect().right")
    at.key("ArrowLeft", "ArrowLeft", number=37)

    assert "ركز" == at.run("document.activeElement.textContent")
    assert at.run("document.activeElement.getBoundingClientRect().right") < first
    assert "ar rtl" == at.run("(l => l.lang + ' ' + l.dir)(document.activeElement.closest('.qk-words'))")


@needs_browser
def test_one_stop_of_the_tab_key_for_each_reading(browser, folder):
    at = opened(browser, folder, "with.html")
    assert {1} == set(at.run(STOPS))


@needs_browser
@pytest.mark.parametrize("name", ["with.html", "without.html"])
def test_nothing_overflows_on_a_phone_and_nothing_is_asked_from_elsewhere(browser, folder, name):
    browser.asked.clear()
    at = opened(browser, folder, name, width=390)

    assert at.run("document.documentElement.scrollWidth") <= 390
    assert [] == [address for address in at.asked if address.startswith("http")]


@needs_browser
def test_script_and_notebook_mark_the_same_places(browser, folder):
    chosen = ["en-record", "ru-ria", "sr-novosti", "de-kosmo"]
    at = opened(browser, folder, "with.html")
    marked = at.run(
        "[...document.querySelectorAll('.qk-reading:not([hidden]) .qk-differs')].map(p => p.textContent)"
    )

    assert columns(REGISTER, chosen).count('class="qk-piece qk-differs"') == len(marked) > 20


def test_the_sensitivity_that_changes_its_owner_is_marked():
    html = columns(REGISTER, ["en-record", "de-kosmo"])

    assert (
        ">Ich verstehe</span>"
        in html.partition('qk-differs" tabindex="0" aria-describedby="qk-tip-de-kosmo-c2-1"')[2][:60]
    )


def test_every_word_is_told_in_its_language_and_direction():
    html = page(REGISTER, "")

    assert html.count('dir="rtl"') == sum(
        bool(r.words) for v in REGISTER.corpus.values() if v.right_to_left for r in v.clauses.values()
    )
    assert all(f'lang="{version.lang}"' in html for version in REGISTER.corpus.values())


def test_rule_of_the_mark_goes_by_beginnings_of_words():
    assert stems(Piece("понимали", "should understand")) & stems(Piece("understood")) == {"under"}
    assert not stems(Piece("Я", "I"))
    assert "Clause 2: I was sensitive to this" == row_title(REGISTER, "c2")
