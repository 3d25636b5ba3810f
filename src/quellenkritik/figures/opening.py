"""The opening figure of the book, from its data file, with every word checked against the register."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quellenkritik import register
from quellenkritik.errors import Mistake
from quellenkritik.figures.cover import cover as cover_of
from quellenkritik.figures.sentence import Station, sentence
from quellenkritik.figures.svg import Figure

DATA = "four-languages.yml"
FILES = {"four-languages.svg": False, "four-languages-narrow.svg": True}
"""Committed file below ``book/figures`` -> whether it is the narrow variant."""


def opening(*, narrow: bool = False) -> Figure:
    """Return the figure; a station whose words are not those of its quotation is refused with id and words."""
    data = _data()
    stations = [_station(entry) for entry in data["stations"]]
    legend = [(words, mark) for words, mark in data["legend"]]
    return sentence(
        stations, title=data["title"], caveat=data["caveat"].strip(), legend=legend, narrow=narrow
    )


def cover(*, narrow: bool = False) -> Figure:
    """Return the cover: the same four sentences in large letters, and whose the sensitivity is in each."""
    data = _data()
    return cover_of([_station(entry) for entry in data["stations"]], title=data["title"], narrow=narrow)


@cache
def _data() -> dict[str, Any]:
    text = files("quellenkritik.figures").joinpath("data", DATA).read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def _station(entry: dict[str, Any]) -> Station:
    station = Station(
        name=entry["name"],
        language=entry["language"],
        runs=tuple((words, mark) for words, mark in entry["runs"]),
        gloss=entry["gloss"],
        facts=tuple(entry["facts"]),
        change=entry["change"],
    )
    if station.words not in register.load().quotation(entry["quote"]).text:
        raise Mistake(f"{DATA}, {entry['quote']}", f"'{station.words}'", "words of this quotation")
    return station
