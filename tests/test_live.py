"""A live cell: code runs as in a notebook, and whatever happens comes back in words."""

import json

import pytest

from quellenkritik import live


def test_prints_and_shows_the_last_value():
    assert live.Outcome(text="1\n'a'\n") == live.run("print(1)\n'a'")


def test_a_value_with_html_is_shown_so_and_others_are_printed():
    code = "class Table:\n    def _repr_html_(self):\n        return '<b>x</b>'\nprint('before')\nTable()"

    assert live.Outcome(text="before\n", html="<b>x</b>") == live.run(code)
    assert "class" in live.run(code.removesuffix("()")).text


@pytest.mark.parametrize("code", ["", "x = 1", "# nothing", "None"])
def test_what_shows_nothing_gives_nothing(code):
    assert live.Outcome() == live.run(code)


@pytest.mark.parametrize(
    ("code", "line", "words"),
    [
        ("a = 1\nb = c", 2, "Python does not know this name here (NameError: name 'c' is not defined)"),
        ("x = 1\nif x\n    pass", 2, "Python cannot read this line (SyntaxError: expected ':')"),
        ("def f():\n    return 1 / 0\n\nf()", 2, "nought"),
        ("import nowhere", 1, "cannot be imported here"),
        ("from quellenkritik.register import load\nload().quotation('W-rai#q2')", 2, "Did you mean W-ria#q2"),
        ("raise SystemExit", 1, "SystemExit"),
        ("\n\nint('x')", 3, "this value does not fit (ValueError"),
        ("def f():\n    f()\nf()", 2, "calls itself without end"),
        ("raise OSError('full')", 1, "OSError: full"),
        ("x = '\\ud800'\nprint(x)\n1/0", 3, "nought"),
    ],
)
def test_an_error_is_told_with_its_line(code, line, words):
    outcome = live.run(code)

    assert line == outcome.line
    assert words in outcome.error


def test_what_was_printed_before_an_error_stays():
    assert "one\n" == live.run("print('one')\nprint(two)").text


def test_an_error_inside_the_package_names_the_line_of_the_cell():
    outcome = live.run("from quellenkritik.measures.calibration import brier\n\nbrier([2.0], [True])")

    assert (3, True) == (outcome.line, "probability" in outcome.error)


def test_names_of_one_cell_are_not_known_in_the_next():
    live.run("left_over = 1")

    assert "left_over" in live.run("left_over").error


def test_endless_printing_is_cut_and_the_page_told():
    outcome = live.run("for n in range(100_000):\n    print(n)")

    assert len(outcome.text) < live.LONGEST + 100
    assert outcome.text.startswith("0\n1\n") and "more was printed" in outcome.text


def test_the_page_gets_plain_data():
    assert {"text": "ж\n", "html": "", "error": "", "line": 0} == json.loads(live.run_as_json("print('ж')"))
