"""The editor shows every field with its label, gives the YAML to paste, and keeps the answer beside the notebook."""

import ipywidgets
import pytest

from quellenkritik.tasks import MODULES, answerfile, answers, report, task
from quellenkritik.tasks.functions import is_function_task
from quellenkritik.widgets.editor import Editor
from tests.tasks.drawn import practice, solution


@pytest.fixture
def editor(tmp_path):
    def make(exercise):
        return Editor(exercise, practice(exercise)[0], tmp_path)

    return make


def walk(widget):
    yield widget
    for child in getattr(widget, "children", ()):
        yield from walk(child)


FORMS = [name for name in MODULES if not is_function_task(task(name))]
"""The exercises that are answered in a form; the others ask for a program."""


def press(box, words):
    """Press the button with these words."""
    (button,) = [w for w in walk(box) if isinstance(w, ipywidgets.Button) and w.description == words]
    button.click()


@pytest.mark.parametrize("exercise", FORMS)
def test_every_field_of_the_form_has_a_labelled_widget(exercise, editor):
    form = task(exercise).form(practice(exercise)[0])
    made = [
        w
        for w in walk(editor(exercise))
        if isinstance(w, ipywidgets.ValueWidget) and not isinstance(w, ipywidgets.HTML)
    ]

    wanted = sum(len(section.fields) * len(section.items) for section in form.sections)
    assert wanted + 1 == len(made), "and the text to paste"
    assert all(w.description for w in made)


@pytest.mark.parametrize("exercise", FORMS)
def test_the_solution_goes_in_and_comes_out_in_order(exercise, editor):
    made = editor(exercise)

    assert [] == made.fill(answers.read(solution(exercise)))
    assert answers.read(made.tree()) == answers.parse(made.text.value)
    assert [] == report.problems(exercise, made.text.value, practice(exercise)[0])


@pytest.mark.parametrize("exercise", FORMS)
def test_the_empty_editor_gives_an_empty_answer(exercise, editor):
    found = report.problems(exercise, editor(exercise).text.value, practice(exercise)[0])

    assert found
    assert all(problem.missing for problem in found)


def test_a_choice_changes_the_text_at_once(editor):
    made = editor("pivot")
    item = practice("pivot")[0]["items"][0]["id"]
    made.parts[0].lines[item]["class"].value = "relay"

    assert "relay" == answers.parse(made.text.value)["items"][item]["class"]


def test_save_and_load(editor, tmp_path):
    made = editor("pivot")
    made.fill(answers.read(solution("pivot")))
    press(made, "Save answers.yml")
    other = editor("pivot")
    press(other, "Load answers.yml")

    assert made.tree() == other.tree() == answerfile.read(tmp_path / "answers.yml")["pivot"]
    assert "Loaded from answers.yml." in other.message.value


def test_what_the_form_does_not_know_is_named_and_not_taken(editor, tmp_path):
    item = practice("pivot")[0]["items"][0]["id"]
    answerfile.save(tmp_path / "answers.yml", "pivot", {"items": {item: {"class": "copied", "word": ["a"]}}})
    made = editor("pivot")
    press(made, "Load answers.yml")

    assert f"not taken over: items {item}, class" in made.message.value
    assert "" == made.tree()["items"][item]["class"]


@pytest.mark.parametrize(
    ("text", "words"), [("pivot: [", "line 1"), ("stemma: {}", "holds no answer to pivot yet")]
)
def test_a_file_that_does_not_help_is_told(text, words, editor, tmp_path):
    (tmp_path / "answers.yml").write_text(text, encoding="utf-8")
    made = editor("pivot")
    press(made, "Load answers.yml")

    assert words in made.message.value


def test_check_says_the_words_of_the_check_and_escapes_them(editor):
    made = editor("pivot")
    item = practice("pivot")[0]["items"][0]["id"]
    made.parts[0].lines[item]["word"].value = "<script>"
    press(made, "Check")

    assert "<script>" not in made.message.value
    assert "&lt;script&gt;" in made.message.value


def test_rows_are_added_and_taken_away(editor):
    made = editor("stemma")
    press(made, "Add a row")
    press(made, "Add a row")
    rows = made.parts[-1]
    rows.lines[0]["child"].value = rows.lines[0]["child"].options[1][1]
    first = made.tree()["edges"][0]["child"]
    press(made, "Remove row 2")

    assert [first] == [row["child"] for row in answers.parse(made.text.value)["edges"]]
    press(made, "Remove row 1")
    assert [] == made.tree()["edges"]


def test_no_more_rows_than_the_form_allows(editor):
    made = editor("stemma")
    rows = made.parts[-1]
    for _ in range(rows.section.max_rows + 3):
        rows.add()

    assert rows.section.max_rows == len(rows.lines)


def test_several_ids_in_one_line(editor):
    made = editor("stemma")
    press(made, "Add a row")
    made.parts[-1].lines[0]["quotes"].value = "Ke2, Sa1 Hu3,"

    assert ["Ke2", "Sa1", "Hu3"] == answers.parse(made.text.value)["edges"][0]["quotes"]


def test_the_fields_of_an_item_are_shown_and_hidden_by_a_button_that_says_which(editor):
    made = editor("pivot")
    head, inside = made.parts[0].box.children[:2]
    assert ("Show ", "none") == (head.description[:5], inside.layout.display)

    head.click()
    assert ("Hide ", "flex") == (head.description[:5], inside.layout.display)

    head.click()
    assert ("Show ", "none") == (head.description[:5], inside.layout.display)
