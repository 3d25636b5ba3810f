"""The form on an exercise's page, in a real Chromium: it takes an answer, keeps it, and saves what ``qk grade`` reads."""

import json
import sys

import pytest
import yaml

from quellenkritik.tasks import MODULES, answers, form_spec, task
from quellenkritik.tasks.functions import is_function_task
from quellenkritik.tasks.stemma_origins import answered, counts
from quellenkritik.tasks.stemma_score import rows
from tests.grading import chromium
from tests.support import ROOT
from tests.tasks.drawn import practice, solution

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import exercise_form

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine"),
]
FORMS = [name for name in MODULES if not is_function_task(task(name))]
FORM = "document.querySelector('.qk-page-form').qkForm"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    opened = chromium.Chromium(tmp_path_factory.mktemp("chromium"))
    yield opened
    opened.close()


@pytest.fixture
def page(browser, tmp_path):
    """Open the page of an exercise with nothing kept from before."""

    def open_page(exercise, keep=False):
        spec, _ = exercise_form.spec_of(ROOT, exercise)
        static = (ROOT / "book" / "_static").as_uri()
        path = tmp_path / f"{exercise}.html"
        head = "<!doctype html><html lang='en'><meta charset='utf-8'><title>x</title>"
        path.write_text(head + exercise_form.markup(exercise, spec, static), "utf-8")
        if not keep:
            browser.open(path.as_uri())
            browser.run("localStorage.clear()")
        browser.open(path.as_uri())
        browser.until(f"document.readyState === 'complete' && {FORM}")
        return browser

    return open_page


def saved(browser):
    return answers.parse(browser.run(f"{FORM}.file()"))


def press(browser, words):
    browser.run(
        f"Array.from(document.querySelectorAll('button')).find(b => b.textContent === {json.dumps(words)}).click()"
    )
    return browser.run("document.querySelector('.qk-said').innerText")


@pytest.mark.parametrize("exercise", FORMS)
def test_the_solution_goes_in_and_comes_out_for_the_same_score(exercise, page):
    sheet, gold = practice(exercise)
    browser = page(exercise)
    browser.run(f"{FORM}.fill({json.dumps(answers.read(solution(exercise)))})")

    came = saved(browser)[exercise]

    assert task(exercise).score(answers.read(solution(exercise)), sheet, gold) == task(exercise).score(
        came, sheet, gold
    )
    assert "Complete and in order" in press(browser, "Check the form")


@pytest.mark.parametrize("exercise", FORMS)
def test_the_empty_form_says_what_is_missing_as_the_command_does(exercise, page):
    sheet, _ = practice(exercise)
    form = task(exercise).form(sheet)
    browser = page(exercise)

    said = press(browser, "Check the form").splitlines()

    missing = [p for p in form.check(saved(browser)[exercise]) if p.missing]
    assert len(missing) == len(said), (missing[:3], said[:3])
    assert form.check(saved(browser)[exercise]) == missing


WRONG = {
    "number": "7.5.1",
    "span": "6-4",
    "edtf": "the fourth of June",
    "locator": "No#q1",
    "locators": ["No#q1"],
}


def typed(exercise):
    """The first field of a form that takes typed values which can be wrong, with its section; else None."""
    sections = task(exercise).form(practice(exercise)[0]).sections
    return next(((s, f) for s in sections for f in s.fields if f.kind in WRONG), None)


@pytest.mark.parametrize("exercise", [name for name in FORMS if typed(name)])
def test_a_wrong_value_is_refused_on_both_sides(exercise, page):
    """A closed vocabulary cannot be left in the form; what can be typed is refused in the same field."""
    section, field = typed(exercise)
    answer = answers.read(solution(exercise))
    entry = next(iter(answer[section.name].values())) if section.items else answer[section.name][0]
    entry[field.name] = WRONG[field.kind]
    browser = page(exercise)
    browser.run(f"{FORM}.fill({json.dumps(answer)})")

    said = press(browser, "Check the form")

    found = task(exercise).form(practice(exercise)[0]).check(answer)
    assert [field.name] == [p.where.split(", ")[-1] for p in found]
    assert f", {field.name}: came" in said


def test_a_draft_survives_closing_the_page(page):
    browser = page("pivot")
    item = next(iter(practice("pivot")[0]["items"]))["id"]
    browser.run(
        "var s = document.querySelector('.qk-page-form select'); s.selectedIndex = 1; s.dispatchEvent(new Event('change'))"
    )
    before = saved(browser)

    again = saved(page("pivot", keep=True))

    assert before == again
    assert (
        any(before["pivot"]["items"][item].values()) if "items" in before["pivot"] else any(before["pivot"])
    )


