"""One widget for one field of a form, with its label; empty text stands for an empty field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import ipywidgets

from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.form import Field, expected

_STYLE = {"description_width": "initial"}
_WIDE = {"width": "98%"}


class Ids(ipywidgets.Text):  # type: ignore[misc]  # ipywidgets ships no types
    """A line for several ids, parted by commas or spaces: unlike a box of tags it has a label and needs no mouse."""


def make(field: Field, changed: Callable[[Any], None]) -> Any:  # noqa: ANN401 (ipywidgets ships no types)
    """Return the widget of a field; ``changed`` is called with each change of its value."""
    widget = _KINDS.get(field.kind, _line)(field)
    widget.observe(changed, names="value")
    return widget


def get(widget: Any) -> Tree:  # noqa: ANN401
    """Return the value as it stands in an answer: text, or a list for fields that take several."""
    if isinstance(widget, ipywidgets.SelectMultiple):
        return list(widget.value)
    if isinstance(widget, Ids):
        return list(widget.value.replace(",", " ").split())
    return str(widget.value)


def put(widget: Any, value: Tree) -> bool:  # noqa: ANN401
    """Take a value over from an answer; return whether the widget can hold it."""
    if isinstance(widget, Ids):
        widget.value = ", ".join(_several(value))
        return True
    if isinstance(widget, ipywidgets.Dropdown | ipywidgets.SelectMultiple):
        known = {option if isinstance(option, str) else option[1] for option in widget.options}
        if not set(_several(value)) <= known:
            return False
    several = isinstance(widget, ipywidgets.SelectMultiple)
    if not several and not isinstance(value, str):
        return False
    widget.value = _several(value) if several else value
    return True


def _several(value: Tree) -> tuple[str, ...]:
    values: Sequence[Tree] = value if isinstance(value, list) else [value]
    return tuple(entry for entry in values if isinstance(entry, str) and entry)


def _named(field: Field) -> list[tuple[str, str]]:
    """Return the words of a vocabulary, each behind what it is called for people."""
    return [(f"{w}  {field.labels[w]}" if w in field.labels else w, w) for w in field.choices]


def _choice(field: Field) -> Any:  # noqa: ANN401
    options = [("choose ...", ""), *_named(field)]
    return ipywidgets.Dropdown(options=options, value="", description=field.label, style=_STYLE, layout=_WIDE)


def _choices(field: Field) -> Any:  # noqa: ANN401
    return ipywidgets.SelectMultiple(
        options=_named(field), description=field.label, style=_STYLE, layout=_WIDE
    )


def _ids(field: Field) -> Any:  # noqa: ANN401
    return Ids(
        description=field.label,
        placeholder=f"{expected(field)}, parted by commas",
        style=_STYLE,
        layout=_WIDE,
    )


def _text(field: Field) -> Any:  # noqa: ANN401
    return ipywidgets.Textarea(description=field.label, placeholder=field.help, style=_STYLE, layout=_WIDE)


def _line(field: Field) -> Any:  # noqa: ANN401
    """A line to type into, with the words of the vocabulary as suggestions where there are any."""
    common = {"description": field.label, "placeholder": expected(field), "style": _STYLE, "layout": _WIDE}
    if field.choices:
        return ipywidgets.Combobox(options=field.choices, ensure_option=False, **common)
    return ipywidgets.Text(**common)


_KINDS: dict[str, Callable[[Field], Any]] = {
    "choice": _choice,
    "choices": _choices,
    "locators": _ids,
    "text": _text,
}
