"""The given material can be read, by eye and by a screen reader, and no text of it becomes markup."""

from html.parser import HTMLParser

import pytest

from quellenkritik.tasks import MODULES
from quellenkritik.tasks.given import Given
from tests.tasks.drawn import practice

SHEET = {
    "exercise": "sample",
    "groups": {"A": "first <b>group</b>"},
    "items": [
        {"id": "p-1", "lang": "ar", "text": "أقل صراحة", "gloss": "less <i>frank</i>", "empty": ""},
        {"id": "p-2", "lang": "en", "text": 'less open & "less"', "gloss": "", "empty": ""},
    ],
    "texts": [
        {
            "id": "K",
            "kind": "witness",
            "cells": {"v1": {"status": "quoted", "quotes": [{"id": "K1", "text": "x", "gloss": "y"}]}},
        },
        {"id": "r-1", "kind": "reading", "url": "https://example.org/a", "quotes": []},
    ],
}


class Tags(HTMLParser):
    """Counts what is open, so that a table left open is found."""

    def __init__(self):
        super().__init__()
        self.open, self.seen, self.text = [], [], ""

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert tag == self.open.pop()

    def handle_data(self, data):
        self.text += data


def read(sheet):
    tags = Tags()
    tags.feed(Given(sheet)._repr_html_())
    return tags


def test_it_is_a_mapping_and_nothing_more():
    given = Given(SHEET)

    assert SHEET == dict(given)
    with pytest.raises(TypeError):
        given["items"] = []


def test_text_never_becomes_markup():
    tags = read(SHEET)

    assert {"i"}.isdisjoint({tag for tag, _ in tags.seen})
    assert "first <b>group</b>" in tags.text
    assert "less <i>frank</i>" in tags.text


def test_headings_languages_and_links_are_marked():
    tags = read(SHEET)

    assert ("td", {"lang": "ar", "dir": "auto"}) in tags.seen
    assert ("th", {"scope": "col"}) in tags.seen
    assert ("th", {"scope": "row"}) in tags.seen
    assert ("a", {"href": "https://example.org/a"}) in tags.seen


def test_columns_that_are_empty_everywhere_are_left_out():
    assert "empty" not in read(SHEET).text
    assert "empty" not in repr(Given(SHEET))


def test_plain_lines_tell_the_same():
    text = repr(Given(SHEET))

    assert "  - id: p-1\n" in text
    assert "    text: \u2068أقل صراحة\u2069\n" in text
    assert "sample" not in text


@pytest.mark.parametrize("exercise", MODULES)
def test_every_practice_sheet_is_shown_whole(exercise):
    """All tags close, and every quotation of the sheet stands in both pictures."""
    sheet, _ = practice(exercise)
    tags = read(sheet)
    plain = " ".join(repr(Given(sheet)).replace("\u2068", "").replace("\u2069", "").split())

    assert [] == tags.open
    for words in texts(sheet):
        assert words in tags.text
        assert " ".join(words.split()) in plain


def texts(data):
    if isinstance(data, dict):
        own = [data["text"]] if isinstance(data.get("text"), str) else []
        return own + [text for value in data.values() for text in texts(value)]
    return [text for value in data for text in texts(value)] if isinstance(data, list) else []