def test_one_file_holds_the_answers_of_all_pages_and_the_students_id(page):
    browser = page("pivot")
    browser.run(f"{FORM}.fill({json.dumps(answers.read(solution('pivot')))})")
    browser.run(
        "var s = document.getElementById('qk-student'); s.value = 'no'; s.dispatchEvent(new Event('input'))"
    )

    found = saved(page("stemma", keep=True))

    assert {"student", "pivot", "stemma"} == set(found)
    assert "no" == found["student"]
    assert answers.read(solution("pivot")) == found["pivot"]


def test_a_page_that_was_only_looked_at_hands_nothing_in(page):
    page("pivot")

    assert {"stemma"} == set(saved(page("stemma", keep=True)))


def test_the_written_part_is_saved_under_its_own_name_and_survives(page):
    """The grader reads it there, also from a file alone; the question stands beside it as in the notebook."""
    text = 'First: "quoted".\n\nSecond line - with a colon: yes, and \\u2013.'
    browser = page("stemma")
    browser.run(
        f"var t = document.getElementById('qk-stemma-reason'); t.value = {json.dumps(text)};"
        " t.dispatchEvent(new Event('input'))"
    )

    assert text == saved(browser)["stemma-reason"]
    assert text == saved(page("stemma", keep=True))["stemma-reason"]
    assert "argue one case" in browser.run("document.querySelector('.qk-question').innerText")


def test_every_written_answer_of_the_registry_has_its_place(page):
    for entry in yaml.safe_load((ROOT / "solutions" / "exercises.yml").read_text("utf-8"))["exercises"]:
        if entry["id"] in FORMS:
            spec, _ = exercise_form.spec_of(ROOT, entry["id"])
            assert list(entry["manual"]) == [one["id"] for one in spec["written"]]


def test_rows_can_be_added_and_taken_away_by_keyboard(page):
    browser = page("stemma")
    browser.run(
        "Array.from(document.querySelectorAll('button')).find(b => b.textContent === 'Add a row').focus()"
    )
    browser.key("Enter", "Enter", number=13)
    browser.call("Input.dispatchKeyEvent", type="char", text="\r")
    browser.until("document.activeElement.tagName === 'SELECT'")
    assert 1 == len(saved(browser)["stemma"]["edges"])

    press(browser, "Remove row 1")

    assert [] == saved(browser)["stemma"]["edges"]


def test_every_field_has_a_label(page):
    for exercise in FORMS:
        browser = page(exercise)
        bare = browser.run(
            "Array.from(document.querySelectorAll('input, select, textarea')).filter(e => !e.labels.length).length"
        )
        assert 0 == bare, exercise


class TestWorkbench:
    """The page draws and counts what the package draws and counts."""

    def test_the_origins_are_those_of_the_package(self, page):
        sheet, _ = practice("stemma")
        answer = answers.read(solution("stemma"))
        for rows_of in (answer["edges"], answer["edges"][::2], []):
            browser = page("stemma")
            browser.run(f"{FORM}.fill({json.dumps({**answer, 'edges': rows_of})})")

            shown = browser.run(
                "Array.from(document.querySelectorAll('.qk-view tbody tr')).map(r => [r.children[0].textContent,"
                " +r.children[1].textContent, r.children[2].textContent])"
            )

            found = counts(answered(rows({"edges": rows_of}, sheet), sheet), sheet)
            assert [[c.locus, c.texts, c.in_words()] for c in found] == shown

    def test_the_list_and_the_drawing_have_every_sound_step(self, page):
        sheet, _ = practice("stemma")
        answer = answers.read(solution("stemma"))
        browser = page("stemma")
        browser.run(f"{FORM}.fill({json.dumps(answer)})")

        steps = len(answered(rows(answer, sheet), sheet))

        assert steps == browser.run("document.querySelectorAll('.qk-view ol li').length")
        assert steps == browser.run("document.querySelectorAll('.qk-tree path').length")
        assert "" != browser.run("document.querySelector('.qk-tree desc').textContent")

    def test_an_unsound_row_is_not_drawn(self, page):
        browser = page("stemma")
        before = browser.run("document.querySelectorAll('.qk-tree path').length")
        child = browser.run(
            f"{FORM}.tree() && JSON.parse(document.querySelector('.qk-page-form script').textContent).extra.children[0]"
        )
        browser.run(f"{FORM}.fill({json.dumps({'edges': [{'child': child, 'parent': child}]})})")

        assert before == browser.run("document.querySelectorAll('.qk-tree path').length")


def test_no_text_of_the_data_can_end_its_script():
    spec = {"sections": [], "x": "</script><script>alert(1)</script>"}

    made = exercise_form.markup("pivot", spec, "s")

    assert 1 == made.count("</script><noscript>")
    assert "alert(1)</script" not in made
    assert spec["x"] == json.loads(made.split('json">')[1].split("</script>")[0])["x"]


def test_known_ids_are_those_that_the_form_takes():
    for exercise in FORMS:
        sheet, _ = practice(exercise)
        form = task(exercise).form(sheet)
        known = form_spec.known(form, sheet)

        assert all(form.validators["locator"](ident) is None for ident in known)
