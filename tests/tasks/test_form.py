"""The form: what came, what was expected, a hint; and a template that is nothing but missing fields."""

import pytest

from quellenkritik.tasks import answers
from quellenkritik.tasks.form import (
    Field,
    Form,
    Section,
    entry_of,
    expected,
    in_range,
    rows_of,
    span_of,
    text_of,
)

ITEMS = Section(
    "items",
    "The quotations",
    (
        Field("class", "choice", "Class", ("original", "relay")),
        Field("when", "edtf", "Date", ("not_stated",)),
        Field("where", "locator", "Locator", required=False),
        Field("sure", "number", "How sure", low=0.5, high=1),
        Field("why", "text", "Why", required=False),
        Field("tags", "choices", "Tags", ("a", "b"), required=False, help="Any of them."),
    ),
    {"p-1": "Ich verstehe diese Empfindlichkeit", "p-2": "p-2"},
)
ROWS = Section("edges", "Edges", (Field("child", "choice", "child", ("k", "n")),), min_rows=1, max_rows=2)
FORM = Form("sample", (ITEMS, ROWS), {"locator": lambda value: None if "#q" in value else "a quotation id"})
GOOD = {"class": "relay", "when": "2000-06", "where": "W-ria#q2", "sure": "0.8", "why": "so", "tags": ["a"]}
BARE = {"class": "original", "when": "not_stated", "sure": "1"}


def answer(**changes):
    return {"items": {"p-1": {**GOOD, **changes}, "p-2": dict(BARE)}, "edges": [{"child": "k"}]}


def test_a_full_answer_has_no_problem():
    assert [] == FORM.check(answer())


def test_the_template_is_readable_and_every_needed_field_is_missing():
    template = FORM.template()
    problems = FORM.check(answers.parse(template))

    assert all(problem.missing for problem in problems)
    assert 2 * 3 + 1 == len(problems)
    assert "#   class: Class; one of original, relay\n" in template
    assert "  p-1:  # Ich verstehe diese Empfindlichkeit\n" in template
    assert "  # - child:\n" in template


@pytest.mark.parametrize(
    ("field", "value", "came", "wanted"),
    [
        ("class", "copy", "'copy'", "one of original, relay"),
        ("class", ["relay"], "a list", "one of original, relay"),
        ("class", "", "nothing", "one of original, relay"),
        ("when", "June", "'June'", "a date such as 2000-06-04 (or not_stated)"),
        ("when", "2000-06-31", "'2000-06-31'", "a date such as 2000-06-04 (or not_stated)"),
        ("where", "W-ria", "'W-ria'", "a quotation id"),
        ("sure", "0.4", "'0.4'", "a number from 0.5 to 1"),
        ("sure", "nan", "'nan'", "a number from 0.5 to 1"),
        ("sure", "1e0", "'1e0'", "a number from 0.5 to 1"),
        ("why", "x" * 2001, "'" + "x" * 60 + "'", "a text of at most 2,000 characters"),
        ("why", {"a": "b"}, "a mapping", "a text of at most 2,000 characters"),
        ("tags", ["a", "c"], "'c'", "one of a, b"),
        ("tags", "c", "'c'", "one of a, b"),
    ],
)
def test_what_came_and_what_was_expected(field, value, came, wanted):
    (problem,) = FORM.check(answer(**{field: value}))

    assert (f"items p-1, {field}", came, wanted) == (problem.where, problem.came, problem.expected)
    assert (value == "") == problem.missing


def test_a_near_miss_gets_its_word_and_a_far_one_the_help_of_the_field():
    (near,) = FORM.check(answer(**{"class": "Orginal"}))
    (far,) = FORM.check(answer(tags=["zzz"]))

    assert ("Did you mean original?", "Any of them.") == (near.hint, far.hint)


@pytest.mark.parametrize(
    ("tree", "where", "came"),
    [
        ("", "answer", "nothing"),
        ("words", "answer", "'words'"),
        ([], "answer", "a list"),
        ({**answer(), "more": ""}, "more", "an unknown section"),
        ({**answer(), "items": ""}, "items", "nothing"),
        ({**answer(), "items": ["p-1"]}, "items", "a list"),
        ({**answer(), "items": {**answer()["items"], "p-9": BARE}}, "items p-9", "an unknown item"),
        ({**answer(), "items": {"p-1": GOOD}}, "items p-2", "nothing"),
        ({**answer(), "items": {"p-1": GOOD, "p-2": "x"}}, "items p-2", "'x'"),
        (answer(extra="x"), "items p-1, extra", "an unknown field"),
        ({**answer(), "edges": ""}, "edges", "0 rows"),
        ({**answer(), "edges": {"child": "k"}}, "edges", "a mapping"),
        ({**answer(), "edges": [{"child": "k"}] * 3}, "edges", "3 rows"),
        ({**answer(), "edges": [{"child": "x"}]}, "edges row 1, child", "'x'"),
    ],
)
def test_problems_of_the_shape(tree, where, came):
    assert (where, came) in [(problem.where, problem.came) for problem in FORM.check(tree)]


@pytest.mark.parametrize(
    ("text", "fits"),
    [("0", True), ("1", True), (".5", True), ("1.0", True), (" 0.25 ", True)]
    + [
        (text, False)
        for text in ("", ".", "-0.1", "1.01", "1e-1", "inf", "nan", "½", "٣", "0" * 30, "0.5.5", "--1")
    ],
)
def test_in_range(text, fits):
    assert fits == in_range(text, 0, 1)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("4-6", (3, 6)),
        ("4", (3, 4)),
        ("4 - 6", (3, 6)),
        ("4\N{EN DASH}6", (3, 6)),
        ("6-4", None),
        ("0-2", None),
    ]
    + [(bad, None) for bad in ("", "-", "a-b", "1-2-3", "12345", "٣-٤")],
)
def test_span_of(text, span):
    assert span == span_of(text)


def test_readers_forgive_every_shape():
    assert {} == entry_of("x", "items", "p-1") == entry_of({"items": []}, "items", "p-1")
    assert GOOD == entry_of(answer(), "items", "p-1")
    assert [{"child": "k"}] == rows_of({"edges": [{"child": "k"}, "x"]}, "edges")
    assert [] == rows_of("x", "edges")
    assert ("relay", "", "") == (text_of({"a": " relay "}, "a"), text_of({}, "a"), text_of({"a": ["b"]}, "a"))


def test_every_kind_of_field_says_what_it_wants():
    kinds = ["choice", "choices", "locator", "locators", "edtf", "words", "span", "number", "text"]

    assert all(expected(Field("x", kind, "X", ("y",))) for kind in kinds)
