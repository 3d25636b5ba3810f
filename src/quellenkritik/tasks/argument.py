"""The exercise argument: what may be claimed of June 2000, on which evidence, from how many origins, and how surely?

Each claim gets a card: the words that carry it, the words against it, the origins, whether two of them are independent,
and the highest certainty that the published table allows.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from html import escape
from typing import Any

from quellenkritik.tasks import argument_score as scored
from quellenkritik.tasks import argument_sheet, page
from quellenkritik.tasks import argument_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import Field, Form, Problem, Section, entry_of, text_of
from quellenkritik.tasks.scoring import ScoredTask, Share
from quellenkritik.text import tokens


class Argument(ScoredTask):
    """Did Clinton offer Putin NATO membership?"""

    id = w.EXERCISE
    topic = "narrative"
    title = "Argument"
    criteria = w.CRITERIA
    misconceptions = w.MISCONCEPTIONS

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key."""
        return argument_sheet.drawn(bank, seed)

    def form(self, sheet: Sheet) -> Form:
        """Return the form: one card for each claim."""
        known = {quote["id"] for quote in sheet["quotations"]}
        claims = {item["id"]: item["claim"] for item in sheet["items"]}
        wanted = "the id of a quotation on this sheet"
        return Form(
            self.id,
            (Section("cards", "The claims", _FIELDS, claims),),
            {"locator": lambda value: None if value in known else wanted},
        )

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: claims, quotations, the editors' count of origins, vocabularies, the table of caps."""
        claims = page.table("Claims", ("card", "claim"), [_claim(item) for item in sheet["items"]])
        quotes = page.table("Quotations", ("quotation", "words"), [_row(q) for q in sheet["quotations"]])
        caps = page.table(
            "The table of certainty",
            ("what shows the claim", "alone", "with words against it"),
            [(escape(c["shown"]), page.code(c["alone"]), page.code(c["against"])) for c in w.CAPS],
        )
        rules = page.table(
            "Rules", ("rule", "which says"), [(escape(n), escape(r)) for n, r in w.RULES.items()]
        )
        words = {"reach": w.REACH, "origins": w.ORIGINS, "second": w.SECOND, "certainty": w.CERTAINTY}
        vocabularies = "".join(page.vocabulary(name, words[name]) for name in words)
        return claims + quotes + trees(sheet) + vocabularies + caps + rules

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems, among them words that are no exact quotation."""
        texts = {quote["id"]: quote["text"] for quote in sheet["quotations"]}
        problems = super().check(answer, sheet)
        for item in sheet["items"]:
            entry = entry_of(answer, "cards", item["id"])
            for at, words in (("evidence", "words"), ("counter", "counter_words")):
                problems += _inexact(f"cards {item['id']}, {words}", entry, texts, at, words)
        return problems

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion."""
        found = scored.cards(answer, sheet)
        return {
            name: Share(scored.share(name, found, gold), scored.codes(name, found, gold))
            for name in scored.PARTS
        }

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return the key as an answer, each quotation in full."""
        texts = {quote["id"]: quote["text"] for quote in sheet["quotations"]}
        return {"cards": {item["id"]: _solved(gold["claims"][item["id"]], texts) for item in sheet["items"]}}

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the thoughtless strategies: one record or one teller for all, or the words most like the claim."""
        record, teller = _first(sheet, "P2-"), _first(sheet, "T14")
        plans = {
            "the record for everything": ((record, w.NONE_FOUND), "memcon", w.LIKELY),
            "the teller, and the record against him": ((teller, record), "putin_memory", w.OPEN),
            "nothing is shown": ((w.NONE, w.NONE_FOUND), w.NONE, w.NOT_SHOWN),
            "the likest words, told later": (("", w.NONE_FOUND), "putin_memory", w.POSSIBLE),
            "the likest words, of a record": (("", w.NONE_FOUND), "memcon", w.LIKELY),
            "the likest words, and they say less": (("", "likest"), "memcon", w.NOT_SHOWN),
        }
        return {name: _filled(sheet, *plan) for name, plan in plans.items()}


