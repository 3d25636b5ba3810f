"""The sheet of the exercise align as a page: each text in numbered pieces, with its letters in Latin and its gloss."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from quellenkritik.tasks import align_words as w
from quellenkritik.tasks import page as html
from quellenkritik.tasks.core import Sheet

_STYLE = (
    "<style>.qk-align ol{display:flex;flex-wrap:wrap;gap:.5rem;list-style:none;padding:0;margin:.25rem 0}"
    ".qk-align li{border:1px solid;border-radius:.25rem;padding:.2rem .45rem;min-width:3rem}"
    ".qk-align li span,.qk-align li code{display:block}.qk-align p{margin:.5rem 0 0}"
    ".qk-align .word{font-weight:600}.qk-align h4{margin:1.25rem 0 0}</style>"
)


def page(sheet: Sheet) -> str:
    """Return all pairs, then the vocabulary."""
    pairs = "".join(_pair(pair) for pair in sheet["items"])
    return f'{_STYLE}<div class="qk-align">{pairs}</div>' + html.vocabulary("to", w.VALUES)


def _pair(pair: Mapping[str, Any]) -> str:
    end = w.ENDS["cut" if pair["target"]["cut"] else "whole"]
    source, target = (_text(pair[side]) for side in ("source", "target"))
    return f"<section><h4>{html.code(pair['id'])}</h4>{source}{target}<p>{escape(end)}</p></section>"


def _text(text: Mapping[str, Any]) -> str:
    """Return one text: what it is, then its pieces in the order and the direction of its script."""
    direction = ' dir="rtl"' if text["lang"] in html.RIGHT_TO_LEFT else ""
    origin = escape("; ".join(text["from"]))
    head = f"<p>{escape(text['title'])}" + (f" <small>({origin})</small>" if origin else "") + "</p>"
    pieces = "".join(_piece(piece, text["lang"]) for piece in text["pieces"])
    return f"{head}<ol{direction}>{pieces}</ol>"


def _piece(piece: Mapping[str, str], lang: str) -> str:
    direction = ' dir="rtl"' if lang in html.RIGHT_TO_LEFT else ""
    word = f'<span class="word" lang="{escape(lang)}"{direction}>{escape(piece["text"])}</span>'
    latin = f'<span dir="ltr"><i>{escape(piece["latin"])}</i></span>' if piece["latin"] else ""
    gloss = f'<span lang="en" dir="ltr">{escape(piece["gloss"])}</span>' if piece["gloss"] else ""
    return f"<li>{html.code(piece['id'])}{word}{latin}{gloss}</li>"
