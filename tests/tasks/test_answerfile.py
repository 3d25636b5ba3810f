"""``answers.yml`` holds several answers, is written whole or not at all, and never loses what it had."""

import pytest

from quellenkritik.errors import Mistake
from quellenkritik.tasks import answerfile, answers

TREE = {
    "items": {
        "p-1": {"class": "no", "when": "2000-06-04", "word": "ё: – «да»", "tags": ["a", "#b"], "none": ""}
    }
}


def test_text_reads_back_as_the_same_tree():
    assert TREE == answers.parse(answerfile.to_yaml(TREE))


def test_saving_keeps_the_other_answers(tmp_path):
    path = tmp_path / "answers.yml"
    path.write_text("student: sample-perfect\nstemma: {edges: [{child: k}]}\npivot: old\n", encoding="utf-8")
    answerfile.save(path, "pivot", TREE)

    expected = {"student": "sample-perfect", "stemma": {"edges": [{"child": "k"}]}, "pivot": TREE}
    assert expected == answerfile.read(path)
    assert ["answers.yml"] == [file.name for file in tmp_path.iterdir()]


def test_no_file_yet_is_no_answer(tmp_path):
    assert {} == answerfile.read(tmp_path / "answers.yml")
    answerfile.save(tmp_path / "answers.yml", "pivot", TREE)
    assert {"pivot": TREE} == answerfile.read(tmp_path / "answers.yml")


@pytest.mark.parametrize("text", [b"pivot: [", b"- a", b"pivot: \xff", b"a: &x 1\nb: *x"])
def test_a_file_that_cannot_be_read_is_not_touched(text, tmp_path):
    path = tmp_path / "answers.yml"
    path.write_bytes(text)

    with pytest.raises(Mistake):
        answerfile.save(path, "pivot", TREE)
    assert text == path.read_bytes()


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "answers.yml"
    answerfile.save(path, "pivot", TREE)
    monkeypatch.setattr(type(path), "replace", lambda *_: (_ for _ in ()).throw(OSError("full")))

    with pytest.raises(OSError, match="full"):
        answerfile.save(path, "pivot", "")
    assert {"pivot": TREE} == answerfile.read(path)
    assert ["answers.yml"] == [file.name for file in tmp_path.iterdir()]
