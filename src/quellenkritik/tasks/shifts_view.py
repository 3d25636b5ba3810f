"""Showing a sheet of the exercise shifts: the chain before each text, its numbered words, the vocabularies."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from quellenkritik.tasks import page
from quellenkritik.tasks import shifts_words as w
from quellenkritik.tasks.core import Sheet

Item = Mapping[str, Any]


def html(sheet: Sheet) -> str:
    """Return the whole sheet as HTML."""
    items = "".join(_item(number, item) for number, item in enumerate(sheet["items"], start=1))
    vocabularies = (("category", w.CATEGORIES), ("severity", w.SEVERITIES), ("stage", w.STAGES))
    return items + "".join(page.vocabulary(name, words) for name, words in vocabularies)


def _item(number: int, item: Item) -> str:
    rows = [(escape(text["lang"]), _words(text), escape(text["page"])) for text in item["chain"]]
    own = page.quotation(item) + f"<br><small>{escape(item['printed'])}</small>"
    rows.append((f"<strong>{escape(item['lang'])}</strong>", own, escape(f"{item['page']}, {item['date']}")))
    caption = f"{number}. {item['id']}: the way, the earliest first; the last line is the text to mark"
    return page.table(caption, ("language", "words", "where"), rows) + numbered(item)


def _words(text: Mapping[str, str]) -> str:
    if "gap" in text:
        return f"<em>{escape(w.GAPS[text['gap']])}</em>"
    note = f"<br><small>{escape(text['note'])}</small>" if text.get("note") else ""
    return f"{page.quotation(text)} {page.code(text['id'])}{note}"


def numbered(item: Item) -> str:
    """Return the words of an item with their numbers and glosses, in the direction of the language."""
    direction = "rtl" if item["lang"] in page.RIGHT_TO_LEFT else "ltr"
    glosses = item["words"] or [""] * len(item["tokens"])
    cells = "".join(
        f'<span style="display:inline-block;margin:0 .5em .4em 0;vertical-align:top">'
        f'<small aria-hidden="true">{at}</small> <strong>{escape(token)}</strong>'
        f"{_gloss(gloss)}</span>"
        for at, (token, gloss) in enumerate(zip(item["tokens"], glosses, strict=True), start=1)
    )
    ident = f'<code dir="ltr" lang="en">{escape(item["id"])}</code>'
    return f'<p lang="{escape(item["lang"])}" dir="{direction}">{ident} {cells}</p>'


def _gloss(gloss: str) -> str:
    return f'<br><small lang="en" dir="ltr">{escape(gloss)}</small>' if gloss else ""
