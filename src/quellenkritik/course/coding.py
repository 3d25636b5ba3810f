"""Coding sheets: a bank without its key, for a department that codes it anew; and reading them back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from quellenkritik import register
from quellenkritik.course.agreement import Codings
from quellenkritik.course.bank import Drawn, to_yaml
from quellenkritik.errors import Mistake
from quellenkritik.tasks.draw import in_order, opaque_ids

SEED = b"coding"
"""Fixed: two coders get the same sheet. The ids say nothing about the items."""

HEAD = """\
# A blank coding sheet, made by: qk agreement --blank. It holds what is given and no key.
# Fill in the fields under `coding`; leave a field empty where you cannot decide. Where several values are right,
# write a list, the strongest first. Work alone; then compare two sheets: qk agreement --sheets ONE.yml OTHER.yml
"""


def blank(drawn: Drawn) -> str:
    """Return the blank coding sheet of a whole bank: public parts, vocabulary, the quotations in full, no key."""
    items, ident = drawn.bank["items"], drawn.exercise.id
    ids = opaque_ids(items, exercise=ident, seed=SEED, prefix="u")
    ordered = in_order(items, exercise=ident, seed=SEED)
    context = {name: drawn.bank[name] for name in drawn.bank.get("public", ())}
    sheet = {
        "exercise": ident,
        "vocabulary": _vocabulary(drawn, {field for item in items for field in _coded(item)}),
        **context,
        "items": [
            {"id": ids[i["id"]], "given": i.get("given", {}), "coding": dict.fromkeys(_coded(i), "")}
            for i in ordered
        ],
        "quotations": _quotations([context, [item.get("given", {}) for item in items]]),
    }
    return HEAD + to_yaml(sheet)


def read(path: Path) -> tuple[str, Codings]:
    """Return the exercise and the codings of a filled sheet, by unit."""
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    if not isinstance(data, dict) or not {"exercise", "items"} <= set(data):
        raise Mistake(
            str(path), "another file", "a coding sheet with exercise and items", "qk agreement --blank"
        )
    return str(data["exercise"]), {str(item["id"]): item.get("coding") or {} for item in data["items"]}


def _coded(item: Mapping[str, Any]) -> list[str]:
    """Return the fields that are coded for an item."""
    gold = item.get("gold")
    return list(gold) if isinstance(gold, Mapping) else []


def _vocabulary(drawn: Drawn, fields: set[str]) -> dict[str, list[str]]:
    """Return the closed vocabularies of the coded fields, as the answer form has them."""
    form = drawn.task.form(drawn.sheet)
    own = [field for section in form.sections for field in section.fields if field.name in fields]
    return {field.name: list(field.choices) for field in own if field.choices}


def _quotations(data: object) -> dict[str, dict[str, str]]:
    """Return the registered quotations whose ids stand anywhere in the data."""
    known = register.load().quotations
    found = {name: known[name] for name in sorted(set(_texts(data)) & set(known))}
    return {name: {"text": q.text, **({"gloss": q.gloss} if q.gloss else {})} for name, q in found.items()}


def _texts(data: object) -> Iterator[str]:
    if isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _texts(value)
    elif isinstance(data, str):
        yield data
