"""Sources as plain data for machines and as plain lines for people."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from quellenkritik.register.missing import Missing
from quellenkritik.register.model import Cell, Parent, Quotation, Source
from quellenkritik.register.statements import Record, Telling, statements

_HEAD = (
    "id",
    "role",
    "kind",
    "outlet",
    "title",
    "title_basis",
    "author",
    "date",
    "language",
    "url",
    "seen",
    "rights",
)
_HEAD_ONLY = ("family", "siglum")
# First strong isolate and pop isolate: an Arabic or Persian quotation keeps to itself in a line that runs left to right.
_ISOLATE = ("\u2068", "\u2069")
_SEEN = {
    "whole": "the stored copy shows the whole text",
    "part": "the stored copy shows the beginning only; what lies beyond it is not seen",
    "none": "the page itself was not seen; its words are known through others only",
}


def source_data(source: Source, whole: bool = True) -> dict[str, Any]:
    """Return a source as JSON-ready data; missing values keep their words. The short form has the head only."""
    if whole:
        data: dict[str, Any] = _data(source)
        return data
    return {name: _data(getattr(source, name)) for name in (*_HEAD, *_HEAD_ONLY)} | {
        "quotations": len(source.quotes)
    }


def _data(value: Any) -> Any:  # noqa: ANN401 (any part of a record)
    if is_dataclass(value):
        return {f.name: _data(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Mapping):
        return {key: _data(entry) for key, entry in value.items()}
    if isinstance(value, tuple):
        return [_data(entry) for entry in value]
    return str(value) if isinstance(value, Missing) else value


def source_lines(source: Source, only: str | None = None) -> Iterator[str]:
    """Yield the lines that tell a person everything about a source, or only one of its quotations."""
    yield f"{source.id}: {source.title}"
    if only is None:
        yield from _head(source)
    for quote in source.quotes:
        if only in (None, quote.id):
            yield from _quote(quote)
    if only is None:
        yield from _tradition(source)
        for name, part in (("record", source.record), ("telling", source.telling)):
            yield from _stated(name, part)
        yield from _wrapped("claims", [f"{name}: {note}" for name, note in source.claims.items()])
        yield from _wrapped("notes", [source.notes] if source.notes else [])


def _head(source: Source) -> Iterator[str]:
    what = ", ".join(filter(None, (source.role, source.kind)))
    yield f"  {what}; {source.outlet}; author: {_word(source.author)}"
    yield f"  date: {_word(source.date)}" + (f" ({source.date_note})" if source.date_note else "")
    yield f"  language: {source.language}; rights: {source.rights}; address: {_word(source.url)}"
    yield f"  seen: {source.seen} ({_SEEN[source.seen]})"
    if source.checked:
        yield f"  compared again: {source.checked.replace('_', ' ')}"
    if source.family:
        yield f"  branch: {source.family}" + (f"; siglum: {source.siglum}" if source.siglum else "")


def _quote(quote: Quotation) -> Iterator[str]:
    said = f" {quote.speaker}:" if quote.speaker else ""
    known = f"via {', '.join(quote.via)}" if quote.via else "read on the page"
    yield f"  {quote.id} [{quote.lang}]{said}"
    first, last = _ISOLATE if quote.right_to_left else ("", "")
    yield from (f"    {first}{part}{last}" for part in textwrap.wrap(quote.text, 92, break_on_hyphens=False))
    if quote.gloss:
        yield from textwrap.wrap(f"gloss: {quote.gloss}", 96, initial_indent="    ", subsequent_indent="    ")
    raw = "; machine-read text with its errors" if quote.form == "raw_ocr" else ""
    yield f"    page {'seen' if quote.page == 'seen' else 'not seen'}; {known}{raw}"


def _tradition(source: Source) -> Iterator[str]:
    if source.parents:
        yield "  made from (a hypothesis with its confidence):"
        yield from (_parent(parent) for parent in source.parents)
    if source.cells:
        yield "  readings:"
        yield from (_cell(cell) for cell in source.cells.values())
    for place, code in source.verbs.items():
        yield f"    {place}: step {_word(code.step)}" + (f" ({code.text})" if code.text else "")


def _parent(parent: Parent) -> str:
    name = parent.id or f"a text that we have not seen: {parent.unseen}"
    units = f" at {', '.join(parent.units)}" if parent.units else ""
    return f"    {name}: {parent.confidence}, {parent.ground}{units}" + (
        f"; {parent.note}" if parent.note else ""
    )


def _cell(cell: Cell) -> str:
    shown = {
        "quotation": f"shown by {', '.join(cell.quotes)}",
        "whole_text": "seen whole",
        "editors": "editors' coding",
    }
    ground = f" ({shown[cell.basis]})" if cell.basis else ""
    return f"    {cell.unit}: {_word(cell.reading)}{ground}"


def _stated(name: str, part: Record | Telling | None) -> Iterator[str]:
    if part is None:
        return
    yield f"  {name}:"
    if isinstance(part, Telling):
        yield f"    {part.teller}, {part.occasion}, told {_word(part.told)}"
    for field_name, statement in statements(part).items():
        where = f" ({', '.join(statement.quotes)})" if statement.quotes else ""
        yield f"    {field_name.replace('_', ' ')}: {_word(statement.value)}{where}"


def _wrapped(name: str, entries: list[str]) -> Iterator[str]:
    if entries:
        yield f"  {name}:"
    for entry in entries:
        yield from textwrap.wrap(entry, 96, initial_indent="    ", subsequent_indent="      ")


def _word(value: object) -> str:
    """Return a value, or the way in which it is missing in words: *not seen*, *not stated*."""
    return str(value).replace("_", " ") if isinstance(value, Missing) else str(value)
