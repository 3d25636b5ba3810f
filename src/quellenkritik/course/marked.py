"""Codings that mark runs of words: laid together, they become units that can be compared like any others.

Where a coder's field is a list of marks (``{span: 4-6, category: ..., ...}``), each word of the text is a unit of the
field ``<field>.words`` (marked or not), and each pair of marks that overlap by half is a unit of the marks' own fields.
``words`` beside the marks tells how many words the text has; without it the text ends with the last mark.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik.measures.spans import Span, match
from quellenkritik.tasks.form import span_of

Codings = Mapping[str, Mapping[str, Any]]
_OWN = ("span", "why", "also", "doubtful")
"""What stands in a mark and is no field to compare."""


def unfolded(
    first: Codings, second: Codings
) -> tuple[dict[str, Mapping[str, Any]], dict[str, Mapping[str, Any]]]:
    """Return both codings with their lists of marks unfolded into units; everything else stays as it is."""
    one: dict[str, Mapping[str, Any]] = {}
    other: dict[str, Mapping[str, Any]] = {}
    names = {
        name for coding in (*first.values(), *second.values()) for name in coding if _is_marks(coding[name])
    }
    for unit, mine in first.items():
        theirs = second.get(unit, {})
        fields = [name for name in mine if name in names and isinstance(theirs.get(name), list)]
        one[unit], other[unit] = _without(mine, fields), _without(theirs, fields)
        for name in fields:
            _unfold(f"{unit}/{name}", name, (mine, theirs), (one, other))
    return one, {**{unit: second[unit] for unit in second if unit not in first}, **other}


def _is_marks(value: object) -> bool:
    """Return whether a value is a list of marks; an empty list may be one of anything."""
    return isinstance(value, list) and any(isinstance(mark, Mapping) and "span" in mark for mark in value)


def _without(coding: Mapping[str, Any], fields: Sequence[str]) -> dict[str, Any]:
    return {
        name: value for name, value in coding.items() if name not in (*fields, *(["words"] if fields else []))
    }


def _unfold(
    unit: str,
    field: str,
    codings: tuple[Mapping[str, Any], Mapping[str, Any]],
    found: tuple[dict[str, Mapping[str, Any]], dict[str, Mapping[str, Any]]],
) -> None:
    """Put the words and the pairs of marks of one unit into both results."""
    marks = [list(coding[field]) for coding in codings]
    spans: list[list[Span]] = [[span_of(str(mark["span"])) or (0, 1) for mark in own] for own in marks]
    size = max([int(codings[0].get("words", 0)), 1, *(end for own in spans for _, end in own)])
    for own, result in zip(spans, found, strict=True):
        for at in range(size):
            inside = any(start <= at < end for start, end in own)
            result[f"{unit}/word {at + 1}"] = {f"{field}.words": "marked" if inside else "not marked"}
    for number, (a, b) in enumerate(match(spans[0], spans[1]).items(), start=1):
        for mark, result in ((marks[0][a], found[0]), (marks[1][b], found[1])):
            result[f"{unit}/mark {number}"] = {f"{field}.{n}": v for n, v in mark.items() if n not in _OWN}
