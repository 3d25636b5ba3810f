"""Scoring the exercise sourcing: cells with a value and a locator, and the signs of misunderstandings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from quellenkritik.register import edtf
from quellenkritik.tasks import sourcing_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import entry_of, text_of
from quellenkritik.tasks.scoring import habit, in_turn
from quellenkritik.text import normalise

FALSE_CERTAINTY = -0.5
"""What a definite value costs where the truth is a gap."""

_POSTING = ("2025-08-21", "2025-08-22", "2025-08")
_KEEPERS = ("national_security_archive", "clinton_library", "news_site")
_POSTERS = ("national_security_archive", "clinton_library")


@dataclass(frozen=True)
class Cell:
    """One cell: what the answer gives (empty where nothing valid came), the key, and the quotations of the source."""

    field: str
    item: str
    value: str
    locator: str
    gold: str
    accept: tuple[str, ...]
    locators: tuple[str, ...]
    own: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether the value is the key's or an accepted one."""
        return any(same(self.field, self.value, wanted) for wanted in (self.gold, *self.accept))

    @property
    def shown(self) -> bool:
        """Whether the locator shows the value; a gap needs none, an accepted value any quotation of the source."""
        if self.value in w.GAPS:
            return self.locator in ("", w.NO_LOCATOR, *self.locators, *self.own)
        by_key = same(self.field, self.value, self.gold)
        return self.locator in (self.locators if by_key else (*self.locators, *self.own)) and bool(
            self.locator.strip() and self.locator != w.NO_LOCATOR
        )

    @property
    def credit(self) -> float:
        """Return 1, 0, or the cost of false certainty."""
        if self.right:
            return 1.0 if self.shown else 0.0
        return FALSE_CERTAINTY if self.gold in w.GAPS and self.value not in ("", *w.GAPS) else 0.0


def cells(answer: Tree, sheet: Sheet, gold: Gold) -> list[Cell]:
    """Return every cell that the sheet asks for."""
    helps = {quote["id"] for quote in sheet["help"]}
    found = []
    for item in sheet["items"]:
        own = tuple(quote["id"] for quote in item["quotes"])
        for name in item["asks"]:
            key = gold["items"][item["id"]][name]
            entry = entry_of(answer, name, item["id"])
            value, locator = text_of(entry, "value"), text_of(entry, "locator")
            valid = locator if locator in (w.NO_LOCATOR, *own, *helps) else ""
            found.append(
                Cell(
                    field=name,
                    item=item["id"],
                    value=value if is_valid(name, value) else "",
                    locator=valid,
                    gold=key["value"],
                    accept=tuple(key["accept"]),
                    locators=tuple(key["locator"]),
                    own=own,
                )
            )
    return found


def is_valid(field: str, value: str) -> bool:
    """Return whether a value is formally right for its question."""
    if field in w.WITHOUT_GAPS:
        return value in w.CHOICES[field]
    if value in w.GAPS:
        return True
    if field in w.DATES:
        return edtf.check(value)
    return value in w.CHOICES[field] if field in w.CHOICES else bool(value)


def same(field: str, value: str, wanted: str) -> bool:
    """Return whether two values are the same; a mark of doubt more than wanted does no harm, one less does."""
    if not value:
        return False
    if field in w.DATES and value not in w.GAPS:
        return value == wanted or _without_marks(value) == wanted
    if field == "case_number" and value not in w.GAPS:
        return _number(value) == _number(wanted)
    return value == wanted


def _without_marks(date: str) -> str:
    return "".join(sign for sign in date if sign not in "?~%")


def _number(text: str) -> str:
    """Return letters and digits of a number as printed, whatever stands between them."""
    return "".join(sign for sign in normalise(text).text.casefold() if sign.isalnum())


def share(found: Iterable[Cell], fields: tuple[str, ...]) -> float:
    """Return the mean credit of the cells of a criterion, at least 0."""
    credits = [cell.credit for cell in found if cell.field in fields]
    return max(0.0, sum(credits) / max(1, len(credits)))


def codes(found: list[Cell]) -> dict[str, tuple[str, ...]]:
    """Return the misunderstandings by criterion, each where it is a habit and not a slip."""
    wrong_everywhere = {
        "gap-filled": _habit(found, lambda c: c.gold in w.GAPS, _fills_gap),
        "unseen-is-silent": _habit(found, lambda c: c.gold in w.GAPS and not _either_gap(c), _other_gap),
        "no-evidence": _habit(found, lambda c: c.right, lambda c: not c.shown),
    }
    return {
        "who": in_turn(
            {
                "note-taker-is-interpreter": _habit(
                    found,
                    lambda c: c.gold in ("note_taker", "present_at_talk"),
                    _says("interpreter_or_translator"),
                ),
                "archive-is-author": _habit(found, lambda c: c.field == "creator", _says(*_KEEPERS)),
            }
        ),
        "when": in_turn(
            {
                "event-is-writing": _event_is_writing(found),
                "posting-is-release": _habit(
                    found, lambda c: c.field == "release_date", lambda c: not c.right and c.value in _POSTING
                ),
            }
        ),
        "custody": in_turn(
            {"one-archive-released-all": _one_archive([c for c in found if c.field == "authority"])}
        ),
        "use": in_turn(
            {
                "record-is-transcript": _habit(
                    found, lambda c: c.field == "good_for", _says("word_for_word")
                ),
                **wrong_everywhere,
            }
        ),
    }


Test = Callable[[Cell], bool]


def _habit(found: Iterable[Cell], invites: Test, shows: Test) -> bool:
    places = [cell for cell in found if invites(cell)]
    return habit(sum(shows(cell) for cell in places), len(places))


def _says(*values: str) -> Test:
    return lambda cell: not cell.right and cell.value in values


def _fills_gap(cell: Cell) -> bool:
    return cell.credit < 0


def _either_gap(cell: Cell) -> bool:
    return all(cell.gold == gap or gap in cell.accept for gap in w.GAPS)


def _other_gap(cell: Cell) -> bool:
    return not cell.right and cell.value in w.GAPS


def _one_archive(authority: list[Cell]) -> bool:
    """Return whether papers are given to those who post, or all to one office."""
    posted = habit(sum(_says(*_POSTERS)(cell) for cell in authority), len(authority) - 1)
    named = {cell.value for cell in authority if cell.value not in ("", *w.GAPS)}
    filled = sum(cell.value not in ("", *w.GAPS) for cell in authority)
    return posted or (len(named) == 1 and filled == len(authority) > 2)


def _event_is_writing(found: list[Cell]) -> bool:
    """Return whether days of the event are given for the writing where the key keeps them apart."""
    events = {cell.item: cell.gold for cell in found if cell.field == "event_date"}
    places = [
        c
        for c in found
        if c.field == "writing_date" and c.item in events and not _inside(c.gold, events[c.item])
    ]
    signs = [c for c in places if not c.right and _inside(c.value, events[c.item])]
    return habit(len(signs), len(places))


def _inside(date: str, span: str) -> bool:
    """Return whether a date lies within another; a gap lies nowhere."""
    if not (edtf.check(date) and edtf.check(span)):
        return False
    (first, last), (start, end) = edtf.interval(date), edtf.interval(span)
    return start <= first and last <= end


def by_criterion(found: list[Cell]) -> Mapping[str, tuple[float, tuple[str, ...]]]:
    """Return share and codes of each criterion."""
    signs = codes(found)
    return {name: (share(found, fields), signs[name]) for name, fields in w.ASKED_BY.items()}


__all__: list[Any] = ["Cell", "by_criterion", "cells"]
