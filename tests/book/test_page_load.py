"""Answers that go out and come back: the file of a page is loaded, and what a notebook, ``qk`` or a person wrote."""

import json
import time

import pytest
import yaml

from quellenkritik.course import bank, notebook, registry
from quellenkritik.course.project import Project
from quellenkritik.tasks import answerfile, answers, task
from tests.book.forms import FORM, FORMS, NEEDS_CHROMIUM, fill, load, notices, press, saved, shaped
from tests.support import ROOT
from tests.tasks.drawn import practice, solution

pytestmark = NEEDS_CHROMIUM
WORDS = 'First: "quoted".\n\nSecond - with a colon: yes, \\u2013, é and Я.'
WRITTEN = {e.id: list(e.manual) for e in registry.load(Project(ROOT)).exercises}


def solved(exercise):
    return shaped(task(exercise).form(practice(exercise)[0]), answers.read(solution(exercise)))


def filled(browser, exercise):
    fill(browser, solved(exercise), dict.fromkeys(WRITTEN[exercise], WORDS))
    browser.run(
        "var s = document.getElementById('qk-student'); s.value = 'no'; s.dispatchEvent(new Event('input'))"
    )
    return browser.run(f"{FORM}.file()")


def emptied(browser):
    press(browser, "Empty this form")
    press(browser, "Empty it", ".qk-said")


def chosen(browser, path):
    """Choose a file as a reader does, in the field behind the button."""
    root = browser.call("DOM.getDocument")["root"]["nodeId"]
    node = browser.call("DOM.querySelector", nodeId=root, selector=".qk-answers input[type=file]")["nodeId"]
    browser.call("DOM.setFileInputFiles", files=[str(path)], nodeId=node)


def arrived(path):
    """The bytes of a file that the browser writes; it has its name once it is whole."""
    for _ in range(200):
        if path.is_file() and path.stat().st_size:
            return path.read_bytes()
        time.sleep(0.05)
    raise AssertionError(f"never came: {path}")


