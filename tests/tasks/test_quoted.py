"""Quotations in a notebook: words, gloss, source, and how they are known."""

import pytest

import quellenkritik as qk
from quellenkritik.errors import Mistake
from quellenkritik.register import load


def test_one_quotation():
    quote = load().quotation("W-novosti-rs#q1")
    shown = qk.show(quote.id)

    assert [quote] == list(shown)
    assert quote.text in repr(shown)
    assert f'<td lang="sr" dir="ltr">{quote.text}</td>' in shown._repr_html_()


def test_words_from_right_to_left():
    quote = next(quote for quote in load().quotations.values() if quote.lang == "fa")

    assert f"\u2068{quote.text}\u2069" in repr(qk.show(quote.id))
    assert 'lang="fa" dir="rtl"' in qk.show(quote.id)._repr_html_()


def test_all_of_a_source_and_how_they_are_known():
    shown = qk.quotations("P2-memcon-plenary")

    assert load().source("P2-memcon-plenary").quotes == tuple(shown)
    assert "known through W-" in repr(shown)


def test_an_unknown_id_is_told():
    with pytest.raises(Mistake, match="W-nobody"):
        qk.quotations("W-nobody")
