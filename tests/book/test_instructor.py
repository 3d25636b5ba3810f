"""The instructor's pages: plans that add up, exercises in one session each, commands that exist, no figure by hand."""

from __future__ import annotations

import re
import shlex
import sys
from pathlib import Path

import pytest
import yaml

from quellenkritik.cli import COMMANDS, build_parser
from quellenkritik.course import config
from quellenkritik.course.project import Project
from quellenkritik.grading import limits, policy
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import judged
import session

PAGES = ROOT / "book" / "instructor"
SESSIONS = [PAGES / f"session-{number}.md" for number in range(1, 9)]
MINUTES = 90
MOST_LINES = 72
each_session = pytest.mark.parametrize("path", SESSIONS, ids=lambda path: path.stem)
each_page = pytest.mark.parametrize("path", sorted(PAGES.glob("*.md")), ids=lambda path: path.stem)


def text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def commands(page: str, program: str) -> list[list[str]]:
    """Every command of a program that stands in a block of shell or as code in a line."""
    blocks = re.findall(r"^```sh\n(.*?)^```", page, flags=re.DOTALL | re.MULTILINE)
    lines = [line for block in blocks for line in block.splitlines()]
    inline = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", page, flags=re.DOTALL))
    found = [re.sub(r"^tools/setup ", "", one.strip()) for one in (*lines, *inline)]
    return [shlex.split(one)[1:] for one in found if one.startswith(f"{program} ")]


@each_session
class TestSession:
    """One page a session, each made in the same way."""

    def test_the_minutes_add_up(self, path):
        assert MINUTES == sum(step["minutes"] for step in session.front_matter(path)["plan"])

    def test_the_plan_says_who_does_what_and_names_exercises_of_this_session(self, path):
        matter = session.front_matter(path)

        for step in matter["plan"]:
            assert {"minutes", "who", "do"} <= set(step) <= {"minutes", "who", "do", "exercise"}
            assert step.get("exercise") in (None, *matter["exercises"])

    def test_every_core_exercise_is_begun_in_class(self, path):
        matter, known = session.front_matter(path), session.registry(ROOT)
        begun = {step.get("exercise") for step in matter["plan"]}

        assert {name for name in matter["exercises"] if known[name]["track"] != "bonus"} == begun - {None}

    def test_is_one_page_with_all_its_parts(self, path):
        page = text(path)

        assert len(page.splitlines()) <= MOST_LINES
        for part in ("{session-head}", "{minute-plan}", "```text", "{misconceptions}", "{homework}"):
            assert page.count(part) == 1, part
        for heading in ("## Hints", "## Hand out and collect", "## At home", "## What can go wrong"):
            assert heading in page

    def test_misconceptions_exist_and_belong_to_the_session(self, path):
        lines = re.search(r"```\{misconceptions\}\n(.*?)```", text(path), flags=re.DOTALL)[1].splitlines()

        assert 2 <= len(lines) <= 3
        for line in lines:
            exercise, _, code = line.partition(": ")[0].partition("/")
            assert exercise in session.front_matter(path)["exercises"]
            assert session.title_of(ROOT, exercise, code)


def test_every_exercise_is_in_exactly_one_session():
    found = [name for path in SESSIONS for name in session.front_matter(path)["exercises"]]

    assert sorted(session.registry(ROOT)) == sorted(found)


def test_the_overview_names_the_exercises_of_each_session():
    rows = re.findall(
        r"^\| \[\d\]\(session-(\d)\.md\) \|.*\| (.*) \|$", text(PAGES / "sessions.md"), re.MULTILINE
    )

    assert [(path.stem[-1], session.front_matter(path)["exercises"]) for path in SESSIONS] == [
        (number, names.split(", ")) for number, names in rows
    ]