_FIELDS = (
    Field(
        "evidence",
        "locator",
        "Quotation that carries it",
        (w.NONE,),
        help="The one that comes nearest where none carries it; none where nothing bears on it.",
    ),
    Field(
        "words", "words", "Its words", required=False, help="At least five in a row, exactly as they stand."
    ),
    Field("reach", "choice", "How far do they carry?", tuple(w.REACH), labels=w.REACH),
    Field(
        "counter",
        "locator",
        "Quotation against it",
        (w.NONE_FOUND,),
        help="none_found is a full answer as well.",
    ),
    Field("counter_words", "words", "Words against it", required=False, help="At least five in a row."),
    Field("origins", "choices", "Origins of what carries it", tuple(w.ORIGINS), labels=w.ORIGINS),
    Field("second", "choice", "Independent second source?", tuple(w.SECOND), labels=w.SECOND),
    Field(
        "certainty",
        "choice",
        "Highest certainty allowed",
        tuple(w.CERTAINTY),
        labels=w.CERTAINTY,
        help="By the table.",
    ),
)


def trees(sheet: Sheet) -> str:
    """Return the editors' count of pages and origins as a table."""
    rows = [
        (escape(t["what"]), str(t["pages"]), str(t["origins"]), escape(t["which"])) for t in sheet["trees"]
    ]
    return page.table(w.TREES["title"], tuple(w.TREES["head"]), rows)


def _claim(item: Mapping[str, Any]) -> tuple[str, str]:
    return page.code(item["id"]), escape(item["claim"])


def _row(quote: Mapping[str, str]) -> tuple[str, str]:
    dated = "" if quote["dated"] == "unknown" else f"dated {quote['dated']}"
    facts = [quote["speaker"], quote["page"], dated, quote["place"], quote.get("note", "")]
    told = escape("; ".join(fact for fact in facts if fact))
    return page.code(quote["id"]), f"{page.quotation(quote)}<br><small>{told}</small>"


def _inexact(
    where: str, entry: Mapping[str, Tree], texts: Mapping[str, str], at: str, words: str
) -> list[Problem]:
    """Return a problem where a quotation is named and its words are missing or do not stand in it."""
    quote, given = text_of(entry, at), text_of(entry, words)
    if quote not in texts or scored.exact(given, texts[quote]):
        return []
    wanted = f"at least five words in a row of {quote}, exactly as they stand"
    return [Problem(where, f"'{given[:60]}'" if given else "nothing", wanted, missing=not given)]


def _solved(key: Mapping[str, Any], texts: Mapping[str, str]) -> dict[str, Tree]:
    evidence = next(iter(key["shows"] or key["less"]), w.NONE)
    counter = next(iter(key["against"]), w.NONE_FOUND)
    return {
        "evidence": evidence,
        "words": texts.get(evidence, ""),
        "reach": key["reach"],
        "counter": counter,
        "counter_words": texts.get(counter, ""),
        "origins": list(key["origins"]),
        "second": key["second"],
        "certainty": key["certainty"],
    }


_REACHED = {w.NOT_SHOWN: w.SAYS_LESS}


def _first(sheet: Sheet, start: str) -> str:
    ids = [str(quote["id"]) for quote in sheet["quotations"]]
    return next((i for i in ids if i.startswith(start)), ids[0])


def _filled(sheet: Sheet, places: tuple[str, str], origin: str, certainty: str) -> Tree:
    """Return an answer with one pattern on every card; an empty place is filled with the words most like the claim."""
    texts = {quote["id"]: quote["text"] for quote in sheet["quotations"]}
    cards: dict[str, Tree] = {}
    for item in sheet["items"]:
        likest, next_best = likest_two(item["claim"], sheet)
        evidence = places[0] or likest
        counter = next_best if places[1] == "likest" else places[1]
        cards[item["id"]] = {
            "evidence": evidence,
            "words": texts.get(evidence, ""),
            "reach": _REACHED.get(certainty, w.CARRIES) if evidence != w.NONE else w.NOTHING,
            "counter": counter,
            "counter_words": texts.get(counter, ""),
            "origins": [origin],
            "second": w.NO_SOURCE if origin == w.NONE else w.NO_SECOND,
            "certainty": certainty,
        }
    return {"cards": cards}


def likest_two(claim: str, sheet: Sheet) -> tuple[str, str]:
    """Return the two quotations that share most words with a claim, glosses included, for their length."""
    wanted = set(tokens(claim.casefold()))

    def likeness(quote: Mapping[str, str]) -> float:
        words = set(tokens(f"{quote['text']} {quote['gloss']}".casefold()))
        return len(words & wanted) / math.sqrt(5 + len(words))

    first, second, *_ = sorted(sheet["quotations"], key=likeness, reverse=True)
    return first["id"], second["id"]


TASK = Argument()
