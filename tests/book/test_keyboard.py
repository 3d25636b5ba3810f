"""Pages without a mouse, magnified, with wider spacing, and without motion.

WCAG 2.1.1, 2.1.2, 2.4.1, 2.4.3, 2.4.7 (keyboard), 1.4.4, 1.4.10, 1.4.12 (what is lost), 2.3.3 (motion).
"""

import json

import pytest

from tests.book import audit, use
from tests.book.test_built import PAGES
from tests.grading import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine"),
]
KINDS = {
    "chapter": "authenticity/what-do-we-have",
    "exercise": "translation/pivot",
    "exercise with rows": "narrative/stemma",
    "exercise by program": "narrative/stemma_code",
    "reader": "translation/reader",
    "session": "instructor/session-1",
    "reference": "reference/data-dictionary",
    "source": "sources/W-majalla-3",
    "search": "search",
    "index": "genindex",
    "cover": "index",
}
MOST = 160
"""So many stops are gone through on a page; a trap shows itself in fewer."""
HERE = """(() => {
  const e = document.activeElement;
  if (!e || e === document.body) return null;
  window.stops = window.stops || [];
  const look = one => { const s = getComputedStyle(one); return [
    s.outlineStyle !== 'none' && s.outlineWidth + s.outlineColor, s.boxShadow, s.backgroundColor, s.borderColor,
    s.color, s.textDecoration, s.fontWeight].join('|'); };
  const around = one => [one, one.parentElement, one.firstElementChild, one.closest('label, .sd-card')];
  const all = one => around(one).filter(Boolean).map(look).join('||');
  const last = window.stops[window.stops.length - 1];
  const told = {name: e.outerHTML.slice(0, 110)};
  if (last) {
    told.before = {name: last.e.outerHTML.slice(0, 110), shown: all(last.e) !== last.look};
    told.after = !!(last.e.compareDocumentPosition(e)
      & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINED_BY));
  }
  let box = e.getBoundingClientRect();
  const shown = box.height ? e : e.closest('.sd-card') || e.firstElementChild || e;  // what is seen of it
  box = shown.getBoundingClientRect();
  told.seen = box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight
    && box.right > 0 && box.left < innerWidth;
  told.again = window.stops.some(one => one.e === e);
  window.stops.push({e, look: all(e)});
  return told;
})()"""
WIDE = """(() => { const wide = document.documentElement.scrollWidth; return wide <= innerWidth + 1 ? [] :
  [wide + ' px', ...[...document.querySelectorAll('.bd-main *')].filter(e =>
    e.getBoundingClientRect().right > innerWidth + 1 && !e.closest('.table-scroll, .pst-scrollable-table-container, pre'))
    .slice(0, 4).map(e => e.outerHTML.slice(0, 100))]; })()"""
CUT = """[...document.querySelectorAll('.bd-main *, .bd-sidebar-primary *')].filter(e => {
  const s = getComputedStyle(e);
  const hides = side => ['hidden', 'clip'].includes(s['overflow' + side]);
  if (e.clientHeight < 4 || s.position === 'absolute' || s.visibility === 'hidden') return false;
  if (e.closest('svg') || !e.innerText) return false;
  return hides('Y') && e.scrollHeight > e.clientHeight + 3 || hides('X') && e.scrollWidth > e.clientWidth + 3;
}).map(e => e.outerHTML.slice(0, 120))"""
SPACING = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }"""
MOVING = """[...document.querySelectorAll('*')].filter(e => {
  const s = getComputedStyle(e), long = text => text.split(',').some(one => parseFloat(one) > 0.01);
  const moves = long(s.transitionDuration) || s.animationName !== 'none' && long(s.animationDuration);
  return moves || s.scrollBehavior === 'smooth';
}).slice(0, 5).map(e => e.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    opened = audit.Closed(tmp_path_factory.mktemp("chromium"))
    yield opened
    opened.close()


def tab(browser):
    browser.key("Tab", "Tab", number=9)
    return browser.run(HERE)


def styled(browser, style):
    """Add a style, and wait until what moves to its new place (the closed list of contents) is there."""
    browser.run(
        f"document.head.append(Object.assign(document.createElement('style'), {{textContent: {json.dumps(style)}}})); true"
    )
    browser.run(SETTLED)


SETTLED = """(async () => {
  const frame = () => new Promise(done => requestAnimationFrame(done));
  await frame(); await frame();
  await Promise.all(document.getAnimations().map(one => one.finished.catch(() => null)));
  await frame();
  return true;
})()"""


@pytest.mark.parametrize("name", KINDS.values(), ids=list(KINDS))
def test_the_tab_key_goes_through_a_page_in_order_and_shows_where_it_is(name, served_book, browser):
    audit.show(browser, "light", 1280)
    browser.visit(f"{served_book}/{name}.html")
    audit.show(browser, "light", 1280)  # at once, without slow changes of colour
    browser.run("document.activeElement.blur()")
    wrong, number = [], 0
    while number < MOST and (stop := tab(browser)) and not stop["again"]:
        number += 1
        if not stop["seen"]:
            wrong.append(f"out of sight: {stop['name']}")
        if "before" in stop and not stop["before"]["shown"]:
            wrong.append(f"no sign of focus: {stop['before']['name']}")
        if not stop.get("after", True):
            wrong.append(f"out of order: {stop['name']}")
    assert [] == wrong
    assert number >= 15


def test_the_first_stop_leads_past_the_list_of_pages(served_book, browser):
    audit.show(browser, "light", 1280)
    browser.visit(f"{served_book}/{KINDS['chapter']}.html")
    audit.show(browser, "light", 1280)

    first = tab(browser)
    browser.call(
        "Input.dispatchKeyEvent",
        type="keyDown",
        key="Enter",
        code="Enter",
        text="\r",
        windowsVirtualKeyCode=13,
    )
    browser.call("Input.dispatchKeyEvent", type="keyUp", key="Enter", code="Enter", windowsVirtualKeyCode=13)
    browser.until("location.hash === '#main-content'")
    tab(browser)

    assert "#main-content" in first["name"]
    assert first["seen"]
    assert browser.run("!!document.activeElement.closest('#main-content')")


@pytest.mark.parametrize("name", [*PAGES, "search", "genindex", "sources/W-majalla-3"])
def test_nothing_is_lost_on_a_narrow_window_with_large_letters_or_wide_spacing(name, served_book, browser):
    audit.show(browser, "light", 320)
    browser.visit(f"{served_book}/{name}.html")
    use.everything(browser)
    narrow = browser.run(WIDE) + browser.run(CUT)
    styled(browser, SPACING)
    spaced = browser.run(WIDE) + browser.run(CUT)
    audit.show(browser, "light", 640)
    browser.visit(f"{served_book}/{name}.html")
    browser.run("document.documentElement.style.fontSize = '200%'")
    large = browser.run(WIDE) + browser.run(CUT)

    assert {"narrow": [], "spaced": [], "large": []} == {"narrow": narrow, "spaced": spaced, "large": large}


@pytest.mark.parametrize("name", KINDS.values(), ids=list(KINDS))
def test_nothing_moves_for_those_who_want_no_motion(name, served_book, browser):
    audit.show(browser, "light", 1280)
    browser.call(
        "Emulation.setEmulatedMedia", features=[{"name": "prefers-reduced-motion", "value": "reduce"}]
    )
    browser.visit(f"{served_book}/{name}.html")

    assert [] == browser.run(MOVING)