def test_what_is_left_for_home_follows_from_plan_and_registry():
    plan = [{"minutes": 20, "exercise": "a"}, {"minutes": 5}, {"minutes": 10, "exercise": "a"}]

    assert {"a": 15, "b": 40} == session.left_over(plan, {"a": 45, "b": 40})
    assert {"a": 0} == session.left_over(plan, {"a": 25})


def test_every_page_stands_in_the_table_of_contents():
    contents = text(ROOT / "book" / "_toc.yml")

    assert [] == [p.stem for p in PAGES.glob("*.md") if f"file: instructor/{p.stem}\n" not in contents]


@each_page
class TestPages:
    """What the pages name is there."""

    def test_commands_exist_with_their_options(self, path):
        """A command that is only named need not be complete."""
        for words in commands(text(path), "qk"):
            assert words[0] in COMMANDS
            if len(words) > 1:
                build_parser(only=words[0]).parse_args(words)

    def test_commands_of_nbgrader_exist(self, path):
        from nbgrader.apps.nbgraderapp import NbGraderApp

        assert [] == [
            words for words in commands(text(path), "nbgrader") if words[0] not in NbGraderApp.subcommands
        ]

    def test_links_lead_somewhere(self, path):
        for target in re.findall(r"\]\(([^)#\s]+)\)", text(path)):
            assert (path.parent / target).is_file(), target

    def test_files_of_the_project_that_are_named_exist(self, path):
        named = re.findall(r"`((?:src|solutions|tests|book|exercises|benchmarks)/[\w./-]*)`", text(path))

        assert [] == [name for name in named if not (ROOT / name).exists()]

    def test_no_year_and_no_source_is_needed(self, path):
        """Facts of the case stand in the chapters; these pages are about teaching it."""
        assert not re.search(r"\b(19|20)\d\d\b", text(path))


def test_no_figure_is_typed_where_they_are_computed():
    prose = re.sub(r"```.*?```|`[^`]*`", "", text(PAGES / "what-it-can-judge.md"), flags=re.DOTALL)

    assert [] == re.findall(r"\d[\d,.]*", prose)


def test_the_example_of_a_course_is_one(tmp_path):
    path = tmp_path / "course.yml"
    path.write_text(text(PAGES / "course-example.yml").replace("...", "0" * 32), encoding="utf-8")
    (tmp_path / "my-items").mkdir()

    assert config.load(path).name == "autumn-class"
    assert policy.load(path).extensions.keys() == {"anna"}
    assert limits.load(path)


class TestJudged:
    """The tables of what the machine can judge come from the project's files."""

    project = Project(ROOT)

    def test_chance_levels_name_every_criterion_that_is_corrected(self):
        rows = list(judged.chances(self.project))
        bonus = {e.title for e in judged.exercises(self.project) if e.track == "bonus"}
        wanted = [e.title for e in judged.exercises(self.project) for _ in e.criteria if e.title not in bonus]

        assert wanted == [row[0].partition(":")[0] for row in rows]

    def test_agreement_names_every_field_that_has_two_codings(self):
        rows = list(judged.agreements(self.project, draws=5))

        assert {"Pivot", "Stemma", "Sourcing"} <= {row[0].partition(":")[0] for row in rows}
        assert all(len(row) == len(judged.GoldAgreement.head) for row in rows)

    def test_scores_rise_from_lowest_to_highest(self):
        for row in judged.scores(self.project):
            marks = [float(mark) for mark in row[3:]]
            assert sorted(marks) == marks
            assert marks[-1] <= float(row[1])


def test_a_misconception_is_shown_by_its_own_student():
    from quellenkritik.course import cohort

    students = cohort.load(ROOT / "tests" / "cohort")
    expected = yaml.safe_load(text(ROOT / "tests" / "cohort" / "sample-sourcing-event-is-writing.yml"))[
        "expected"
    ]

    points = cohort.points("sourcing, total", expected["sourcing"]["total"])
    assert points == session.earned(students, "sourcing", "event-is-writing")
    assert session.earned(students, "sourcing", "no such code") is None
