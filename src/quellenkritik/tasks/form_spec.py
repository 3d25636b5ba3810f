"""The form of an answer as plain data, for the page of an exercise: the same fields, words and bounds as everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from typing import Any

from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.form import MAX_TEXT, Field, Form, Section, expected

IDS = ("locator", "locators")


def spec(form: Form, sheet: Sheet) -> dict[str, Any]:
    """Return the form as JSON data.

    ``known`` lists the quotation ids of the sheet that the form accepts: what a page can check without the register.
    ``version`` changes with the sheet, so that a draft is never laid over another one.
    """
    return {
        "exercise": form.exercise,
        "version": hashlib.sha256(repr(sheet).encode()).hexdigest()[:12],
        "max_text": MAX_TEXT,
        "known": known(form, sheet),
        "sections": [_section(section) for section in form.sections],
    }


def known(form: Form, sheet: Sheet) -> list[str]:
    """Return the ids on the sheet that the form takes for quotations, sorted; none where it takes any."""
    accepts = form.validators.get("locator")
    if accepts is None:
        return []
    return sorted(text for text in set(_texts(sheet)) if accepts(text) is None)


def _section(section: Section) -> dict[str, Any]:
    return {
        "name": section.name,
        "title": section.title,
        "items": dict(section.items),
        "min_rows": section.min_rows,
        "max_rows": section.max_rows,
        "fields": [_field(field) for field in section.fields],
    }


def _field(field: Field) -> dict[str, Any]:
    return {
        "name": field.name,
        "kind": field.kind,
        "label": field.label,
        "choices": list(field.choices),
        "labels": dict(field.labels),
        "required": field.required,
        "low": field.low,
        "high": field.high,
        "help": field.help,
        "expected": expected(field),
    }


def _texts(data: object) -> Iterator[str]:
    """Yield every short text of a sheet: ids are among them, and the form itself tells which."""
    if isinstance(data, str):
        if len(data) <= 80 and " " not in data:
            yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for entry in data:
            yield from _texts(entry)
