"""``qk check``: what came, what was expected, exit codes; a notebook is read and never run."""

import json

import pytest
import yaml

import quellenkritik as qk
from quellenkritik.cli import main
from quellenkritik.tasks import answerfile
from tests.tasks.drawn import practice, solution, template


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder with the practice sheets, as it is handed out."""
    for exercise in ("pivot", "stemma"):
        text = yaml.safe_dump(practice(exercise)[0], allow_unicode=True, sort_keys=False)
        (tmp_path / f"{exercise}.sheet.yml").write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def notebook(path, *cells):
    """Write a notebook; a cell is its source, or (grade id, source)."""
    made = []
    for cell in cells:
        grade_id, source = cell if isinstance(cell, tuple) else ("", cell)
        metadata = {"nbgrader": {"grade_id": grade_id}} if grade_id else {}
        made.append({"cell_type": "code", "metadata": metadata, "source": source.splitlines(keepends=True)})
    path.write_text(
        json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": made}), encoding="utf-8"
    )
    return str(path)


def answer(exercise, text):
    return f'{exercise} = r"""{text}"""'


def solved(exercise):
    return answer(exercise, answerfile.to_yaml(solution(exercise)))


def test_a_complete_notebook(folder, capsys):
    path = notebook(folder / "pivot.ipynb", "import quellenkritik as qk", ("pivot-answer", solved("pivot")))

    assert 0 == main(["check", path])
    assert f"{path}\n  pivot: complete and in order." in capsys.readouterr().out


def test_the_untouched_notebook(folder, capsys):
    path = notebook(folder / "pivot.ipynb", ("pivot-answer", answer("pivot", template("pivot"))))

    assert 1 == main(["check", path])
    assert "still empty: items" in capsys.readouterr().out


def test_nothing_in_the_notebook_is_run(folder):
    trap = f"open({str(folder / 'ran')!r}, 'w')\n"
    path = notebook(folder / "pivot.ipynb", trap, ("pivot-answer", trap + solved("pivot")))
    main(["check", path])

    assert not (folder / "ran").exists()


@pytest.mark.parametrize(
    ("about", "cells", "code", "words"),
    [
        ("cell renamed", [("other", "PIVOT")], 0, "pivot: complete"),
        ("magic in the cell", [("pivot-answer", "%%time\nPIVOT")], 0, "pivot: complete"),
        ("last assignment counts", [("pivot-answer", "pivot = 'x'\nPIVOT")], 0, "pivot: complete"),
        ("an answer as data", [("pivot-answer", "pivot = {'items': {}}")], 1, "still empty: items"),
        (
            "made by code",
            [("pivot-answer", "pivot = open('x').read()")],
            1,
            "a cell without the answer's text",
        ),
        ("emptied", [("pivot-answer", "")], 1, "a cell without the answer's text"),
        ("YAML broken", [("pivot-answer", 'pivot = """a: ["""')], 1, "pivot, line 1: came"),
        ("no answer cell", ["print(1)"], 1, "no answer cell"),
        ("two questions", ["PIVOT", "STEMMA"], 0, "stemma: complete"),
    ],
)
def test_notebooks(about, cells, code, words, folder, capsys):
    def filled(text):
        return text.replace("PIVOT", solved("pivot")).replace("STEMMA", solved("stemma"))

    made = [(c[0], filled(c[1])) if isinstance(c, tuple) else filled(c) for c in cells]
    path = notebook(folder / "work.ipynb", *made)

    assert code == main(["check", path]), about
    assert words in capsys.readouterr().out


@pytest.mark.parametrize(
    "raw", [b"not json", b"[]", b"{}", b'{"cells": 3}', b'{"cells": [1, {"cell_type": "code"}]}', b"\xff"]
)
def test_files_that_are_no_notebook(raw, folder, capsys):
    (folder / "odd.ipynb").write_bytes(raw)

    assert 1 == main(["check", str(folder / "odd.ipynb")])
    assert "expected" in capsys.readouterr().out


def test_an_answer_file_with_several_questions(folder, capsys):
    path = folder / "answers.yml"
    path.write_text("student: sample-perfect\nstemma-reason: my reasons\n", encoding="utf-8")
    answerfile.save(path, "pivot", solution("pivot"))
    answerfile.save(path, "stemma", "")

    assert 1 == main(["check", str(path)])
    out = capsys.readouterr().out
    assert "pivot: complete and in order" in out
    assert "stemma: 0 fields not in order, 1 field still empty." in out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("pivto: {}\n", "pivto: came an unknown name; expected pivot?"),
        ("student: x\n", "no answer"),
        ("a: [", "line 1"),
    ],
)
def test_answer_files_that_are_not_in_order(text, words, folder, capsys):
    (folder / "answers.yml").write_text(text, encoding="utf-8")

    assert 1 == main(["check", str(folder / "answers.yml")])
    assert words in capsys.readouterr().out


def test_a_file_that_is_not_there_is_wrong_use(capsys):
    assert 2 == main(["check", "nowhere.ipynb"])
    assert "no such file" in capsys.readouterr().err


def test_for_machines(folder, capsys):
    path = notebook(folder / "pivot.ipynb", ("pivot-answer", 'pivot = ""'))

    assert 1 == main(["check", path, "--json"])
    (entry,) = json.loads(capsys.readouterr().out)
    assert (path, "pivot") == (entry["file"], entry["exercise"])
    assert ["where", "came", "expected", "hint", "missing"] == list(entry["problems"][0])


def test_the_notebook_says_the_same_words_and_gives_nothing_back(folder, capsys):
    path = notebook(folder / "pivot.ipynb", ("pivot-answer", answer("pivot", template("pivot"))))
    main(["check", path])
    said = capsys.readouterr().out

    assert qk.check("pivot", template("pivot"), qk.sheet("pivot")) is None
    inside = capsys.readouterr().out
    assert said.splitlines()[1:] == ["  " + line for line in inside.splitlines()]


def test_a_notebook_of_a_class_without_its_sheet_is_told_so_once(folder, capsys):
    """Its items are not those of the practice sheet; a message for each of them would hide what is wrong."""
    (folder / "pivot.sheet.yml").unlink(missing_ok=True)
    path = notebook(
        folder / "pivot.ipynb", ("pivot-answer", answer("pivot", "items: {p-zzzz: {class: original}}"))
    )

    assert 1 == main(["check", path])

    said = capsys.readouterr().out
    assert "expected the sheet that was handed out with the notebook, in the same folder" in said
    assert "p-zzzz" not in said


def test_check_finds_the_sheet_by_itself(folder, capsys):
    qk.check("pivot", "a: [")

    assert "pivot, line 1: came" in capsys.readouterr().out
