"""The figure of what stays and what moves from 2000 to 2025, drawn from the editors' codings of the tellings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quellenkritik import register
from quellenkritik.errors import Mistake
from quellenkritik.figures.svg import Figure
from quellenkritik.figures.tellings import Cell, Group, Row, tellings
from quellenkritik.register import Missing
from quellenkritik.register.statements import statements

DATA = "moving.yml"


def moving(*, narrow: bool = False) -> Figure:
    """Return the figure; a source without a coded telling is refused by its id."""
    data = _data()
    groups = [_group(entry, list(data["questions"]), data["words"]) for entry in data["groups"]]
    return tellings(
        groups,
        list(data["questions"].values()),
        title=data["title"],
        caveat=data["caveat"].strip(),
        legend=[(kind, words) for kind, words in data["legend"]],
        name="what-moves-narrow" if narrow else "what-moves",
        narrow=narrow,
    )


def _group(entry: Mapping[str, Any], questions: Sequence[str], words: Mapping[str, str]) -> Group:
    last: dict[str, str] = {}
    rows = []
    for row in entry["rows"]:
        values = _values(row["source"])
        cells = tuple(_cell(values[question], last.get(question), words) for question in questions)
        if entry.get("compare", True):
            last |= {q: value for q in questions if isinstance(value := values[q], str)}
        rows.append(Row(row["label"], cells))
    return Group(entry["name"], tuple(rows))


def _cell(value: str | Missing, before: str | None, words: Mapping[str, str]) -> Cell:
    if isinstance(value, Missing):
        return Cell(words[str(value)], "gap")
    if before is None:
        return Cell(words[value], "first")
    return Cell(words[value], "same" if value == before else "new")


def _values(source: str) -> dict[str, str | Missing]:
    """Return the coded values of a telling by question."""
    telling = register.load().source(source).telling
    if telling is None:
        raise Mistake(f"{DATA}, {source}", "no coded telling", "a source whose telling the editors coded")
    return {name: statement.value for name, statement in statements(telling).items()}


@cache
def _data() -> dict[str, Any]:
    text = files("quellenkritik.figures").joinpath("data", DATA).read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))
