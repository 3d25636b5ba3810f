"""An exercise whose answer can be drawn shows the drawing beside the form, live and in words."""

import ipywidgets

from quellenkritik.tasks import answers
from quellenkritik.widgets.editor import Editor
from tests.tasks.drawn import practice, solution


def editor(exercise, tmp_path):
    return Editor(exercise, practice(exercise)[0], tmp_path)


def test_the_drawing_follows_each_change(tmp_path):
    made = editor("custody", tmp_path)
    before = made.drawing.value
    row = made.parts[0].add()
    first, second = row["child"].options[1][1], row["child"].options[2][1]
    row["child"].value, row["parent"].value = first, second

    assert "Not joined yet" in before
    assert made.drawing.value != before
    labels = {i["id"]: i["label"] for i in practice("custody")[0]["items"] if i["kind"] == "station"}
    assert f"{labels[first]}: from {labels[second]}." in made.drawing.value


def test_the_drawing_has_a_title_and_the_same_in_words(tmp_path):
    made = editor("custody", tmp_path)
    made.fill(answers.read(solution("custody")))

    for piece in ('role="img"', "aria-labelledby", "<title", "<desc", "The figure in words", "gap towards"):
        assert piece in made.drawing.value


def test_a_station_is_offered_with_its_label_and_written_by_its_id(tmp_path):
    field = editor("custody", tmp_path).parts[0].add()["child"]

    assert isinstance(field, ipywidgets.Dropdown)
    words, value = field.options[1]
    assert words.startswith(value) and len(words) > len(value) + 10


def test_an_exercise_that_is_not_drawn_has_no_drawing(tmp_path):
    made = editor("pivot", tmp_path)

    assert made.drawing not in made.children and made.drawing.value == ""
