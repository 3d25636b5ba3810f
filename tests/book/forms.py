"""The pages of forms, made one by one and opened in a real Chromium; fixtures for the tests of the forms."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path
from typing import Any

import pytest

from quellenkritik.course import vendor
from quellenkritik.course.project import Project
from quellenkritik.tasks import MODULES, answers, task
from quellenkritik.tasks.functions import is_function_task
from quellenkritik.tasks.given import Given
from tests.grading import chromium
from tests.support import ROOT
from tests.tasks.drawn import practice

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import exercise_form

FORMS = [name for name in MODULES if not is_function_task(task(name))]
FORM = "document.querySelector('.qk-page-form').qkForm"
NEEDS_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine"),
]


@pytest.fixture(scope="session")
def form_static(tmp_path_factory):
    """The scripts of the book, with the reader of YAML files where the finished book has it."""
    folder = tmp_path_factory.mktemp("forms") / "_static"
    shutil.copytree(ROOT / "book" / "_static", folder)
    target = folder / exercise_form.LIBRARY
    target.parent.mkdir(parents=True)
    shutil.copyfile(vendor.fetch(Project(ROOT), "js-yaml") / "dist" / target.name, target)
    return folder


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    opened = chromium.Chromium(tmp_path_factory.mktemp("chromium"))
    opened.call("Emulation.setFocusEmulationEnabled", enabled=True)
    yield opened
    opened.close()


def write(exercise: str, static: Path, change: dict[str, Any] | None = None) -> Path:
    """Write the page of an exercise, what is given included, with some parts of its data exchanged."""
    spec, _ = exercise_form.spec_of(ROOT, exercise)
    given = f'<div class="given">{Given(practice(exercise)[0])._repr_html_()}</div>'
    head = "<!doctype html><html lang='en'><meta charset='utf-8'><title>x</title>"
    path = static.parent / f"{exercise}.html"
    path.write_text(head + given + exercise_form.markup(exercise, spec | (change or {}), "_static"), "utf-8")
    return path


@pytest.fixture
def page(browser, form_static):
    """Open the page of an exercise, with nothing kept from before unless ``keep``."""

    def open_page(exercise, keep=False, change=None):
        address = write(exercise, form_static, change).as_uri()
        if not keep:
            browser.open(address)
            ready(browser)
            browser.run("localStorage.clear()")
        browser.open(address)
        ready(browser)
        return browser

    return open_page


def ready(browser):
    """Wait until the form stands; a page that is being left has none of the new one's marks."""
    browser.until(f"document.readyState === 'complete' && !window.left && {FORM} && true")


def saved(browser):
    return answers.parse(browser.run(f"{FORM}.file()"))


def fill(browser, answer, words=None):
    browser.run(f"{FORM}.fill({json.dumps(answer)}, {json.dumps(words or {})})")


def load(browser, name, text):
    """Load a file with this text, and return what the page says."""
    browser.run(f"{FORM}.load(new File([{json.dumps(text)}], {json.dumps(name)}))")
    return browser.run("document.querySelector('.qk-said').innerText")


def press(browser, words, within="body"):
    """Press the button with these words, and return what the page says."""
    browser.run(
        f"Array.from(document.querySelectorAll('{within} button')).find(b => b.textContent === {json.dumps(words)}).click()"
    )
    return browser.run("document.querySelector('.qk-said').innerText")


def notices(browser):
    return browser.run("document.querySelector('.qk-notices').innerText")


def shaped(form, answer):
    """The answer as the page holds it: every field there, ticked words in the form's order, no row of nothing."""
    tree = {}
    for section in form.sections:
        part = answer.get(section.name) or ({} if section.items else [])
        if section.items:
            tree[section.name] = {item: _entry(section, part.get(item, {})) for item in section.items}
        else:
            rows = [_entry(section, row) for row in part]
            tree[section.name] = [row for row in rows if any(row.values())][: section.max_rows + 1]
    return tree


def _entry(section, given):
    found = {}
    for field in section.fields:
        value = given.get(field.name) or ([] if field.kind in ("choices", "locators") else "")
        found[field.name] = [c for c in field.choices if c in value] if field.kind == "choices" else value
    return found
