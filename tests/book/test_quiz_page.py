"""The questions as a page: built by Sphinx, answered in a real Chromium by keyboard, read without the script, printed."""

from __future__ import annotations

import json
import re
import sys
from io import StringIO

import pytest
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

from tests.book.test_chapters import BOOK, body
from tests.grading import chromium
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import quiz_data
from chapter import front_matter

NAMES = {"where-has-it-been": "authenticity", "what-can-it-prove": "authenticity"}
TAB, ENTER, SPACE, DOWN, UP = ("Tab", 9), ("Enter", 13), (" ", 32), ("ArrowDown", 40), ("ArrowUp", 38)


def needs_browser(test):
    """Mark a test that opens a page."""
    return pytest.mark.browser(
        pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine")(test)
    )


def page_of(name: str) -> str:
    """A chapter cut down to its front matter, its headings and its questions."""
    path = BOOK / NAMES[name] / f"{name}.md"
    whole = path.read_text(encoding="utf-8")
    heads = "".join(f"## {head}\n\nText.\n\n" for head in quiz_data.headings(body(path)))
    return f"{whole[: whole.index('---', 4) + 4]}# T\n\n{heads}```{{quiz}} {name}\n```\n"


def build(folder, pages: dict[str, str], quizzes: dict[str, str]) -> str:
    """Build pages with Sphinx and the book's own extension, and return the warnings."""
    source = folder / "book"
    (source / "quizzes").mkdir(parents=True)
    (source / "index.md").write_text("# Index\n\n```{toctree}\n" + "\n".join(pages) + "\n```\n", "utf-8")
    for name, text in pages.items():
        (source / f"{name}.md").write_text(text, "utf-8")
    for name, text in quizzes.items():
        (source / "quizzes" / f"{name}.yml").write_text(text, "utf-8")
    settings = {
        "extensions": ["myst_parser", "register_roles", "quiz"],
        "html_theme": "basic",
        "html_static_path": [str(BOOK / "_static")],
        "html_css_files": ["book.css"],
    }
    warnings = StringIO()
    with docutils_namespace():
        out, cache = folder / "html", folder / "doctrees"
        Sphinx(source, None, out, cache, "html", settings, status=None, warning=warnings).build()
    return re.sub(r"\x1b\[[0-9;]*m", "", warnings.getvalue())


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = tmp_path_factory.mktemp("quiz")
    files = {name: (BOOK / "quizzes" / f"{name}.yml").read_text("utf-8") for name in NAMES}
    assert build(made, {name: page_of(name) for name in NAMES}, files) == ""
    for name in NAMES:
        page = made / "html" / f"{name}.html"
        text = page.read_text("utf-8")
        assert text.count("quiz.js") == 1
        page.with_name(f"{name}-bare.html").write_text(
            re.sub(r"<script[^>]*quiz\.js[^>]*></script>", "", text), "utf-8"
        )
    return made / "html"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    opened = chromium.Chromium(tmp_path_factory.mktemp("chromium"))
    opened.call("Emulation.setFocusEmulationEnabled", enabled=True)
    yield opened
    opened.close()


def opened(browser, folder, name, width=1280):
    browser.call(
        "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=width < 600
    )
    browser.open("about:blank")
    browser.open((folder / f"{name}.html").as_uri())
    browser.until(
        "document.readyState === 'complete' && document.querySelectorAll('.qk-quiz-question').length > 3"
    )
    return browser


def questions(name):
    path = BOOK / NAMES[name] / f"{name}.md"
    heads = quiz_data.headings(path.read_text(encoding="utf-8"))
    return quiz_data.load(BOOK / "quizzes" / f"{name}.yml", front_matter(path)["objectives"], heads)


def press(browser, key, times=1):
    name, number = key
    code = {" ": "Space"}.get(name, name)
    text = {"Enter": "\r", " ": " "}.get(name)
    for _ in range(times):
        common = {"key": name, "code": code, "windowsVirtualKeyCode": number}
        down = {"type": "keyDown", "text": text} if text else {"type": "rawKeyDown"}
        browser.call("Input.dispatchKeyEvent", **down, **common)
        browser.call("Input.dispatchKeyEvent", type="keyUp", **common)


def tab_to(browser, what):
    """Walk with the tabulator until the focus is on what is looked for."""
    for _ in range(80):
        press(browser, TAB)
        if browser.run(f"document.activeElement.matches({json.dumps(what)})"):
            return
    raise AssertionError(f"the tabulator never came to {what}")


def asked(browser, script, at):
    return browser.run(f"(q => {script})(document.querySelectorAll('.qk-quiz-question')[{at}])")


def focus_before(browser, at):
    """Put the place from which the tabulator goes on before a question, as if one had read so far."""
    asked(browser, "{ q.tabIndex = -1; q.focus(); q.removeAttribute('tabindex'); }", at)


def result(browser, at):
    """The verdict with its reasons; the focus must stand on it."""
    assert asked(browser, "document.activeElement === q.querySelector('.qk-result')", at)
    return straight(asked(browser, "q.querySelector('.qk-result').innerText", at))


