"""Showing a sheet as a page: small pieces of HTML with escaped text, table captions, languages and writing direction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

RIGHT_TO_LEFT = ("ar", "fa")


def foreign(text: str, lang: str) -> str:
    """Return words in their language, so that a screen reader and the browser treat them rightly."""
    direction = ' dir="rtl"' if lang in RIGHT_TO_LEFT else ""
    return f'<span lang="{escape(lang)}"{direction}>{escape(text)}</span>'


def quotation(quote: Mapping[str, str]) -> str:
    """Return a quotation with its gloss beneath."""
    gloss = f"<br><small>gloss: {escape(quote['gloss'])}</small>" if quote.get("gloss") else ""
    return foreign(quote["text"], quote["lang"]) + gloss


def aid(words: Mapping[str, str], lang: str) -> str:
    """Return the word list of an item in one small line, or nothing."""
    pairs = "; ".join(f"{foreign(word, lang)} = {escape(meaning)}" for word, meaning in words.items())
    return f"<br><small>words: {pairs}</small>" if pairs else ""


def code(text: str) -> str:
    """Return an id or a word of a vocabulary, as it is to be typed."""
    return f"<code>{escape(text)}</code>"


def table(caption: str, heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; heads and caption are escaped here, the cells are ready HTML."""
    top = "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table><caption>{escape(caption)}</caption><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"


def vocabulary(caption: str, words: Mapping[str, str]) -> str:
    """Return the words of a vocabulary with their meanings."""
    return table(caption, ("write", "meaning"), [(code(word), escape(words[word])) for word in words])
