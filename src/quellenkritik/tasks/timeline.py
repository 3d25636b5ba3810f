"""The exercise timeline: what came when, what cannot be told, and which statements do not fit?

Events get a date as far as the sources show it, the quotation that shows it, and a place in the order; pairs of events
are decided or left open; among some statements the tensions are found and qualified.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from itertools import pairwise
from textwrap import shorten
from typing import Any

from quellenkritik.register import edtf
from quellenkritik.tasks import page, timeline_sheet
from quellenkritik.tasks import timeline_score as scored
from quellenkritik.tasks import timeline_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import Field, Form, Problem, Section, entry_of, text_of
from quellenkritik.tasks.scoring import ScoredTask, Share

Item = Mapping[str, Any]


class Timeline(ScoredTask):
    """What came when?"""

    id = w.EXERCISE
    topic = "narrative"
    title = "Timeline"
    criteria = w.CRITERIA
    misconceptions = w.MISCONCEPTIONS

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key."""
        return timeline_sheet.drawn(bank, seed)

    def form(self, sheet: Sheet) -> Form:
        """Return the form: dates and places of the events, orders of pairs, tensions."""
        events = {item["id"]: item["what"] for item in _of(sheet, "event")}
        pairs = {
            item["id"]: f"{events[item['first']]} / {events[item['second']]}" for item in _of(sheet, "pair")
        }
        known = {quote["id"] for item in _of(sheet, "event") for quote in item["quotes"]}
        statements = {s["id"]: shorten(s["gloss"] or s["text"], 70) for s in sheet["statements"]}
        return Form(
            self.id,
            (
                Section("events", "The events", _event_fields(len(events)), events),
                Section("pairs", "Which came first?", _PAIR_FIELDS, pairs),
                Section(
                    "tensions",
                    "What does not fit?",
                    _tension_fields(statements),
                    min_rows=1,
                    max_rows=w.MOST_ROWS,
                ),
            ),
            {
                "locator": lambda value: None if value in known else "the id of a quotation on this sheet",
                "edtf": lambda value: None if edtf.check_moment(value) else _DATE,
            },
        )

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: the events by part, the pairs, the statements, the vocabularies."""
        names = {item["id"]: item["what"] for item in _of(sheet, "event")}
        parts = "".join(
            _part(words, [i for i in _of(sheet, "event") if i["part"] == part])
            for part, words in w.PARTS.items()
        )
        rows = [
            (page.code(i["id"]), escape(names[i["first"]]), escape(names[i["second"]]))
            for i in _of(sheet, "pair")
        ]
        pairs = page.table("Which came first?", ("pair", "first", "second"), rows)
        tensions = page.table(
            f"Statements: {sheet['tensions']} tensions are among them",
            ("statement", "words"),
            map(_row, sheet["statements"]),
        )
        vocabularies = {"order": w.ORDERS, "verdict": w.VERDICTS, "condition": w.CONDITIONS}
        words = "".join(page.vocabulary(name, vocabularies[name]) for name in vocabularies)
        return parts + pairs + tensions + words

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems, among them quotations of another event."""
        problems = super().check(answer, sheet)
        every = {quote["id"] for item in _of(sheet, "event") for quote in item["quotes"]}
        for item in _of(sheet, "event"):
            at = text_of(entry_of(answer, "events", item["id"]), "at")
            if at in every - {quote["id"] for quote in item["quotes"]}:
                problems.append(
                    Problem(f"events {item['id']}, at", f"'{at}'", "a quotation of this event, or page")
                )
        return problems

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion."""
        dates, pairs = scored.dates(answer, sheet), scored.orders(answer, gold)
        rows = scored.rows(answer, sheet)
        return {
            "when": Share(scored.when_share(dates, gold), scored.when_codes(dates, gold)),
            "order": Share(scored.order_share(dates, gold)),
            "pairs": Share(scored.pair_share(pairs, gold), scored.pair_codes(pairs, gold)),
            "tensions": Share(scored.tension_share(rows, gold), scored.tension_codes(rows, gold)),
        }

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return the key as an answer; an event's place is the number of events known to come before it."""
        before = {i: sum(later == i for _, later in gold["determined"]) for i in gold["events"]}
        june = sum(item["part"] == "june" for item in _of(sheet, "event"))
        events: dict[str, Tree] = {}
        for item in _of(sheet, "event"):
            key = gold["events"][item["id"]]
            place = 1 + before[item["id"]] + (june if item["part"] != "june" else 0)
            events[item["id"]] = {"when": key["when"], "at": key["at"][0], "place": str(place)}
        return {
            "events": events,
            "pairs": {i: {"order": key["order"]} for i, key in gold["pairs"].items()},
            "tensions": [_solved(key) for key in gold["tensions"]],
        }

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the thoughtless strategies: one day for all, the order of the sheet, everything open."""
        plans = {
            "all on one day": ("2000-06-04", lambda at: "1", w.FIRST),
            "all in one month, everything open": ("2000-06", lambda at: "1", w.UNDETERMINED),
            "in the order of the sheet": ("2000-06-03/2000-06-05", lambda at: str(at + 1), w.SECOND),
        }
        return {name: _filled(sheet, *plan) for name, plan in plans.items()}


_DATE = "a date such as 2000-06-04, 2000-06-03T20:10:00, 2000-06-03/2000-06-05 or ../2017-06-03"
_PAIR_FIELDS = (Field("order", "choice", "Which came first", tuple(w.ORDERS), labels=w.ORDERS),)


def _event_fields(count: int) -> tuple[Field, ...]:
    return (
        Field(
            "when",
            "edtf",
            "When",
            help="As narrow as the sources allow: " + _DATE.removeprefix("a date such as ") + ".",
        ),
        Field(
            "at", "locator", "Quotation that shows it", (w.PAGE,), help="page where only the page has a date."
        ),
        Field(
            "place",
            "number",
            "Place in the order",
            low=1,
            high=count,
            help="The same number where nothing decides.",
        ),
    )


def _tension_fields(statements: Mapping[str, str]) -> tuple[Field, ...]:
    ids = tuple(statements)
    return (
        Field("one", "choice", "One statement", ids, labels=statements),
        Field("other", "choice", "The other", ids, labels=statements),
        Field("verdict", "choice", "How they stand", tuple(w.VERDICTS), labels=w.VERDICTS),
        Field("condition", "choice", "What has to be supposed", tuple(w.CONDITIONS), labels=w.CONDITIONS),
    )


def _of(sheet: Sheet, kind: str) -> list[Item]:
    return [item for item in sheet["items"] if item["kind"] == kind]


def _part(words: str, events: Sequence[Item]) -> str:
    """Return the events of one part, each with its quotations."""
    rows = [
        (
            page.code(event["id"]),
            escape(event["what"]),
            "".join(f"<p>{_located(q)}</p>" for q in event["quotes"]),
        )
        for event in events
    ]
    return page.table(f"Events: {words}", ("event", "what", "quotations"), rows)


def _located(quote: Mapping[str, str]) -> str:
    return f"{page.code(quote['id'])} {_words(quote)}"


def _row(quote: Mapping[str, str]) -> tuple[str, str]:
    return page.code(quote["id"]), _words(quote)


def _words(quote: Mapping[str, str]) -> str:
    """Return a quotation with speaker, page and the date that stands on the page."""
    facts = [
        quote["speaker"],
        quote["page"],
        f"dated {quote['dated']}" if quote["dated"] not in ("", "unknown") else "",
    ]
    return f"{page.quotation(quote)}<br><small>{escape('; '.join(fact for fact in facts if fact))}</small>"


def _filled(sheet: Sheet, when: str, place: Callable[[int], str], order: str) -> Tree:
    """Return an answer that gives every event one date and its first quotation, every pair one order."""
    events: dict[str, Tree] = {
        item["id"]: {"when": when, "at": item["quotes"][0]["id"], "place": place(at)}
        for at, item in enumerate(_of(sheet, "event"))
    }
    ids = [statement["id"] for statement in sheet["statements"]]
    return {
        "events": events,
        "pairs": {item["id"]: {"order": order} for item in _of(sheet, "pair")},
        "tensions": [
            {"one": one, "other": other, "verdict": w.NOT, "condition": w.NONE}
            for one, other in pairwise(ids[: w.MOST_ROWS + 1])
        ],
    }


def _solved(key: Mapping[str, Any]) -> Tree:
    names = ("verdict", "condition")
    return {"one": key["one"][0], "other": key["other"][0], **{name: key[name] for name in names}}


TASK = Timeline()
