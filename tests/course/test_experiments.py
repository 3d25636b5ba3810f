"""The experiments run with what a student gets, stand in a chapter each, and say nothing without a source."""

import ast
import re

import pytest

from quellenkritik import live, register
from quellenkritik.course import experiments
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake
from tests.book.test_chapters import BOOK, EXPERIMENT, ROLE, chapters
from tests.support import ROOT

PROJECT = Project(ROOT)
ALL = experiments.read_all(PROJECT)


@pytest.fixture(scope="module")
def outcomes():
    return experiments.outcomes(PROJECT)


def test_each_stands_in_one_chapter_and_each_chapter_has_at_most_two():
    placed = [EXPERIMENT.findall(path.read_text(encoding="utf-8")) for path in chapters()]

    assert sorted(ALL) == sorted(name for names in placed for name in names)
    assert max(map(len, placed)) <= 2
    assert len(ALL) >= 8


@pytest.mark.parametrize("name", ALL)
def test_each_gives_something_with_the_package_of_a_student(name, outcomes):
    assert outcomes[name].text
    assert not outcomes[name].error


@pytest.mark.parametrize("name", ALL)
def test_each_gives_the_same_a_second_time(name, outcomes):
    """No dice without a seed, no clock: the page and the browser must agree. Here with the codings beside it."""
    assert outcomes[name] == live.run(ALL[name].code)


@pytest.mark.parametrize("name", ALL)
def test_each_asks_before_and_says_afterwards_what_to_change_and_what_it_shows(name):
    one = ALL[name]

    assert one.title and "*What do you expect?*" in one.before
    assert "**Change it.**" in one.after and "**What it shows.**" in one.after
    assert 3 <= len([line for line in one.code.splitlines() if line.strip()]) <= 22
    assert max(map(len, one.code.splitlines())) <= 74


@pytest.mark.parametrize("name", ALL)
class TestWords:
    """The rules of the chapters hold for the words of an experiment as well."""

    def words(self, name):
        return f"{ALL[name].before}\n{ALL[name].after}"

    def test_every_source_is_registered(self, name):
        for kind, content in ROLE.findall(self.words(name)):
            assert kind == "src"
            assert all(part.strip() in register.load().sources for part in content.split(","))

    def test_a_year_has_a_source_and_no_quotation_is_typed(self, name):
        bare = re.sub(r"`[^`]*`", "", self.words(name))
        years = [
            line
            for line in self.words(name).splitlines()
            if re.search(r"\b(19|20)\d\d\b", re.sub("`.*?`", "", line))
        ]

        assert all("{src}" in line for line in years)
        assert not re.findall(r"[“”„«»\u0400-\u04ff]", bare)

    def test_no_text_is_typed_into_the_code(self, name):
        """Texts come from the register: a literal has at most a few words, and none in a foreign script."""
        for node in ast.walk(ast.parse(ALL[name].code)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                assert len(node.value.split()) <= 5, node.value
        assert not re.findall(r"[\u0370-\u06ff]", ALL[name].code)

    def test_one_sentence_a_line(self, name):
        for line in self.words(name).splitlines():
            assert not re.findall(r"[a-z]{3}[.?!] [A-Z]", re.sub(r"\*\*.*?\*\* ", "", line)), line


def test_a_suggested_id_exists():
    """What a reader is told to put into the code is there to be put."""
    loaded = register.load()
    known = {*loaded.quotations, *loaded.sources, *loaded.corpus}
    pattern = re.compile(r'"([A-Z]\w*-[\w-]+(?:#q\d+)?|[a-z]{2}-[a-z0-9]+)"')
    for one in ALL.values():
        assert [] == [name for name in pattern.findall(one.code + one.after) if name not in known], one.title


def test_a_script_without_the_three_cells_is_refused(tmp_path):
    (tmp_path / "x.py").write_text("# %%\n1\n", encoding="utf-8")

    with pytest.raises(Mistake, match=r"x\.py: came the cells code; expected three cells"):
        experiments.read(tmp_path / "x.py")


def test_code_that_stops_is_told_with_its_line(tmp_path, monkeypatch):
    broken = experiments.Experiment("t", "b", "x = 1\nx / 0", "a")
    monkeypatch.setattr(experiments, "read_all", lambda project: {"broken": broken})

    with pytest.raises(
        Mistake, match=r"broken\.py, line 2 of its code: came something was divided by nought"
    ):
        experiments.outcomes(PROJECT)


def test_what_runs_has_no_codings():
    code = "from quellenkritik.register import load\nprint(load().has_codings)"

    assert "False\n" == experiments.run({"x": code}, PROJECT)["x"].text


def test_the_book_names_only_experiments_that_are_there():
    assert {path.stem for path in (BOOK / "experiments").glob("*")} == set(ALL)
