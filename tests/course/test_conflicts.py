"""The instructor's key to the capstone: exact words on both sides, beside the keys of a class, and nowhere else."""

import pytest
import yaml

from quellenkritik import register
from quellenkritik.course import classroom, conflicts
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake
from tests.support import ROOT

HERE = Project(ROOT)
ENTRIES = conflicts.load(HERE)["conflicts"]


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_both_sides_are_registered_words(entry):
    page = conflicts.page(HERE)

    for ident in (*entry["article"], *entry["against"]):
        assert f"“{register.load().quotation(ident).text}”" in page
    assert entry["say"] in page


def test_there_are_fifteen_each_named_once():
    assert 15 == len({entry["id"] for entry in ENTRIES}) == len(ENTRIES)


def test_it_lies_with_the_keys_of_a_class_and_students_get_nothing_of_it(tmp_path):
    root = classroom.build(HERE, tmp_path / "course")
    sentences = [entry["say"] for entry in ENTRIES]

    written = {
        path for path in root.rglob("*") if path.is_file() and path.suffix in (".md", ".ipynb", ".yml")
    }
    with_it = {path for path in written if any(s in path.read_text("utf-8") for s in sentences)}

    assert {root / "keys" / conflicts.FILE} == with_it
    handed_out = [
        p for p in (ROOT / "exercises").rglob("*") if p.is_file() and p.suffix in (".ipynb", ".yml")
    ]
    assert not any(s in p.read_text("utf-8") for p in handed_out for s in sentences)
    student_side = (ROOT / "src" / "quellenkritik" / "tasks").rglob("*.yml")
    assert not any(s in p.read_text("utf-8") for p in student_side for s in sentences)


@pytest.mark.parametrize(
    ("change", "named"),
    [({"against": []}, "one"), ({"article": ["W-ria#q1"]}, "words of W-seed-kosmo"), ({"extra": 1}, "extra")],
)
def test_a_conflict_without_words_on_both_sides_is_refused(tmp_path, change, named):
    entry = {"id": "one", "kind": "k", "article": ["W-seed-kosmo#q1"], "against": ["W-ria#q1"], "say": "S."}
    (tmp_path / "solutions").mkdir()
    text = yaml.safe_dump({"article": "W-seed-kosmo", "conflicts": [entry | change]})
    (tmp_path / "solutions" / "conflicts.yml").write_text(text)

    with pytest.raises(Mistake, match=named):
        conflicts.load(Project(tmp_path))