def straight(text):
    """Return a text with the apostrophe of the source in place of the printed one."""
    return text.replace("’", "'")


def place(one):
    return next(at for at, option in enumerate(one.options) if option.right)


def plain(text):
    return re.sub(r"\{src\}`[^`]*`|[*`]", "", text).split("\n")[0].split(" {")[0].strip()


def first_words(text):
    return " ".join(plain(text).split()[:6])


@needs_browser
def test_a_choice_by_keyboard_wrong_and_then_right(browser, folder):
    at, one = next((at, one) for at, one in enumerate(questions("where-has-it-been")) if one.kind == "one")
    right = place(one)
    wrong = 1 if right == 0 else 0
    opened(browser, folder, "where-has-it-been")
    focus_before(browser, at)
    tab_to(browser, "input[type=radio]")
    press(browser, SPACE)
    press(browser, DOWN, wrong)
    tab_to(browser, ".qk-check")
    press(browser, ENTER)

    said = result(browser, at)
    assert said.startswith("✗ Not yet.")
    assert first_words(one.options[wrong].said) in said
    assert one.options[wrong].belief in said
    assert one.options[wrong].read in said
    assert first_words(one.options[right].said) not in said

    focus_before(browser, at)
    tab_to(browser, "input[type=radio]")
    press(browser, DOWN if right > wrong else UP, abs(right - wrong))
    assert asked(browser, "q.querySelector('.qk-result').hidden", at), "the old verdict must not stay"
    tab_to(browser, ".qk-check")
    press(browser, ENTER)

    said = result(browser, at)
    assert said.startswith("✓ Right.")
    assert first_words(one.options[right].said) in said


@needs_browser
def test_an_order_by_keyboard(browser, folder):
    at, one = next((at, one) for at, one in enumerate(questions("where-has-it-been")) if one.kind == "order")
    opened(browser, folder, "where-has-it-been")
    focus_before(browser, at)
    tab_to(browser, ".qk-check")
    press(browser, ENTER)
    assert result(browser, at).startswith("✗ Not yet.")

    order = (
        "[...q.querySelectorAll('.qk-options > li')].map(i => Number(/qk-place-(\\d+)/.exec(i.className)[1]))"
    )
    for goal in range(len(one.options)):
        found = asked(browser, order, at).index(goal)
        if found > goal:
            focus_before(browser, at)
            tab_to(browser, f".qk-place-{goal} .qk-up")
            press(browser, ENTER, found - goal)
            assert browser.run(f"document.activeElement.matches('.qk-place-{goal} .qk-up')"), "focus stays"
            assert asked(browser, "q.querySelector('.qk-status').textContent", at).startswith(
                f"Now {goal + 1} of"
            )
    assert asked(browser, order, at) == list(range(len(one.options)))
    tab_to(browser, ".qk-check")
    press(browser, ENTER)

    assert result(browser, at).startswith("✓ Right.")


@needs_browser
def test_a_match_by_keyboard_says_which_line_is_wrong(browser, folder):
    at, one = next((at, one) for at, one in enumerate(questions("where-has-it-been")) if one.kind == "match")
    opened(browser, folder, "where-has-it-been")
    focus_before(browser, at)
    tab_to(browser, ".qk-check")
    press(browser, ENTER)
    assert asked(browser, "q.querySelector('.qk-status').textContent", at) == "Choose for every line first."
    assert browser.run("document.activeElement.tagName") == "SELECT"

    focus_before(browser, at)
    for number, (_, options) in enumerate(one.rows):
        right = next(n for n, option in enumerate(options) if option.right)
        tab_to(browser, "select")
        press(browser, DOWN, 1 + (right if number else (right + 1) % len(options)))
    tab_to(browser, ".qk-check")
    press(browser, ENTER)

    said = result(browser, at)
    assert said.startswith("✗ Not yet. 1 of")
    assert said.count("Wrong.") == 1
    assert said.count("Right.") == len(one.rows) - 1


@needs_browser
def test_several_by_keyboard_says_that_more_is_to_be_found(browser, folder):
    at, one = next(
        (at, one) for at, one in enumerate(questions("what-can-it-prove")) if one.kind == "several"
    )
    rights = [n for n, option in enumerate(one.options) if option.right]
    opened(browser, folder, "what-can-it-prove")
    focus_before(browser, at)
    tab_to(browser, ".qk-check")
    press(browser, ENTER)
    assert asked(browser, "q.querySelector('.qk-status').textContent", at) == "Choose at least one first."

    focus_before(browser, at)
    tab_to(browser, f"input[type=checkbox][value='{rights[0]}']")
    press(browser, SPACE)
    tab_to(browser, ".qk-check")
    press(browser, ENTER)
    said = result(browser, at)
    assert "look for 1 more" in said
    assert first_words(one.options[rights[1]].said) not in said

    focus_before(browser, at)
    tab_to(browser, f"input[type=checkbox][value='{rights[1]}']")
    press(browser, SPACE)
    tab_to(browser, ".qk-check")
    press(browser, ENTER)
    assert result(browser, at).startswith("✓ Right.")


