"""Dates, late policy and extensions, and the trail that every change of a grade leaves."""

from datetime import UTC, datetime, timedelta

import pytest
import sqlalchemy as sa

from quellenkritik.errors import Mistake
from quellenkritik.grading import arrival, classbook, policy, trail
from quellenkritik.grading.policy import Policy
from tests.grading.test_gradebook import graded_by_a_person, verdict

DUE = datetime(2026, 11, 30, 22, 59, tzinfo=UTC)
RULES = {"percent_per_day": 10.0, "at_most": 25.0, "grace": timedelta(minutes=30)}

COURSE_YML = """
name: this class
seed: practice
due: {letters: '2026-11-30T23:59:00+01:00', dates: 2026-12-01 00:00:00Z}
late: {percent_per_day: 10, at_most: 25, grace_minutes: 30}
extensions: {bob: {letters: 2026-12-03T23:59:00+01:00}}
received: {ann: {hands: 2026-12-01T12:00:00+01:00}}
"""


@pytest.fixture
def rules(tmp_path):
    path = tmp_path / "course.yml"
    path.write_text(COURSE_YML, "utf-8")
    return policy.load(path)


@pytest.mark.parametrize(
    ("after", "points"),
    [
        (timedelta(0), 0.0),
        (timedelta(minutes=30), 0.0),
        (timedelta(minutes=31), 0.6),
        (timedelta(days=1), 0.6),
        (timedelta(days=1, seconds=1), 1.2),
        (timedelta(days=9), 1.5),
    ],
    ids=["in time", "within the grace", "past the grace", "a day", "more than a day", "the cap"],
)
def test_a_late_day_costs_its_share_up_to_the_cap(after, points):
    late = Policy({"letters": DUE}, **RULES)

    found = late.deduction("ann", "letters", "hands", (DUE + after).isoformat(), 6.0)

    assert points == found.points


def test_the_file_is_read_and_an_exercise_goes_before_its_topic(rules):
    assert (DUE, False) == rules.due_for("ann", "letters", "hands")
    assert (datetime(2026, 12, 1, tzinfo=UTC), False) == rules.due_for("ann", "letters", "dates")
    assert (DUE + timedelta(days=3), True) == rules.due_for("bob", "letters", "hands")
    assert 0.6 == rules.deduction("ann", "letters", "hands", "", 6.0).points


def test_without_a_time_nothing_is_taken_off(rules):
    assert 0.0 == rules.deduction("cid", "letters", "hands", "", 6.0).points


@pytest.mark.parametrize(
    "text",
    [
        "due: {letters: 2026-11-30T23:59:00}",
        "due: {letters: soon}",
        "due: [letters]",
        "late: {percent_per_day: 101}",
        "late: {per_day: 10}",
        "late: {grace_minutes: -1}",
        "due: {",
    ],
)
def test_what_is_wrong_in_the_file_is_refused(tmp_path, text):
    (tmp_path / "course.yml").write_text(text, "utf-8")

    with pytest.raises(Mistake, match=r"course\.yml"):
        policy.load(tmp_path / "course.yml")


def test_a_date_for_something_unknown_is_refused(rules):
    with pytest.raises(Mistake, match="dates, letters"):
        policy.check_names(rules, {"essays"}, "course.yml")


@pytest.mark.parametrize(
    ("stamp", "time"),
    [
        ("2026-11-30 22:59:00.948203 UTC", "2026-11-30T22:59:00+00:00"),
        ("2026-11-30 23:59:00 Europe/Berlin\n", "2026-11-30T22:59:00+00:00"),
        ("2026-11-30T23:59:00+01:00", "2026-11-30T22:59:00+00:00"),
        ("2026-11-30 22:59:00", "2026-11-30T22:59:00+00:00"),
        ("soon", ""),
        ("2026-11-30 22:59:00 ../../etc/passwd", ""),
        ("2026-11-30 22:59:00 Nowhere/None", ""),
        ("", ""),
    ],
)
def test_nbgraders_stamp_is_read(stamp, time):
    assert time == arrival.parsed(stamp)


def kinds(gradebook, student="ann"):
    return [(line["kind"], line["before"], line["after"]) for line in gradebook.trail(student)]


def test_every_change_leaves_a_line(course, gradebook, rules):
    gradebook.write([verdict(course)])
    gradebook.write([verdict(course)])  # the same once more is no change
    gradebook.settle(rules)
    gradebook.settle(rules)
    graded_by_a_person(course, 1.5)
    graded_by_a_person(course, 1.0)
    gradebook.write([verdict(course, right=4, sha="2")])
    longer = Policy(
        rules.due, extensions={"ann": {"hands": DUE + timedelta(days=9)}}, received=rules.received
    )
    gradebook.settle(longer)

    expected = [
        ("first grading", None, 2.0),
        ("late", 0.0, 0.6),
        ("manual", None, 1.5),
        ("manual", 1.5, 1.0),
        ("regrade", 2.0, 4.0),
        ("extension", 0.6, 0.0),
    ]
    assert expected == kinds(gradebook)
    lines = gradebook.trail("ann")
    assert {"1", "2"} == {line["sha256"] for line in lines}
    assert {course.masters["hands"].release} == {line["release"] for line in lines}
    assert "hands-reason" == lines[2]["cell"]
    assert "1 day late, 10 % off" in trail.in_words(lines)[1]


def test_a_deduction_counts_in_the_sum_and_never_below_nothing(course, gradebook, rules):
    gradebook.write([verdict(course), verdict(course, "dates", 0)])
    gradebook.settle(rules)
    (_, hands) = classbook.lines(gradebook)

    assert (2.0, 0.6, 1.4) == (hands.earned, hands.late, hands.points)
    assert 0.0 == classbook.Line(*["x"] * 4, 0.2, 4.0, (), {}, 0.4).points


@pytest.mark.parametrize("statement", ["UPDATE qk_trail SET after = 9", "DELETE FROM qk_trail"])
def test_a_line_is_never_changed(course, gradebook, statement):
    gradebook.write([verdict(course)])

    with pytest.raises(sa.exc.IntegrityError, match="never changed"), gradebook._engine.begin() as connection:
        connection.exec_driver_sql(statement)
    assert [("first grading", None, 2.0)] == kinds(gradebook)
