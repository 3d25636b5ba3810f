"""The data that papers are made of, read once: matters, settings, remarks, dated events."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class Matter:
    """One invented harmless matter. ``agreed`` has the places ``{only}`` and ``{not}``."""

    subject: str
    heading: str
    sentences: tuple[str, ...]
    agreed: str


@dataclass(frozen=True)
class Event:
    """One event that a paper may mention: how it is called, its month (first day), the quotations that date it."""

    phrase: str
    month: date
    evidence: tuple[str, ...]


@cache
def text(name: str) -> str:
    """Return one of the data files of this package as it is."""
    return files("quellenkritik.specimens").joinpath("data", name).read_text(encoding="utf-8")


@cache
def data(name: str) -> Mapping[str, Any]:
    """Return one of the YAML files of this package."""
    return dict(yaml.safe_load(text(f"{name}.yml")))


@cache
def matters() -> tuple[Matter, ...]:
    """Return the invented matters."""
    return tuple(
        Matter(m["subject"], m["heading"], tuple(m["sentences"]), m["agreed"])
        for m in data("matters")["matters"]
    )


@cache
def events() -> tuple[Event, ...]:
    """Return the dated events."""
    return tuple(
        Event(e["phrase"], date.fromisoformat(f"{e['month']}-01"), tuple(e["evidence"]))
        for e in data("events")["events"]
    )


def settings(channel: str) -> list[str]:
    """Return the sentences that set a scene, ``face`` or ``telephone``."""
    return list(data("matters")["settings"][channel])


def stress_words() -> list[str]:
    """Return the strengthening words that may slip in."""
    return list(data("matters")["stronger"])
