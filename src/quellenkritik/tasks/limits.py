"""The exercise limits: how far up does this record carry this statement?

For each of 36 statements the answer gives a step of the ladder and the quotation that carries it. Two criteria: the
steps by ordinal alpha, graded in bands, with the interval shown; the steps with their evidence, statement by statement.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from quellenkritik.tasks import limits_score as scored
from quellenkritik.tasks import limits_sheet, page
from quellenkritik.tasks import limits_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import Field, Form, Problem, Section, entry_of, text_of
from quellenkritik.tasks.scoring import ScoredTask, Share
from quellenkritik.text import tokens

Item = Mapping[str, Any]


class Limits(ScoredTask):
    """What can this record prove?"""

    id = limits_sheet.EXERCISE
    topic = "authenticity"
    title = "Limits"
    criteria = w.CRITERIA
    misconceptions = w.MISCONCEPTIONS
    told = ("agreement",)
    """The note of a result that a student reads: alpha, its interval and the band."""

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key."""
        return limits_sheet.drawn(bank, seed)

    def form(self, sheet: Sheet) -> Form:
        """Return the form: a step and a quotation for each statement, record by record."""
        known = set().union(*scored.locators(sheet).values())
        fields = (
            Field("step", "choice", "Highest step", tuple(w.STEPS), labels=w.STEPS),
            Field("locator", "locator", "Quotation", (w.NONE,), help="An id of the record, or none."),
        )
        labels = {
            item["id"]: f"{item['statement']} [{record['title']}]"
            for record in sheet["records"]
            for item in _asked(record, sheet)
        }
        section = Section("items", "The statements", fields, labels)
        wanted = "the id of a quotation of the sheet, or none"
        return Form(self.id, (section,), {"locator": lambda value: None if value in known else wanted})

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: the ladder, its rules, such papers on themselves, record by record the statements."""
        rules = page.table(
            "How high a record can carry at all",
            ("rule", "limit"),
            [(str(number), escape(rule)) for number, rule in enumerate(w.RULES, start=1)],
        )
        quotes = page.table("About such records", ("id", "words"), [_quoted(q) for q in sheet["genre"]])
        records = "".join(_record(record, sheet) for record in sheet["records"])
        return page.vocabulary("step", w.STEPS) + rules + quotes + records

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems, among them a quotation of another record and a step without one."""
        problems, known = super().check(answer, sheet), scored.locators(sheet)
        for item in sheet["items"]:
            entry = entry_of(answer, "items", item["id"])
            problems += _locator_problems(item, text_of(entry, "step"), text_of(entry, "locator"), known)
        return problems

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion."""
        answers, keys = scored.coded(answer, sheet), gold["items"]
        if not any(entry["step"] for entry in answers.values()):
            return {"step": Share(0.0), "evidence": Share(0.0)}
        units = scored.pairs(answers, keys)
        told = {"agreement": scored.in_words(units)}
        step = Share(scored.banded(scored.alpha(units)), scored.codes(answers, keys, sheet), told)
        return {"step": step, "evidence": Share(scored.evidence_share(answers, keys))}

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return the key as an answer."""
        keys = gold["items"]
        return {"items": {item["id"]: _solved(keys[item["id"]]) for item in sheet["items"]}}

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the thoughtless strategies: one step for all, by turns, by the record, by the look of a statement."""
        names, places = tuple(w.STEPS), {r["id"]: at for at, r in enumerate(sheet["records"])}
        rules: dict[str, Callable[[Item, int], str]] = {f"all {name}": _always(name) for name in names}
        rules["in turn"] = lambda item, at: names[at % len(names)]
        rules["record by record"] = lambda item, at: names[places[item["record"]] % len(names)]
        rules["marks are words"] = lambda item, at: "wording" if _marked(item) else "topic"
        rules["marks are words of notes"] = lambda item, at: "gist" if _marked(item) else "meeting"
        return {name: _filled(sheet, rule) for name, rule in rules.items()}


def _marked(item: Item) -> bool:
    return "\u201c" in item["statement"]


def _quoted(quote: Mapping[str, str]) -> tuple[str, str]:
    speaker = f" <small>({escape(quote['speaker'])})</small>" if quote["speaker"] else ""
    return page.code(quote["id"]), page.quotation(quote) + speaker


def _asked(record: Mapping[str, Any], sheet: Sheet) -> list[Item]:
    """Return the statements that are put to a record, in the order of the sheet."""
    return [item for item in sheet["items"] if item["record"] == record["id"]]


def _record(record: Mapping[str, Any], sheet: Sheet) -> str:
    """Return one record, how it was made, its quotations, and the statements that are put to it."""
    return (
        f"<p><strong>{escape(record['title'])}.</strong> {escape(record['made'])}</p>"
        + page.table(
            f"Quotations: {record['title']}", ("id", "words"), [_quoted(q) for q in record["quotes"]]
        )
        + page.table(
            "Statements put to it",
            ("item", "statement"),
            [(page.code(item["id"]), escape(item["statement"])) for item in _asked(record, sheet)],
        )
    )


def _locator_problems(item: Item, step: str, locator: str, known: Mapping[str, set[str]]) -> list[Problem]:
    where = f"items {item['id']}, locator"
    if step in w.STEPS and step != w.NONE and locator == w.NONE:
        wanted = "the id of the quotation that carries the step"
        return [
            Problem(where, f"'none' for the step '{step}'", wanted, "Without a quotation the step is none.")
        ]
    if locator in ("", w.NONE) or locator in known[item["record"]]:
        return []
    if any(locator in ids for ids in known.values()):
        return [Problem(where, f"'{locator}' of another record", "a quotation of this statement's record")]
    return []


def _solved(key: Mapping[str, Any]) -> dict[str, Tree]:
    return {"step": key["step"], "locator": key["locator"][0] if key["locator"] else w.NONE}


def _filled(sheet: Sheet, choose: Callable[[Item, int], str]) -> Tree:
    """Return an answer that chooses steps by a rule, and of each record the quotation most like the statement."""
    quotes = {record["id"]: record["quotes"] for record in sheet["records"]}
    rows: dict[str, Tree] = {}
    for at, item in enumerate(sheet["items"]):
        step, found = choose(item, at), quotes[item["record"]]
        likest = found[0] if step == "meeting" else max(found, key=lambda quote: _shared(item, quote))
        rows[item["id"]] = {"step": step, "locator": w.NONE if step == w.NONE else likest["id"]}
    return {"items": rows}


def _shared(item: Item, quote: Mapping[str, str]) -> int:
    """Return how many words a statement shares with a quotation or its gloss."""
    words = set(tokens(item["statement"].casefold()))
    return len(words & set(tokens(f"{quote['text']} {quote['gloss']}".casefold())))


def _always(name: str) -> Callable[[Item, int], str]:
    return lambda item, at: name


TASK = Limits()
