"""From the data files to typed records: whatever does not fit becomes a fault with file, id and field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any, TypeVar

from quellenkritik.register.codings import Codings
from quellenkritik.register.columns import Column, Refused, columns, near
from quellenkritik.register.corpus import Rendering, Version
from quellenkritik.register.datafiles import Place, records, yaml_files
from quellenkritik.register.faults import Fault
from quellenkritik.register.model import Cell, Parent, Quotation, Reading, Source, Unit, VerbCode, VerbStep
from quellenkritik.register.statements import Record, Statement, Telling

R = TypeVar("R")


@dataclass
class Draft:
    """What has been read so far: records by kind in file order, where each came from, and the faults."""

    units: list[Unit] = field(default_factory=list)
    scale: list[VerbStep] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    versions: list[Version] = field(default_factory=list)
    files: dict[str, str] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    coded: bool = False


def read_folder(folder: Traversable, coded: Traversable) -> Draft:
    """Return everything that the two folders hold, with the faults of single records; nothing is raised here."""
    draft = Draft()
    codings = Codings(coded, draft.faults)
    draft.coded = codings.there
    for raw, place in records(folder / "units.yml", "units.yml", draft.faults):
        _keep(draft.units, _unit(codings.joined(raw, place), place))
    for raw, place in records(folder / "scales.yml", "scales.yml", draft.faults, key="step"):
        _keep(draft.scale, build(VerbStep, raw, place))
    for file in yaml_files(folder / "sources"):
        for raw, place in records(file, f"sources/{file.name}", draft.faults):
            draft.files.setdefault(place.id, place.file)
            _keep(draft.sources, _source(codings.joined(raw, place), place))
    codings.left_over()
    if (folder / "corpus.yml").is_file():
        for raw, place in records(folder / "corpus.yml", "corpus.yml", draft.faults):
            _keep(draft.versions, _version(raw, place))
    return draft


def _keep(records: list[R], record: R | None) -> None:
    if record is not None:
        records.append(record)


@cache
def _layout(record: type) -> tuple[dict[str, Column], frozenset[str]]:
    """Return the columns of a record class and the names of those that must be there."""
    marked = columns(record)
    needed = {f.name for f in fields(record) if f.default is MISSING and f.default_factory is MISSING}
    return marked, frozenset(needed & marked.keys())


def build(record: type[R], raw: object, place: Place, /, **given: object) -> R | None:
    """Return one record from its mapping; ``given`` are fields made elsewhere. ``None`` where there is a fault."""
    marked, needed = _layout(record)  # type: ignore[arg-type]  # a class is hashable
    if not isinstance(raw, Mapping):
        place.refuse("", raw, "a mapping with " + ", ".join(marked))
        return None
    before = len(place.faults)
    for name in sorted(raw.keys() - marked.keys() - given.keys(), key=str):
        place.refuse(name, raw[name], near(name, marked))
    for name in sorted(needed - raw.keys() - given.keys()):
        place.refuse(name, None, marked[name].about)
    values = {name: _value(marked[name], raw[name], name, place) for name in raw.keys() & marked.keys()}
    return record(**{**values, **given}) if len(place.faults) == before else None


def _value(column: Column, raw: object, name: str, place: Place) -> object:
    try:
        return column.check(raw) if column.check else raw
    except Refused as refused:
        place.refuse(name, raw, str(refused))
        return None


def _parts(raw: dict[str, Any], name: str, kind: type, place: Place) -> Iterator[tuple[str, Any]]:
    """Yield the entries of a list (by number) or of a mapping (by key); the field may be left out."""
    value = raw.get(name, kind())
    if not isinstance(value, kind):
        place.refuse(name, value, "a list" if kind is list else "a mapping")
    elif isinstance(value, dict):
        yield from value.items()
    elif isinstance(value, list):
        yield from ((str(number), entry) for number, entry in enumerate(value, start=1))


def _unit(raw: dict[str, Any], place: Place) -> Unit | None:
    readings = {}
    for name, entry in _parts(raw, "readings", dict, place):
        renamed = (
            {"reading_class" if k == "class" else k: x for k, x in entry.items()}
            if isinstance(entry, dict)
            else entry
        )
        reading = build(Reading, renamed, place.inside(f"readings {name}"), id=name, unit=place.id)
        if reading:
            readings[name] = reading
    return build(Unit, raw, place, readings=MappingProxyType(readings))


def _version(raw: dict[str, Any], place: Place) -> Version | None:
    clauses = {
        name: build(Rendering, entry, place.inside(f"clauses {name}"), clause=name, version=place.id)
        for name, entry in _parts(raw, "clauses", dict, place)
    }
    return build(Version, raw, place, clauses=MappingProxyType({n: r for n, r in clauses.items() if r}))


def _source(raw: dict[str, Any], place: Place) -> Source | None:
    """Return one source with all its parts; a fault in any part and there is none."""
    before = len(place.faults)
    quotes = [_quotation(entry, n, place) for n, entry in _parts(raw, "quotes", list, place)]
    parents = [
        build(Parent, entry, place.inside(f"parents {n}")) for n, entry in _parts(raw, "parents", list, place)
    ]
    cells = {
        u: build(Cell, entry, place.inside(f"cells {u}"), unit=u)
        for u, entry in _parts(raw, "cells", dict, place)
    }
    verbs = {
        p: build(VerbCode, entry, place.inside(f"verbs {p}"), place=p)
        for p, entry in _parts(raw, "verbs", dict, place)
    }
    flat = {"claims": {}, **raw}
    source = build(
        Source,
        flat,
        place,
        quotes=tuple(quote for quote in quotes if quote),
        parents=tuple(parent for parent in parents if parent),
        cells=MappingProxyType({unit: cell for unit, cell in cells.items() if cell}),
        verbs=MappingProxyType({name: code for name, code in verbs.items() if code}),
        record=_stated(Record, raw, "record", place),
        telling=_stated(Telling, raw, "telling", place),
    )
    return source if len(place.faults) == before else None


def _stated(kind: type[R], raw: dict[str, Any], name: str, place: Place) -> R | None:
    """Return the record or the telling of a source: a mapping whose coded fields are statements."""
    if name not in raw:
        return None
    part, inside = raw[name], place.inside(name)
    if not isinstance(part, dict):
        inside.refuse("", part, "a mapping")
        return None
    marked, _ = _layout(kind)  # type: ignore[arg-type]
    made = {
        field_name: _statement(marked[field_name], entry, inside.inside(field_name))
        for field_name, entry in part.items()
        if isinstance(entry, dict) and field_name in marked
    }
    return build(kind, {k: x for k, x in part.items() if k not in made}, inside, **made)


def _statement(column: Column, raw: dict[str, Any], place: Place) -> Statement | None:
    if "value" not in raw:
        place.refuse("value", None, column.about)
        return None
    rest = {name: entry for name, entry in raw.items() if name != "value"}
    return build(Statement, rest, place, value=_value(column, raw["value"], "value", place))


def _quotation(raw: object, number: str, place: Place) -> Quotation | None:
    name = str(raw.get("id") or number) if isinstance(raw, dict) else number
    return build(Quotation, raw, place.inside(f"quotes {name}"), source=place.id)
