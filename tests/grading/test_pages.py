"""What a person opens is safe: pages escape everything, tables hold no formulas, Markdown is reduced to plain marks."""

import csv
import io
import re
from dataclasses import replace

import pytest

from quellenkritik.grading import sanitise, tables
from quellenkritik.grading.classbook import Line, ManualGrade
from quellenkritik.grading.pages import page
from quellenkritik.grading.progress import Progress
from tests.grading import letters


def line(**more):
    result = {
        "criteria": [
            {
                "id": "right",
                "points": 1.0,
                "max_points": 4.0,
                "codes": ["always-first"],
                "notes": {"key": "secret"},
            }
        ],
        "codes": ["always-first", "unknown"],
        "problems": [],
        "notes": [],
        "file": "x.ipynb",
        "sha256": "abc",
    }
    manual = (ManualGrade("hands-reason", None, 2.0, True, ""),)
    return Line("ann", "letters", "hands", "graded", 1.0, 4.0, manual, result | more)


def test_the_page_names_criterion_misconception_and_hints_but_no_key():
    text = page("ann", [line()], letters.task)

    for words in (
        "The right value",
        "Always the first",
        "Look at the head.",
        "1 of 6 points",
        "1 answers still wait",
    ):
        assert words in text
    assert "secret" not in text


def test_the_page_tells_those_notes_that_the_exercise_means_for_students():
    """A drawing is drawn, a text is escaped, and what the exercise does not name stays inside."""
    task = letters.task("hands")
    drawing = '<svg xmlns="http://www.w3.org/2000/svg"><rect width="1"/></svg>'
    notes = {"key": "secret", "sums": "a < b", "picture": drawing, "trap": "<svg onload='a()'/>"}
    shown = line(criteria=[{**line().result["criteria"][0], "notes": notes}])
    try:
        task.told = ("sums", "picture", "trap")
        text = page("ann", [shown], lambda exercise: task)
    finally:
        del task.told

    assert f"<figure>{drawing}</figure>" in text
    assert "a &lt; b" in text and "&lt;svg onload" in text
    assert "secret" not in text and "<svg onload" not in text


NASTY = '<script>alert(1)</script><img src=x onerror="a()">'


def test_the_page_escapes_whatever_a_student_can_bring_in():
    nasty = line(problems=[NASTY], notes=[NASTY], file=NASTY)
    text = page(NASTY, [nasty], letters.task)

    assert not re.search(r"<(script|img)", text)
    assert "default-src 'none'" in text


def test_a_persons_comment_is_shown_as_safe_markdown():
    given = line()
    commented = Line(
        *[getattr(given, f) for f in ("student", "topic", "exercise", "verdict", "auto", "auto_max")],
        (ManualGrade("hands-reason", 1.5, 2.0, False, "*Well* said."),),
        given.result,
    )

    text = page("ann", [commented], letters.task)

    assert "<em>Well</em> said." in text
    assert "1.5 of 2 points" in text


@pytest.mark.parametrize(
    ("waiting", "told"), [({}, "nothing was written: 0 of 2"), ({"hands-reason": "hash"}, "<p>0 of 2 points")]
)
def test_an_empty_text_is_told_from_one_that_earned_nothing(waiting, told):
    graded = replace(line(waiting=waiting), manual=(ManualGrade("hands-reason", 0.0, 2.0, False, ""),))

    assert told in page("ann", [graded], letters.task)


def test_lateness_is_told_and_a_fault_of_the_scorer_is_not():
    given = line(notes=["not scored: bug in grader (KeyError: 'secret')", "the cell is missing"])
    late = Line(*[getattr(given, f) for f in given.__dataclass_fields__ if f != "late"], 0.5)

    text = page("ann", [late], letters.task)

    assert "0.5 points are taken off for lateness." in text
    assert "0.5 of 6 points" in text
    assert "the cell is missing" in text
    assert "secret" not in text


@pytest.mark.parametrize(
    "text",
    [
        NASTY,
        "[x](javascript:alert(1))",
        "[x](data:text/html,<script>)",
        "![x](http://198.51.100.7/a.png)",
        "![x][1]\n\n[1]: http://198.51.100.7/a.png",
        "<svg onload=alert(1)>",
        "<a href='javascript:alert(1)'>x</a>",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "<iframe src=//198.51.100.7>",
        "`<script>`",
        "```\n<script>\n```",
        "</div><script>alert(1)</script>",
        "<style>@import '//198.51.100.7'</style>",
        "<math><mtext><script>alert(1)</script>",
        "a\n\n\n<script>alert(1)</script>\n\n\nb",
    ],
)
def test_no_markdown_runs_or_loads_anything(text):
    html = sanitise.markdown(text)

    assert not re.search(r"<(script|img|svg|iframe|style|math|object|embed|form|input)", html, re.I)
    assert not re.search(r"<[^>]*(\bon\w+=|javascript:|data:|src=)", html, re.I)
    assert "\n\n" not in html


def test_mathematics_is_left_as_text():
    html = sanitise.markdown(r"$\href{javascript:alert(1)}{x}$ \(y\)")

    assert "$" not in html
    assert "\\" not in html


def test_what_nbgrader_makes_of_it_is_safe_too():
    from nbconvert.filters.markdown_mistune import markdown2html_mistune

    html = markdown2html_mistune(sanitise.markdown(NASTY + "\n\n$$x$$\n\n* a\n* b\n\n    <script>"))

    assert not re.search(r"<(script|img)", html)
    assert "<li><p>a</p>" in html


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+x", "'+x"),
        ("-x", "'-x"),
        ("@x", "'@x"),
        (" =x", "' =x"),
        ("-1.5", "-1.5"),
        ("3", "3"),
        ("a\n=b", "a =b"),
        ("|x", "'|x"),
        ("＝x", "'＝x"),
    ],
)
def test_formulas_are_defused(cell, expected):
    assert expected == tables.defused(cell)


def test_the_table_is_a_real_csv():
    text = tables.grades([line(notes=['a, "b"\nc'], file="=x")])
    head, row = list(csv.reader(io.StringIO(text)))

    assert 'a, "b" c' == row[head.index("notes")]
    assert "'=x" == row[head.index("file")]
    assert ("1", "6", "1") == tuple(
        row[head.index(name)] for name in ("points", "max_points", "cells_waiting")
    )


def test_the_progress_line_says_rate_and_time_left():
    progress = Progress()
    progress.expect(10)
    for _ in range(5):
        progress.step()

    assert "5/10  150 a minute  2 s left" in progress.line(2.0)
