"""The exercise coding: what does each telling tell, and what does it not tell?

Twelve tellings by six questions. Two criteria: the agreement with the key, corrected for chance and graded by a
published table of bands; and the right values with the quotations that show them, unit by unit.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from quellenkritik.tasks import coding_score as scored
from quellenkritik.tasks import coding_sheet, page
from quellenkritik.tasks import coding_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import Field, Form, Problem, Section, entry_of, text_of
from quellenkritik.tasks.scoring import ScoredTask, Share

Item = Mapping[str, Any]


class Coding(ScoredTask):
    """What does each telling tell?"""

    id = w.EXERCISE
    topic = "narrative"
    title = "Coding"
    criteria = w.CRITERIA
    misconceptions = w.MISCONCEPTIONS

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key."""
        return coding_sheet.drawn(bank, seed)

    def form(self, sheet: Sheet) -> Form:
        """Return the form: for each telling six values, each with its locator."""
        known = {quote["id"] for item in sheet["items"] for quote in item["quotes"]}
        wanted = "the id of a quotation of this telling, headline, or none"
        fields = tuple(field for name in w.QUESTIONS for field in _fields(name))
        labels = {item["id"]: f"{item['coded']}: {item['page']}, {item['date']}" for item in sheet["items"]}
        section = Section("items", "The tellings", fields, labels)
        return Form(self.id, (section,), {"locator": lambda value: None if value in known else wanted})

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: telling by telling in the order of time, then the vocabularies."""
        tellings = "".join(_telling(item) for item in sorted(sheet["items"], key=lambda i: str(i["date"])))
        words = "".join(page.vocabulary(name, w.VALUES[name]) for name in w.QUESTIONS)
        return tellings + words + page.vocabulary("when there is no value", w.GAP_WORDS)

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems, among them locators of another telling."""
        problems = super().check(answer, sheet)
        every = {quote["id"] for item in sheet["items"] for quote in item["quotes"]}
        for item in sheet["items"]:
            strange = every - {quote["id"] for quote in item["quotes"]}
            entry = entry_of(answer, "items", item["id"])
            for name in map(w.at, w.QUESTIONS):
                if text_of(entry, name) in strange:
                    where = f"items {item['id']}, {name}"
                    problems.append(
                        Problem(where, f"'{text_of(entry, name)}'", "a quotation of this telling")
                    )
        return problems

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion, with the agreement and its interval as a note."""
        found = scored.units(answer, sheet, gold)
        kappa = scored.agreement(found)
        band = scored.band(kappa.value)
        told = w.NOTES["agreement"].format(**vars(kappa), name=band["name"])
        notes = {"agreement": told} if any(unit.value for unit in found) else {}
        return {
            "values": Share(float(band["share"]), scored.value_codes(found), notes),
            "evidence": Share(scored.evidence_share(found), scored.evidence_codes(found)),
        }

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return the key as an answer."""

        def solved(item: Item, name: str) -> tuple[str, str]:
            unit = gold["items"][item["id"]]["units"][name]
            return unit["value"], (unit["at"] or [w.NONE])[0]

        return _filled(sheet, solved)

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the thoughtless strategies: a gap everywhere, the gap that the page suggests, one story for all."""
        stories = {name: _filled(sheet, _story(values)) for name, values in _STORIES.items()}
        return {
            **{f"{gap} everywhere": _filled(sheet, _always(gap)) for gap in w.GAPS},
            "by how much was seen": _filled(sheet, _by_seen),
            **stories,
        }


_STORIES = {
    "Putin's story of 2024": ("putin", "possible", "same_day", "own_team", "interview", "plain_statement"),
    "the open door": ("clinton", "door_open", "absent", "absent", "address", "plain_statement"),
    "the commonest of each": ("putin", "not_seen", "not_seen", "not_seen", "interview", "plain_statement"),
    "the article": ("clinton", "ready_to_discuss", "next_day", "not_seen", "public_press", "reported"),
}
"""Thoughtless answers: the same six values for every telling, in the order of the questions."""


def _fields(name: str) -> tuple[Field, Field]:
    words = {**w.VALUES[name], **w.GAP_WORDS}
    value = Field(name, "choice", w.QUESTIONS[name], tuple(words), labels=words)
    help_ = "An id of this telling; none for a gap."
    return value, Field(w.at(name), "locator", "Shown by", (w.NONE, w.HEADLINE), help=help_)


def _telling(item: Item) -> str:
    """Return one telling: whose, where, how much was seen, headline and quotations."""
    facts = (
        f"{item['page']}, {item['date']}; {w.SEEN.get(item['seen'], item['seen'])}. Coded: {item['coded']}."
    )
    rows = [(page.code(q["id"]), escape(q["lang"]), page.quotation(q) + _speaker(q)) for q in item["quotes"]]
    if "headline" in item:
        head = item["headline"]
        rows.insert(0, (page.code(w.HEADLINE), escape(head["lang"]), page.quotation(head)))
    return f"<h4>{page.code(item['id'])} {escape(facts)}</h4>" + page.table(
        f"{item['id']}: what it shows", ("locator", "language", "words"), rows
    )


def _speaker(quote: Mapping[str, str]) -> str:
    return f"<br><small>words of: {escape(quote['speaker'])}</small>" if quote.get("speaker") else ""


def _filled(sheet: Sheet, choose: Callable[[Item, str], tuple[str, str]]) -> Tree:
    """Return an answer by a rule that gives value and locator of each unit."""
    rows: dict[str, Tree] = {}
    for item in sheet["items"]:
        entry: dict[str, Tree] = {}
        for name in w.QUESTIONS:
            entry[name], entry[w.at(name)] = choose(item, name)
        rows[item["id"]] = entry
    return {"items": rows}


def _always(gap: str) -> Callable[[Item, str], tuple[str, str]]:
    return lambda item, name: (gap, w.NONE)


def _by_seen(item: Item, name: str) -> tuple[str, str]:
    return ("absent" if item["seen"] == "whole" else "not_seen"), w.NONE


def _story(values: tuple[str, ...]) -> Callable[[Item, str], tuple[str, str]]:
    by_name = dict(zip(w.QUESTIONS, values, strict=True))

    def choose(item: Item, name: str) -> tuple[str, str]:
        value = by_name[name]
        return value, w.NONE if value in w.GAPS else str(item["quotes"][0]["id"])

    return choose


TASK = Coding()
