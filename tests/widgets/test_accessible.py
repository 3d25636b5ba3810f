"""The widgets as a notebook draws them, with everything open: no rule of WCAG broken, nothing for the mouse alone."""

import ipywidgets
import pytest

from quellenkritik.tasks import answers
from quellenkritik.widgets.editor import Editor
from quellenkritik.widgets.reader import Reader
from tests.book import audit
from tests.book.languages import misread, unmarked
from tests.grading import chromium
from tests.tasks.drawn import practice, solution
from tests.widgets.drawn import served
from tests.widgets.test_editor import FORMS, walk

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine"),
]
MOUSE_ONLY = """[...document.querySelectorAll('.widget-subarea *')].filter(e => getComputedStyle(e).cursor === 'pointer'
  && !e.closest('button, a[href], label, select, input, summary, [tabindex]')).map(e => e.outerHTML.slice(0, 100))"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    opened = audit.Closed(tmp_path_factory.mktemp("chromium"))
    yield opened
    opened.close()


def drawn(browser):
    browser.until("!!document.querySelector('.widget-subarea *')")


def checked(widget, folder, browser):
    """Draw a widget and ask everything of it."""
    with served(widget, folder) as address:
        found = audit.violations(address, browser=browser, views=[("light", 1280), ("light", 390)], act=drawn)

        assert [] == [str(one) for one in found]
        assert [] == browser.foreign(address)
        assert [] == browser.run(MOUSE_ONLY)
        held = browser.run("document.querySelector('.widget-subarea').outerHTML")
        shown = f'<body lang="en">{held}</body>'
        assert [] == [line for line in (*unmarked(shown), *misread(shown)) if not plain(line)]


def plain(line):
    """Say whether words stand where ipywidgets takes plain text only: in its buttons, lists, labels and lines."""
    return any(f"in <{tag}" in line for tag in ("button", "option", "optgroup", "textarea", "label", "input"))


@pytest.mark.parametrize("exercise", FORMS)
def test_the_editor_with_an_answer_and_all_open(exercise, tmp_path, browser):
    made = Editor(exercise, practice(exercise)[0], tmp_path)
    made.fill(answers.read(solution(exercise)))
    for button in [w for w in walk(made) if isinstance(w, ipywidgets.Button)]:
        if button.description.startswith("Show "):
            button.click()
    made.check()

    checked(made, tmp_path, browser)


def test_the_passage_side_by_side(tmp_path, browser):
    checked(Reader(), tmp_path, browser)
    checked(Reader(["en-record", "ru-ria"]), tmp_path, browser)
