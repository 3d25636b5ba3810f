"""The ways through chapters and course: headings exist, minutes add up and agree with the plans of the sessions."""

from __future__ import annotations

import copy
import re
import sys

import pytest

from tests.support import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import chapter
import course_ways
import session
import ways

KNOWN = ways.exercises(ROOT)
COURSE = ways.data(ROOT)
CHAPTERS = {one["chapter"]: one["session"] for one in COURSE["course"]}
MATTERS = {name: chapter.front_matter(ROOT / "book" / f"{name}.md") for name in CHAPTERS}
SESSIONS = {one["session"]: one["chapter"] for one in COURSE["course"]}
each_chapter = pytest.mark.parametrize("name", CHAPTERS)


def headings(name):
    return re.findall(r"^## (.+)$", (ROOT / "book" / f"{name}.md").read_text(encoding="utf-8"), re.MULTILINE)


def own(name):
    return course_ways.of_chapter(name, KNOWN)


def wrong(name, matter):
    return ways.problems(matter, headings(name), own(name), COURSE["besides"])


@each_chapter
class TestChapter:
    """Each chapter's three ways."""

    def test_nothing_is_wrong(self, name):
        assert [] == wrong(name, MATTERS[name])

    def test_the_short_way_begins_near_the_top_and_leaves_something_out(self, name):
        sections = MATTERS[name]["paths"]["sections"]
        short = [one for one, given in sections.items() if "S" in given]

        assert short
        assert short[0] in list(sections)[:2]
        assert len(short) < len(sections)

    def test_the_core_exercises_are_whole_on_the_long_way(self, name):
        core = {one for one, entry in own(name).items() if entry["track"] != "bonus"}

        assert core == set(MATTERS[name]["paths"]["exercises"])


@pytest.mark.parametrize("number", range(1, 9))
def test_the_session_gives_an_exercise_what_the_plan_gives_it(number):
    plan = session.front_matter(ROOT / "book" / "instructor" / f"session-{number}.md")["plan"]

    for one, given in MATTERS[SESSIONS[number]]["paths"]["exercises"].items():
        assert given["M"] == sum(step["minutes"] for step in plan if step.get("exercise") == one), one


def test_every_chapter_with_minutes_is_in_the_course():
    found = {
        str(path.relative_to(ROOT / "book").with_suffix(""))
        for path in (ROOT / "book").glob("*/*.md")
        if "\nminutes:" in path.read_text(encoding="utf-8")[:4000]
    }

    assert found == set(CHAPTERS)


class TestFaults:
    """What stops the build."""

    name = "authenticity/what-do-we-have"

    def changed(self, change):
        matter = copy.deepcopy(MATTERS[self.name])
        change(matter)
        return wrong(self.name, matter)

    def test_a_heading_that_is_not_there(self):
        found = self.changed(lambda m: m["paths"]["sections"].update({"Not there": {"L": 0}}))

        assert ["sections: there is no 'Not there'"] == found

    def test_minutes_that_do_not_add_up(self):
        found = self.changed(lambda m: m["minutes"].update(M=91))

        assert ["way M: the steps take 90 minutes, and the chapter says 91"] == found

    def test_an_exercise_of_another_chapter(self):
        found = self.changed(lambda m: m["paths"]["exercises"].update(pivot={"L": 0}))

        assert ["exercises: there is no 'pivot'"] == found

    def test_a_section_that_only_the_short_way_has(self):
        found = self.changed(lambda m: m["paths"]["sections"].update({"Now you": {"S": 1}}))

        assert "sections: 'Now you' is on a shorter way and not on a longer one" in found

    def test_half_an_exercise_on_the_long_way(self):
        found = self.changed(lambda m: m["paths"]["exercises"]["sourcing"].update(L=40))

        assert "exercises: the long way has all of sourcing, 45 minutes" in found


class TestCourse:
    """The whole course and its cut to six."""

    def test_session_0_is_read_at_home(self):
        assert [20, 0, 20, 90] == course_ways.row(COURSE["course"][0], MATTERS[SESSIONS[0]], KNOWN)

    def test_what_is_left_for_home_leaves_out_what_is_optional(self):
        minutes = course_ways.row(COURSE["course"][2], MATTERS[SESSIONS[2]], KNOWN)

        assert minutes[2] == 60 + 30 - 25 - 20

    def test_the_six_take_every_session_once(self):
        assert list(range(1, 9)) == sorted(number for part in COURSE["six"] for number in part["merges"])

    def test_merged_sessions_add_up(self):
        for part in COURSE["six"]:
            if len(part["merges"]) > 1:
                assert [] == course_ways.six_problems(part, SESSIONS, MATTERS, KNOWN)

    def test_a_merged_session_that_does_not_add_up_is_told(self):
        part = copy.deepcopy(COURSE["six"][1])
        part["exercises"]["stemma"] = 5

        assert 2 == len(course_ways.six_problems(part, SESSIONS, MATTERS, KNOWN))

    def test_hours(self):
        assert ["50 min", "3 h", "7 h 5 min"] == [course_ways.hours(n) for n in (50, 180, 425)]
