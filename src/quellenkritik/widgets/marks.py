"""The part of the editor in which runs of words are marked: rows, each with the words of its text as buttons.

The buttons only write numbers into the line below them, which can be typed as well; so nothing is lost where a page
does not let them act. What they do stands in ``tokens.js``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

import ipywidgets

from quellenkritik.tasks import page
from quellenkritik.tasks.form import Section, span_of
from quellenkritik.widgets.parts import Changed, Line, Rows

HELP = "Click a word, or go to it with the arrow keys and press Space. Shift with a click or an arrow key widens the mark."


class Marks(Rows):
    """A section of rows with a field of kind ``span``; the sheet's items have ``tokens``, their glosses and a language."""

    def __init__(self, section: Section, changed: Changed, sheet: Mapping[str, Any]) -> None:
        self.texts = {item["id"]: item for item in sheet["items"]}
        self.span = next(field.name for field in section.fields if field.kind == "span")
        self.item = next(field.name for field in section.fields if set(self.texts) <= set(field.choices))
        self.shown: dict[int, Any] = {}
        super().__init__(section, changed)

    def _row(self, number: int, line: Line) -> Any:  # noqa: ANN401
        box = super()._row(number, line)
        box.children = (box.children[0], self._words(line), *box.children[1:])
        box.add_class("qk-row")
        return box

    def _words(self, line: Line) -> Any:  # noqa: ANN401
        """Return the words of a row's text, made once a row and drawn anew with its text."""
        if id(line) not in self.shown:
            self.shown[id(line)] = ipywidgets.HTML()
            line[self.span].add_class("qk-span")
            line[self.item].observe(lambda _: self._draw_words(line), names="value")
        self._draw_words(line)
        return self.shown[id(line)]

    def _draw_words(self, line: Line) -> None:
        item = self.texts.get(line[self.item].value)
        self.shown[id(line)].value = tokens(item, str(line[self.span].value))


def tokens(item: Mapping[str, Any] | None, span: str = "") -> str:
    """Return the words of a text as a group of buttons in the direction of its language; nothing without a text."""
    if item is None:
        return ""
    first, end = span_of(span) or (0, 0)
    glosses = item["words"] or [""] * len(item["tokens"])
    buttons = "".join(
        _button(at, token, gloss, pressed=first < at <= end)
        for at, (token, gloss) in enumerate(zip(item["tokens"], glosses, strict=True), start=1)
    )
    direction = "rtl" if item["lang"] in page.RIGHT_TO_LEFT else "ltr"
    acts = "".join(
        f' {name}="{escape(_script())}"' for name in ("onclick", "onkeydown", "onfocusin", "onmouseenter")
    )
    label = escape(f"The words of {item['id']}. {HELP}")
    group = (
        f'<div role="group" aria-label="{label}" lang="{escape(item["lang"])}" dir="{direction}" '
        f'style="display:flex;flex-wrap:wrap;gap:4px;margin:6px 0"{acts}>{buttons}</div>'
    )
    return f"{_STYLE}{group}<p><small>{escape(HELP)}</small></p>"


def _button(at: int, token: str, gloss: str, *, pressed: bool) -> str:
    """Return one word as a button; only the first can be reached by Tab, the others by the arrow keys."""
    below = f'<br><small lang="en" dir="ltr">{escape(gloss)}</small>' if gloss else ""
    return (
        f'<button type="button" class="qk-token" data-number="{at}" aria-pressed="{str(pressed).lower()}" '
        f'tabindex="{0 if at == 1 else -1}"><small aria-hidden="true">{at}</small> {escape(token)}{below}</button>'
    )


@cache
def _script() -> str:
    """Return what the buttons do, without its opening comment."""
    text = files("quellenkritik.widgets").joinpath("tokens.js").read_text(encoding="utf-8")
    return text.partition("*/")[2].strip()


_STYLE = (
    "<style>.qk-token{font:inherit;line-height:1.3;padding:4px 7px;border:1px solid #8a8577;border-radius:5px;"
    "background:transparent;color:inherit;cursor:pointer}"
    ".qk-token small{opacity:.8}"
    ".qk-token[aria-pressed=true]{outline:3px solid #0b5d66;outline-offset:-3px;font-weight:700;text-decoration:underline}"
    ".qk-token:focus-visible{box-shadow:0 0 0 3px #f0a15a}</style>"
)
