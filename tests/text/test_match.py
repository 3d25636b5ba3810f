"""Tokens and rule 8: an exact run of words counts, anything less does not."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.text import is_exact_quotation, is_exact_run, tokens, words
from tests.support import CASES

CASE = yaml.safe_load((CASES / "match.yml").read_text(encoding="utf-8"))
PLAIN = st.lists(
    st.sampled_from(["alpha", "beta", "gamma", "delta", "not", "NATO", "Russia"]), min_size=5, max_size=20
)


def named(group):
    return pytest.mark.parametrize("case", CASE[group], ids=[case["about"] for case in CASE[group]])


@named("counts")
def test_counts_as_a_quotation(case):
    assert is_exact_quotation(case["candidate"], CASE["registered"][case["of"]])


@named("does_not_count")
def test_does_not_count(case):
    assert not is_exact_quotation(case["candidate"], CASE["registered"][case["of"]])


def test_a_run_needs_its_minimum_even_where_the_text_is_shorter():
    assert not is_exact_run("Ich verstehe diese Empfindlichkeit", CASE["registered"]["de"])
    assert is_exact_run("Ich verstehe diese Empfindlichkeit", CASE["registered"]["de"], minimum=4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Russia's l’élargissement", ["Russia's", "l'élargissement"]),
        ("NATO-Mitgliedschaft", ["NATO", "Mitgliedschaft"]),
        ("8:10–10:50 p.m.", ["8", "10", "10", "50", "p", "m"]),
        ("Я (...) хочу", ["Я", "...", "хочу"]),
        ("شكرًا می‌شود", ["شكرًا", "می‌شود"]),
        ("加入NATO", ["加", "入", "NATO"]),
        ("end.... Next", ["end", "...", "Next"]),
        ("", []),
    ],
)
def test_tokens(text, expected):
    assert expected == tokens(text)


def test_words_leave_out_the_marks_of_omission():
    assert ["Я", "хочу"] == words("Я (...) хочу")


@given(PLAIN, st.data())
def test_every_run_of_five_counts_and_no_run_with_a_foreign_word(text, data):
    start = data.draw(st.integers(0, len(text) - 5))
    run = text[start : start + data.draw(st.integers(5, len(text) - start))]
    broken = [*run[:2], "intruder", *run[2:]]

    assert is_exact_run(" ".join(run), " ".join(text))
    assert not is_exact_run(" ".join(broken), " ".join(text))
