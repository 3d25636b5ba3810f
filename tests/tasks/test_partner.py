"""Two answers beside each other: agreement in words, in the notebook and by ``qk check --partner``; never a grade."""

import copy

import pytest
import yaml

import quellenkritik as qk
from quellenkritik.cli import main
from quellenkritik.tasks import partner
from tests.tasks.drawn import practice, solution

SHEET = practice("pivot")[0]
MINE = solution("pivot")


def changed(count, value="undetermined"):
    """Return the solution with the class of the first so many entries replaced."""
    other = copy.deepcopy(MINE)
    for entry in list(other["items"].values())[:count]:
        entry["class"] = value
    return other


def test_the_same_answer_agrees_fully():
    told = list(partner.lines("pivot", MINE, MINE, SHEET))

    assert "the same in 32 of 32; corrected for chance 1.00" in told[0]
    assert told[0].endswith("This is not graded.")
    assert told[1:] == ["  class: the same in 16 of 16", "  through: the same in 16 of 16"]


def test_differences_are_named_by_entry_with_both_values():
    other = changed(2, "no such class")
    first = next(iter(MINE["items"]))
    other["items"][first]["class"] = "reworded" if MINE["items"][first]["class"] != "reworded" else "relay"

    told = "\n".join(partner.lines("pivot", MINE, other, SHEET))

    assert "class: the same in 14 of 15" in told, "a value that the form does not know is not compared"
    assert f"{first}: you {MINE['items'][first]['class']}, your partner" in told


@pytest.mark.parametrize("nothing", ["", {}, {"items": {}}, {"items": "x"}], ids=str)
def test_nothing_to_compare(nothing):
    (told,) = partner.lines("pivot", MINE, nothing, SHEET)

    assert "nothing compared" in told


def test_an_unreadable_answer_is_told_and_not_raised():
    (told,) = partner.lines("pivot", MINE, "items: {a: &x b, c: *x}", SHEET)

    assert told.startswith("pivot: nothing compared. partner, line 1")


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "pivot.sheet.yml").write_text(yaml.safe_dump(SHEET, allow_unicode=True), encoding="utf-8")
    for name, answer in (("answers.yml", MINE), ("partner.yml", changed(3))):
        (tmp_path / name).write_text(yaml.safe_dump({"pivot": answer}, allow_unicode=True), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_in_the_notebook(folder, capsys):
    qk.compare("pivot", MINE, "partner.yml")

    assert "you and your partner give the same in" in capsys.readouterr().out


@pytest.mark.parametrize("file", ["nobody.yml", "empty.yml"])
def test_a_notebook_without_a_partner_runs_on(folder, capsys, file):
    (folder / "empty.yml").write_text("student: sample-x\n", encoding="utf-8")
    qk.compare("pivot", MINE, file)

    assert "nothing compared" in capsys.readouterr().out


def test_on_the_command_line(folder, capsys):
    assert 0 == main(["check", "answers.yml", "--partner", "partner.yml"])
    assert "you and your partner give the same in" in capsys.readouterr().out


def test_a_partner_who_is_not_there_is_wrong_use(folder, capsys):
    assert 2 == main(["check", "answers.yml", "--partner", "nobody.yml"])
    assert "nobody.yml" in capsys.readouterr().err
