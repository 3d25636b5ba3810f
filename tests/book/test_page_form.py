"""The form on an exercise's page, in a real Chromium: it takes an answer, keeps it, and saves what ``qk grade`` reads."""

import json

import exercise_form
import pytest
import yaml

from quellenkritik.tasks import answers, form_spec, task
from quellenkritik.tasks.stemma_origins import answered, counts
from quellenkritik.tasks.stemma_score import rows
from tests.book.forms import FORM, FORMS, NEEDS_CHROMIUM, fill, press, saved
from tests.support import ROOT
from tests.tasks.drawn import practice, solution

pytestmark = NEEDS_CHROMIUM


def entries():
    text = (ROOT / "solutions" / "exercises.yml").read_text("utf-8")
    return [entry for entry in yaml.safe_load(text)["exercises"] if entry["id"] in FORMS]


WRITTEN = {entry["id"]: list(entry["manual"] or {}) for entry in entries()}


@pytest.mark.parametrize("exercise", FORMS)
def test_the_solution_goes_in_and_comes_out_for_the_same_score(exercise, page):
    sheet, gold = practice(exercise)
    browser = page(exercise)
    fill(browser, answers.read(solution(exercise)), dict.fromkeys(WRITTEN[exercise], "A reason."))

    came = saved(browser)[exercise]

    assert task(exercise).score(answers.read(solution(exercise)), sheet, gold) == task(exercise).score(
        came, sheet, gold
    )
    assert "Complete and in order" in press(browser, "Check the form")


@pytest.mark.parametrize("exercise", FORMS)
def test_the_empty_form_says_what_is_missing_as_the_command_does(exercise, page):
    """One line for each entry, with the labels that stand in the form; rows of nothing are no rows."""
    sheet, _ = practice(exercise)
    form = task(exercise).form(sheet)
    browser = page(exercise)

    said = [line for line in press(browser, "Check the form").splitlines() if line.startswith("still empty")]

    missing = [p for p in form.check(saved(browser)[exercise]) if p.missing]
    assert {p.where.rpartition(", ")[0] or p.where for p in missing} and form.check(
        saved(browser)[exercise]
    ) == missing
    assert len({p.where.rpartition(", ")[0] or p.where for p in missing}) + len(WRITTEN[exercise]) == len(
        said
    )
    assert f"{len(missing) + len(WRITTEN[exercise])} still empty" == browser.run(
        "document.querySelector('.qk-progress').innerText"
    )
    assert all(
        field.label in " ".join(said)
        for s in form.sections
        if s.items
        for field in s.fields
        if field.required
    )


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


def test_every_written_answer_of_the_registry_has_its_place():
    for exercise, written in WRITTEN.items():
        spec, _ = exercise_form.spec_of(ROOT, exercise)
        assert written == [one["id"] for one in spec["written"]]


ROWS = "document.querySelectorAll('#qk-part-edges .qk-entry').length"


def test_rows_can_be_added_and_taken_away_by_keyboard(page):
    """The form begins with a row; one in which nothing is filled in is no part of the answer."""
    browser = page("stemma")
    assert 1 == browser.run(ROWS)
    browser.run(
        "Array.from(document.querySelectorAll('button')).find(b => b.textContent === 'Add a row').focus()"
    )
    browser.key("Enter", "Enter", number=13)
    browser.call("Input.dispatchKeyEvent", type="char", text="\r")
    browser.until("document.activeElement.tagName === 'SELECT'")
    assert 2 == browser.run(ROWS)
    assert [] == saved(browser)["stemma"]["edges"]

    press(browser, "Remove row 1")

    assert 1 == browser.run(ROWS)


def test_the_next_open_field_is_found_from_where_one_is(page):
    browser = page("pivot")
    selects = "Array.from(document.querySelectorAll('.qk-answers select'))"
    press(browser, "Next open field")
    assert browser.run(f"document.activeElement === {selects}[0]")
    browser.run(
        f"{selects}[2].selectedIndex = 1; {selects}[2].dispatchEvent(new Event('change')); {selects}[1].focus()"
    )

    press(browser, "Next open field")

    assert "word" == browser.run("document.activeElement.labels[0].textContent").split()[-1]


def test_what_is_given_unfolds_beside_its_question(page):
    """The rows of the item and of the quotations that belong to it, and no others."""
    browser = page("pivot")
    item = practice("pivot")[0]["items"][0]
    browser.run("document.querySelector('.qk-beside').open = true")

    browser.until("!!document.querySelector('.qk-beside .given tr')")

    codes = browser.run(
        "Array.from(document.querySelectorAll('.qk-beside .given')).find(g => g.children.length).innerText"
    )
    panel = [t for t in practice("pivot")[0]["panel"] if t["group"] == item["group"]]
    others = [i["id"] for i in practice("pivot")[0]["items"][1:]]
    assert item["id"] in codes and all(t["id"] in codes for t in panel)
    assert not any(other in codes for other in others)


def test_words_of_another_language_carry_it(page):
    """Legends of marks and quotations; Arabic from right to left."""
    browser = page("stemma")
    found = browser.run(
        "Array.from(document.querySelectorAll('.qk-answers legend bdi')).map(b => [b.lang, b.dir, b.textContent])"
    )
    readings = [i for i in practice("stemma")[0]["items"] if i["kind"] == "reading"]
    shown = {(q["lang"], q["text"]) for r in readings for q in r["quotes"] if q["lang"] != "en"}
    assert shown and shown == {(lang, text) for lang, _, text in found}
    assert all(("rtl" if lang in ("ar", "fa") else "ltr") == way for lang, way, _ in found)


def test_no_label_has_foreign_letters_without_their_language():
    """Cyrillic, Arabic: whatever stands in a label of a form is marked."""
    for exercise in FORMS:
        spec, _ = exercise_form.spec_of(ROOT, exercise)
        for section in spec["sections"]:
            labelled = [(section["foreign"].get(i, []), t) for i, t in section["items"].items()]
            for field in section["fields"]:
                labelled += [(field["foreign"].get(w, []), t) for w, t in field["labels"].items()]
            for runs, label in labelled:
                rest = label
                for words, _ in runs:
                    assert words in label
                    rest = rest.replace(words, "")
                assert not any("\u0370" <= letter <= "\u1dff" for letter in rest), (exercise, label)


def test_every_field_has_a_label(page):
    for exercise in FORMS:
        browser = page(exercise)
        bare = browser.run(
            "Array.from(document.querySelectorAll('input:not([hidden]), select, textarea'))"
            ".filter(e => !e.labels.length).length"
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


def test_the_way_of_the_papers_is_drawn_as_the_answer_has_it(page):
    """Every station that a step or a gap joins stands once; gaps are told in words; a circle stops nothing."""
    sheet, _ = practice("custody")
    answer = answers.read(solution("custody"))
    browser = page("custody")
    fill(browser, answer)
    rows_of = [*answer["steps"], *answer["gaps"]]
    reached = {row[end] for row in rows_of for end in ("child", "parent")}
    assert len(reached) == browser.run("document.querySelectorAll('.qk-chain li').length")
    assert "no quotation shows the step" in browser.run("document.querySelector('.qk-chain').innerText")

    one, other = (item["id"] for item in sheet["items"][:2])
    fill(browser, {"steps": [{"child": one, "parent": other}, {"child": other, "parent": one}]})

    assert 2 == browser.run("document.querySelectorAll('.qk-chain li').length")


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
