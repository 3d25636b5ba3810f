"""Normalisation: every change has a name and can be carried out again and taken back."""

import unicodedata

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from quellenkritik.text import Edit, Step, normalise, replay, undo
from tests.support import CASES

CASE = yaml.safe_load((CASES / "normalise.yml").read_text(encoding="utf-8"))
# What can interact: accents, joiners, dots, marks of both kinds, spaces that compose, two Arabic letters.
TRICKY = "aeи\u0301\u0306\u0654\u00ad\u200b\u200c\u200e. …\u00a0\u2000\n„“'’–-.نیا\u1100\u1161<\u0338"


def named(group):
    return pytest.mark.parametrize("case", CASE[group], ids=[case["about"] for case in CASE[group]])


@named("must_change")
def test_must_change_by_exactly_these_steps(case):
    text, steps = normalise(case["raw"])

    assert (case["even"], case["steps"]) == (text, [step.name for step in steps])


@named("must_not_change")
def test_must_not_change(case):
    assert (case["raw"], ()) == normalise(case["raw"])


@pytest.mark.xfail(strict=True, reason="known limits, on purpose: letters are never repaired")
@named("known_failures")
def test_known_failures(case):
    assert case["wish"] == normalise(case["raw"]).text


@given(st.text() | st.text(alphabet=TRICKY, max_size=30))
@settings(max_examples=400)
def test_steps_replay_undo_and_are_complete(raw):
    """The recorded steps alone lead from the raw text to the even one and back, and a second pass finds nothing."""
    done = normalise(raw)

    assert replay(raw, done.steps) == done.text
    assert raw == done.raw
    assert (done.text, ()) == normalise(done.text)
    assert unicodedata.is_normalized("NFC", done.text)


def test_an_edit_says_where_and_what():
    assert (Step("dashes", (Edit(2, "–", "-"), Edit(6, "—", "-"))),) == normalise("a – b — c").steps


@pytest.mark.parametrize("walk", [replay, undo])
def test_steps_of_another_text_are_refused(walk):
    """Replay proves something only because it can fail."""
    steps = normalise("a – b").steps

    with pytest.raises(ValueError, match="expected"):
        walk("another text", steps)
