"""The figure of the tellings: what is the same, what is new, and three kinds of nothing, each told without colour too."""

import pytest

from quellenkritik import register
from quellenkritik.errors import Mistake
from quellenkritik.figures import moving
from quellenkritik.figures.tellings import Cell, Group, Row, tellings

ROWS = (
    Row("2017", (Cell("yes", "first"), Cell("not told", "gap"))),
    Row("2024", (Cell("yes", "same"), Cell("same day", "first"))),
    Row("2025", (Cell("no", "new"), Cell("not seen", "gap"))),
)


def drawn(*, narrow=False):
    legend = [("first", "told"), ("same", "again"), ("new", "otherwise"), ("gap", "nothing")]
    return tellings(
        [Group("Somebody", ROWS)],
        ["Answer", "Taken back"],
        title="t",
        caveat="c.",
        legend=legend,
        narrow=narrow,
    )


@pytest.mark.parametrize("narrow", [False, True])
def test_sign_and_line_tell_what_the_tint_tells(narrow):
    svg = drawn(narrow=narrow).svg

    assert "= yes" in svg and "\N{NOT EQUAL TO} no" in svg
    assert 3 == svg.count('class="unseen"'), "two gaps and the legend are dashed"


def test_in_words():
    words = drawn().alternative

    assert "Somebody, 2024: answer: yes (as before); taken back: same day." in words
    assert "Somebody, 2025: answer: no (otherwise than before); taken back: not seen." in words
    assert "c." == words[-1]


def test_a_gap_is_no_change():
    """What a telling leaves out does not break the chain: the next one is compared with the last that was told."""
    words = {"putin": "Putin", "not_seen": "not seen"}

    assert Cell("Putin", "same") == moving._cell("putin", "putin", words)
    assert Cell("not seen", "gap") == moving._cell(register.Missing.NOT_SEEN, "putin", words)


def test_the_figure_follows_the_codings():
    lines = moving.moving().alternative
    row = next(line for line in lines if line.startswith("Putin, February 2024"))

    assert (
        "taken back: same day (otherwise than before); reason told: his own people (otherwise than before)"
        in row
    )


def test_every_value_of_the_codings_has_its_words():
    known = set(moving._data()["words"])
    values = {
        str(getattr(source.telling, question).value)
        for source in register.load().sources.values()
        if source.telling
        for question in moving._data()["questions"]
    }

    assert values <= known


def test_a_source_without_a_telling_is_refused():
    with pytest.raises(Mistake, match=r"W-ria: came no coded telling"):
        moving._values("W-ria")
