"""The attacker's ways with tellings and with events: what the register's texts, or its codings, say of them.

See ``attacker.py``: ``here`` is the register that came with the package, or ``None`` for the same program without one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik.register import Register, Source, edtf
from quellenkritik.register.statements import statements
from quellenkritik.tasks import argument_words, coding_words, timeline_words
from quellenkritik.tasks.argument import likest_two
from quellenkritik.tasks.argument_caps import cap, second

MARKS = {
    "audience": {"interview": "interview", "briefing": "briefing", "speech": "address", "address": "address"},
    "reversal": {"evening": "same_day", "hours later": "same_day", "next day": "next_day"},
    "reason": {"my team": "own_team", "nervous": "delegation_nervous", "partner": "condition"},
    "raised_by": {"i asked": "putin", "i said": "putin", "asked whether": "journalist"},
    "answer": {
        "door": "door_open",
        "think so": "possible",
        "why not": "not_against",
        "restrained": "restrained",
    },
    "certainty": {"let us say": "hedged", "half joking": "half_joking"},
}
"""Words that a program may look for; the first hit decides."""


def coding(sheet: Mapping[str, Any], here: Register | None) -> Any:
    """Return the codings of the tellings where the register has them, else what single words suggest."""
    return {"items": {item["id"]: _telling(item, here) for item in sheet["items"]}}


def _telling(item: Mapping[str, Any], here: Register | None) -> dict[str, str]:
    source = _source(item["quotes"][0], here)
    stated = statements(source.telling) if source and source.telling else {}
    answer: dict[str, str] = {}
    for name in coding_words.QUESTIONS:
        if name in stated:
            value, quotes = str(stated[name].value), stated[name].quotes
            answer |= {name: value, coding_words.at(name): (quotes or ["none"])[0]}
        else:
            answer |= _by_words(name, item)
    return answer


def _by_words(name: str, item: Mapping[str, Any]) -> dict[str, str]:
    for quote in item["quotes"]:
        words = f"{quote['text']} {quote['gloss']}".casefold()
        for mark, value in MARKS[name].items():
            if mark in words:
                return {name: value, coding_words.at(name): quote["id"]}
    if name == "certainty":
        return {name: "plain_statement", coding_words.at(name): item["quotes"][0]["id"]}
    return {name: "not_seen" if item["seen"] != "whole" else "absent", coding_words.at(name): "none"}


def timeline(sheet: Mapping[str, Any], here: Register | None) -> Any:
    """Return the dates of the sources where the register has them, else those of the pages, and what follows."""
    events = [item for item in sheet["items"] if item["kind"] == "event"]
    dates = {item["id"]: _date(item, here) for item in events}
    ranked = sorted(dates, key=lambda ident: edtf.moments(dates[ident])[0])
    places = {ident: str(1 + at) for at, ident in enumerate(ranked)}
    return {
        "events": {
            item["id"]: {
                "when": dates[item["id"]],
                "at": item["quotes"][0]["id"],
                "place": places[item["id"]],
            }
            for item in events
        },
        "pairs": {
            item["id"]: {"order": _order(dates[item["first"]], dates[item["second"]])}
            for item in sheet["items"]
            if item["kind"] == "pair"
        },
        "tensions": [],
    }


def _date(item: Mapping[str, Any], here: Register | None) -> str:
    """Return the event's date as the codings of its sources have it, else the date of the source or of the page."""
    for quote in item["quotes"]:
        source = _source(quote, here)
        stated = statements(source.record).get("event_date") if source and source.record else None
        for text in (stated.value if stated else None, source.date if source else None, quote["dated"][:10]):
            if isinstance(text, str) and edtf.check(text):
                return text
    return "2000-06"


def _order(one: str, other: str) -> str:
    (first, last), (low, high) = edtf.moments(one), edtf.moments(other)
    if last < low:
        return timeline_words.FIRST
    return timeline_words.SECOND if high < first else timeline_words.UNDETERMINED


ORIGINS = {
    "P1-": "talbott_notes",
    "P2-": "memcon",
    "P6-": "kremlin_2000",
    "P": "us_delegation_2000",
    "T03f": "latimes_2000",
    "T03": "dpa_2000",
    "T04": "sevodnya_2000",
    "T12": "clinton_memory",
    "T13": "others_later",
    "T": "putin_memory",
    "W-": "press_later",
    "C": "rule",
}
"""Beginnings of ids, as the register has them, and the origin that they suggest; the first hit decides."""


def argument(sheet: Mapping[str, Any], here: Register | None) -> Any:
    """Return for each claim the words most like it, their origin by the id, or by the parent that the codings name."""
    return {"cards": {item["id"]: _argued(item["claim"], sheet, here) for item in sheet["items"]}}


def _argued(claim: str, sheet: Mapping[str, Any], here: Register | None) -> dict[str, Any]:
    quote, other = likest_two(claim, sheet)
    texts = {q["id"]: q["text"] for q in sheet["quotations"]}
    origin = _origin(quote, here)
    return {
        "evidence": quote,
        "words": texts[quote],
        "reach": argument_words.CARRIES,
        "counter": argument_words.NONE_FOUND,
        "origins": [origin],
        "second": second([origin, _origin(other, here)]),
        "certainty": cap([origin], shown=True, against=False),
    }


def _origin(quote: str, here: Register | None) -> str:
    source = _source({"id": quote}, here)
    parents = [parent.id for parent in source.parents if parent.id] if source else []
    name = next((p for p in parents if p.startswith("P")), quote)
    return next(origin for start, origin in ORIGINS.items() if name.startswith(start))


def _source(quote: Mapping[str, Any], here: Register | None) -> Source | None:
    return here.sources.get(str(quote["id"]).partition("#")[0]) if here else None
