"""A sheet is found beside the notebook, and what is found there is the right one."""

import pytest
import yaml

from quellenkritik.errors import Mistake
from quellenkritik.tasks import sheets
from tests.tasks.drawn import practice


def test_the_sheet_beside_the_notebook_goes_first(tmp_path):
    (tmp_path / "pivot.sheet.yml").write_text("exercise: pivot\nitems: []\n", encoding="utf-8")

    assert {"exercise": "pivot", "items": []} == dict(sheets.load("pivot", tmp_path))


def test_what_is_written_is_what_was_drawn(tmp_path):
    sheet, _ = practice("pivot")
    (tmp_path / "pivot.sheet.yml").write_text(yaml.safe_dump(sheet, allow_unicode=True), encoding="utf-8")

    assert sheet == dict(sheets.load("pivot", tmp_path))


@pytest.mark.parametrize(
    ("text", "came"),
    [
        ("exercise: stemma", "another file"),
        ("[", "while parsing"),
        ("", "another file"),
        ("a: !!python/none x", "tag"),
    ],
)
def test_another_file_is_refused(text, came, tmp_path):
    (tmp_path / "pivot.sheet.yml").write_text(text, encoding="utf-8")

    with pytest.raises(Mistake) as refused:
        sheets.load("pivot", tmp_path)
    assert came in refused.value.came


def test_an_unknown_exercise_is_told(tmp_path):
    with pytest.raises(Mistake, match="one of sourcing, "):
        sheets.load("pivto", tmp_path)