@needs_browser
def test_every_control_has_a_name_and_a_size(browser, folder):
    opened(browser, folder, "where-has-it-been", width=390)

    small = browser.run(
        "[...document.querySelectorAll('.qk-quiz input, .qk-quiz button, .qk-quiz select, .qk-quiz summary')]"
        ".filter(e => e.checkVisibility() && e.getBoundingClientRect().height < 24).map(e => e.outerHTML)"
    )
    nameless = browser.run(
        "[...document.querySelectorAll('.qk-quiz input, .qk-quiz select')].filter(e => !e.labels.length).length"
    )
    legends = browser.run(
        "[...document.querySelectorAll('.qk-quiz fieldset')].map(f => f.querySelector('legend').textContent)"
    )

    assert small == []
    assert nameless == 0
    assert [one[:6] for one in legends] == [f"{n} of {len(legends)}" for n in range(1, len(legends) + 1)]
    assert browser.run("document.documentElement.scrollWidth") <= 390


@needs_browser
def test_nothing_is_stored_and_nothing_is_asked_for(browser, folder):
    opened(browser, folder, "where-has-it-been")
    before = len(browser.asked)
    browser.run("document.querySelectorAll('.qk-quiz form').forEach(f => f.requestSubmit())")

    assert browser.run("localStorage.length + sessionStorage.length") == 0
    assert browser.asked[before:] == []


@needs_browser
@pytest.mark.parametrize("name", NAMES)
def test_without_the_script_questions_and_folded_answers_stand_there(browser, folder, name):
    opened(browser, folder, f"{name}-bare")

    shown = straight(browser.run("document.querySelector('.qk-quiz').innerText"))
    folded = browser.run(
        "[...document.querySelectorAll('.qk-answer')].map(d => !d.open && d.checkVisibility())"
    )
    answers = browser.run("[...document.querySelectorAll('.qk-answer')].map(d => d.textContent)")

    asked_all = questions(name)
    assert browser.run("document.querySelectorAll('.qk-quiz input, .qk-quiz button').length") == 0
    assert folded == [True] * len(asked_all)
    for one, answer in zip(asked_all, map(straight, answers), strict=True):
        assert first_words(one.ask) in shown
        assert all(plain(option.text) in shown for option in one.options)
        assert all(first_words(option.said) in answer for option in one.options)


@needs_browser
@pytest.mark.parametrize("name", ["where-has-it-been", "where-has-it-been-bare"])
def test_on_paper_the_answers_stand_below_each_question(browser, folder, name):
    opened(browser, folder, name)
    # The theme of the book hides so, with a weight that no style of ours outdoes.
    rule = "{textContent: '[hidden] { display: none !important }'}"
    browser.run(f"document.head.append(Object.assign(document.createElement('style'), {rule}))")
    browser.call("Emulation.setEmulatedMedia", media="print")
    try:
        browser.until("matchMedia('print').matches && document.querySelector('.qk-reasons').clientHeight > 0")
        heights = browser.run(
            "[...document.querySelectorAll('.qk-reasons')]"
            ".map(l => l.checkVisibility({contentVisibilityAuto: true}) && l.getBoundingClientRect().height)"
        )
        sizes = browser.run(
            "['.qk-reasons p', '.qk-quiz'].map(s => parseFloat(getComputedStyle(document.querySelector(s)).fontSize))"
        )
        controls = browser.run(
            "[...document.querySelectorAll('.qk-quiz button, .qk-quiz input, .qk-quiz select')]"
            ".filter(e => e.checkVisibility()).length"
        )
    finally:
        browser.call("Emulation.setEmulatedMedia", media="")

    assert len(heights) == len(questions("where-has-it-been"))
    assert min(heights) > 20, heights
    assert sizes[0] < sizes[1]
    assert controls == 0


def test_links_lead_to_headings_of_the_page(folder):
    text = (folder / "where-has-it-been.html").read_text("utf-8")
    links = re.findall(r'class="qk-read[^"]*" href="#([^"]+)"', text)

    assert len(links) > 15
    assert all(f'id="{link}"' in text for link in links)


def test_script_and_style_stand_only_where_questions_are(folder):
    assert "quiz." not in (folder / "index.html").read_text("utf-8")
    assert (folder / "where-has-it-been.html").read_text("utf-8").count("quiz.css") == 1
    assert (BOOK / "_static" / "quiz.js").stat().st_size < 15_000


def test_a_slip_stops_the_build_with_file_and_question(tmp_path):
    name = "where-has-it-been"
    broken = (
        (BOOK / "quizzes" / f"{name}.yml")
        .read_text("utf-8")
        .replace("read: What a gap is", "read: What a hole is", 1)
    )

    said = build(tmp_path, {name: page_of(name)}, {name: broken})

    assert "where-has-it-been.yml, question 3 (what-a-gap-tells)" in said
    assert "the heading 'What a hole is'" in said


def test_a_file_that_is_not_there_is_told(tmp_path):
    said = build(tmp_path, {"x": page_of("where-has-it-been")}, {})

    assert "quiz where-has-it-been" in said
    assert "No such file" in said