@pytest.mark.parametrize("exercise", FORMS)
def test_what_was_downloaded_is_loaded_to_the_same_bytes(exercise, page, tmp_path):
    """The real way: fill, download, empty, choose the file, download again."""
    browser = page(exercise)
    filled(browser, exercise)
    files = []
    for number in (1, 2):
        folder = tmp_path / str(number)
        browser.call("Browser.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
        press(browser, "Download my answers")
        path = folder / "answers.yml"
        files.append(arrived(path))
        if number == 1:
            emptied(browser)
            chosen(browser, path)
            browser.until("document.querySelector('.qk-said').innerText.includes('Loaded from answers.yml')")
    assert files[0] == files[1]
    assert solved(exercise) == answers.parse(files[0].decode())[exercise]


def dumped(**how):
    return lambda tree: yaml.safe_dump(tree, **how)


def marked(tree):
    return f"\ufeff# my answers\n---\n{yaml.safe_dump(tree, indent=5, allow_unicode=False)}...\n"


STYLES = {
    "as qk writes it": answerfile.to_yaml,
    "in braces": dumped(default_flow_style=True, default_style="'", allow_unicode=True, width=60),
    "with a comment, a mark of the beginning, and escapes": marked,
    "in blocks": dumped(default_style="|", allow_unicode=True, sort_keys=True),
}


@pytest.mark.parametrize("exercise", FORMS)
def test_a_file_in_another_style_loads_equally(exercise, page):
    browser = page(exercise)
    tree = {"student": "no", exercise: solved(exercise), **dict.fromkeys(WRITTEN[exercise], WORDS)}
    wanted = filled(browser, exercise)
    for name, write in STYLES.items():
        emptied(browser)
        said = load(browser, "mine.yaml", write(tree))
        assert "Loaded from mine.yaml" in said, (name, said)
        assert wanted == browser.run(f"{FORM}.file()"), name


@pytest.mark.parametrize("exercise", FORMS)
def test_a_notebook_is_loaded_without_being_run(exercise, page):
    """The solved notebook of the exercise: the text of its answer cell, and its written part."""
    project = Project(ROOT)
    book = notebook.solved(project, bank.draw(project, registry.load(project)[exercise]))
    browser = page(exercise)

    said = load(browser, f"{exercise}.ipynb", notebook.to_text(book))

    assert f"Loaded from {exercise}.ipynb" in said
    found = saved(browser)
    assert solved(exercise) == found[exercise]
    assert all(len(found[ident]) > 20 for ident in WRITTEN[exercise])


def test_an_untouched_notebook_brings_nothing(page):
    said = load(
        page("pivot"), "pivot.ipynb", (ROOT / "exercises" / "translation" / "pivot.ipynb").read_text("utf-8")
    )
    assert "Nothing was changed" in said


def test_a_draft_is_not_overwritten_unasked(page):
    browser = page("pivot")
    item = practice("pivot")[0]["items"][0]["id"]
    fill(browser, {"items": {item: {"word": "mine"}}})
    text = answerfile.to_yaml({"pivot": solved("pivot")})

    assert "already holds answers" in load(browser, "a.yml", text)
    press(browser, "Keep mine")
    assert "mine" == saved(browser)["pivot"]["items"][item]["word"]

    load(browser, "a.yml", text)
    press(browser, "Replace them")
    assert solved("pivot") == saved(browser)["pivot"]


def test_other_exercises_of_the_file_are_kept_only_if_the_reader_agrees(page):
    text = answerfile.to_yaml({"pivot": solved("pivot"), "stemma": solved("stemma"), "stemma-reason": WORDS})
    browser = page("pivot")
    said = load(browser, "all.yml", text)
    assert "The file also has answers to stemma" in said
    press(browser, "Leave them out")
    assert {"pivot"} == set(saved(browser))

    emptied(browser)
    load(browser, "all.yml", text)
    press(browser, "Keep them for their pages")
    assert {"pivot", "stemma", "stemma-reason"} == set(saved(browser))

    browser = page("stemma", keep=True)
    browser.until("document.querySelector('.qk-notices').innerText.includes('loaded from a file')")
    press(browser, "Take what fits")
    assert solved("stemma") == saved(browser)["stemma"]
    assert WORDS == saved(browser)["stemma-reason"]
    assert "" == notices(browser)


HOSTILE = {
    "no YAML": ("pivot: [1, 2", "it is not YAML (line"),
    "a tag": ("pivot: !!js/function 'function () { window.owned = 1; }'", "it is not YAML"),
    "a bomb": ("a: &a [x,x,x,x]\nb: &b [*a,*a,*a,*a]\npivot: [*b,*b,*b,*b]", "alias"),
    "a deep one": ("pivot: " + "[" * 60 + "]" * 60, "deeply nested"),
    "many nodes": ("pivot: [" + "a," * 30_000 + "]", "very large"),
    "a key twice": ("pivot: {a: b, a: c}", "it is not YAML"),
    "a list": ("- pivot", "it holds no answers by exercise"),
    "nothing": ("", "it is empty"),
    "too long": ("pivot: " + "x" * 200_100, "characters"),
    "too big": ("pivot: " + "x" * 900_000, "kB"),
    "the prototype": ("pivot: {items: {__proto__: {word: x}}}", "__proto__"),
    "another exercise": ("timeline: {}", "holds no answer to pivot"),
    "another sheet": ("pivot: {items: {p-none: {class: relay, word: x}}}", "another sheet"),
    "two documents": ("pivot: {}\n---\npivot: {}", "it is not YAML"),
    "a text": ("pivot: <img src=x onerror='window.owned = 1'>", "Nothing in"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_cannot_be_taken_is_said_and_changes_nothing(name, page):
    text, words = HOSTILE[name]
    browser = page("pivot")
    before = browser.run(f"{FORM}.file()")
    said = load(browser, "bad.yml", text)
    assert words in said, said
    assert "Nothing was changed" in said
    assert before == browser.run(f"{FORM}.file()")
    assert not browser.run("window.owned")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{}", "cannot be read as a notebook"),
        ("not json", "cannot be read as a notebook"),
        (
            json.dumps(
                {
                    "cells": [
                        {
                            "cell_type": "code",
                            "metadata": {"nbgrader": {"grade_id": "pivot-answer"}},
                            "source": "pivot = make()",
                        }
                    ]
                }
            ),
            "cannot run programs",
        ),
    ],
)
def test_a_broken_notebook_is_said(text, words, page):
    assert words in load(page("pivot"), "x.ipynb", text)


def test_a_file_that_is_no_text_is_said(page):
    browser = page("pivot")
    browser.run(f"{FORM}.load(new File([new Uint8Array([255, 254, 0, 193])], 'x.yml'))")
    assert "not a text file in UTF-8" in browser.run("document.querySelector('.qk-said').innerText")


def test_each_part_that_does_not_fit_is_named_and_the_rest_is_taken(page):
    """Unknown parts, items, fields and words; markup stays text."""
    items = practice("pivot")[0]["items"]
    one, other = items[0]["id"], items[1]["id"]
    tree = {"pivot": {"items": {
        one: {"class": "relais", "word": "<img src=x onerror='window.owned = 1'>", "mood": "x"},
        other: {"class": "relay", "against": ["a", "b"]},
        "p-none": {"class": "relay"},
    }, "more": "x"}, "nobody": "x", "student": "<b>no</b>"}  # fmt: skip
    browser = page("pivot")

    said = load(browser, "x.yml", answerfile.to_yaml(tree))

    for words in (
        "'relais' is not one of the words",
        "no field 'mood'",
        "no 'p-none'",
        "no part 'more'",
        "Not known in this book: nobody",
        "a list or mapping",
    ):
        assert words in said, said
    found = saved(browser)
    assert "relay" == found["pivot"]["items"][other]["class"]
    assert "<img src=x onerror='window.owned = 1'>" == found["pivot"]["items"][one]["word"]
    assert "<b>no</b>" == found["student"]
    assert not browser.run(
        "window.owned || document.querySelectorAll('.qk-answers img, .qk-answers b').length"
    )


def test_the_reader_of_yaml_is_asked_for_only_when_a_file_is_loaded(page):
    browser = page("pivot")
    browser.asked.clear()
    assert not browser.run("!!window.jsyaml")
    press(browser, "Check the form")
    assert not browser.asked
    load(browser, "x.yml", "pivot: {}")
    assert [True, True] == [
        any(name in asked for asked in browser.asked) for name in ("js-yaml.min.js", "form-load.js")
    ]


def test_the_bare_text_of_an_answer_cell_is_taken(page):
    browser = page("pivot")
    load(browser, "cell.yml", task("pivot").form(practice("pivot")[0]).template() + "\n")
    load(browser, "cell.yml", answerfile.to_yaml(solved("pivot")))
    assert solved("pivot") == saved(browser)["pivot"]
