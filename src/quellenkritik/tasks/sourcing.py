"""The exercise sourcing: who made this, when, for whom, and who let it out?

The form goes question by question through the sources; each cell has a value and the quotation that shows it. What is
not asked is given. A gap (``not_stated``, ``not_seen``) is an answer, and a guess in its place costs half a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape
from typing import Any

from quellenkritik.register import edtf
from quellenkritik.tasks import page, sourcing_sheet
from quellenkritik.tasks import sourcing_score as scored
from quellenkritik.tasks import sourcing_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import Field, FieldKind, Form, Problem, Section, entry_of, text_of
from quellenkritik.tasks.scoring import ScoredTask, Share

Item = Mapping[str, Any]


class Sourcing(ScoredTask):
    """Who made it, when, for whom, and who let it out?"""

    id = sourcing_sheet.EXERCISE
    topic = "authenticity"
    title = "Sourcing"
    criteria = w.CRITERIA
    misconceptions = w.MISCONCEPTIONS

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key."""
        return sourcing_sheet.drawn(bank, seed)

    def form(self, sheet: Sheet) -> Form:
        """Return the form: one section a question, one entry a source of which it is asked."""
        known = {q["id"] for q in sheet["help"]} | {
            q["id"] for item in sheet["items"] for q in item["quotes"]
        }
        validators: dict[str, Callable[[str], str | None]] = {
            "locator": lambda value: (
                None if value in known else "the id of a quotation on this sheet, or none"
            ),
            "edtf": lambda value: (
                None if edtf.check(value) else "a date such as 2000-06-04, not_stated or not_seen"
            ),
        }
        asked = {name: _asked(sheet, name) for name in w.QUESTIONS}
        sections = tuple(_section(name, items) for name, items in asked.items() if items)
        return Form(self.id, sections, validators)

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: source by source, the help, then the vocabularies."""
        sources = "".join(_source(item) for item in sheet["items"])
        helps = _quotes("Help: other papers of one case", sheet["help"])
        gaps = {gap: w.GAP_WORDS[gap] for gap in w.GAPS}
        words = {name: {**w.CHOICES[name], **({} if name in w.WITHOUT_GAPS else gaps)} for name in w.CHOICES}
        return sources + helps + "".join(page.vocabulary(name, words[name]) for name in words)

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems, among them locators of another source."""
        problems = super().check(answer, sheet)
        helps = {quote["id"] for quote in sheet["help"]}
        every = helps | {quote["id"] for item in sheet["items"] for quote in item["quotes"]}
        for item in sheet["items"]:
            own = helps | {quote["id"] for quote in item["quotes"]}
            for name in item["asks"]:
                locator = text_of(entry_of(answer, name, item["id"]), "locator")
                if locator in every - own:
                    where = f"{name} {item['id']}, locator"
                    problems.append(
                        Problem(where, f"'{locator}'", "a quotation of this source or of the help")
                    )
        return problems

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion."""
        outcome = scored.by_criterion(scored.cells(answer, sheet, gold))
        return {name: Share(value, codes) for name, (value, codes) in outcome.items()}

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return the key as an answer."""

        def solved(item: Item, name: str) -> tuple[str, str]:
            cell = gold["items"][item["id"]][name]
            return cell["value"], cell["locator"][0]

        return _filled(sheet, solved)

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the thoughtless strategies: a gap everywhere, and what an article of 2025 would suggest."""
        return {
            "not seen everywhere": _filled(sheet, lambda item, name: _gap(name, w.NOT_SEEN)),
            "not stated everywhere": _filled(sheet, lambda item, name: _gap(name, w.NOT_STATED)),
            "as the article has it": _filled(sheet, lambda item, name: (_AS_PRINTED[name], _first(item))),
            "as if all were one paper": _filled(sheet, lambda item, name: (_AS_ONE[name], _first(item))),
        }


_AS_PRINTED = {
    "creator": "national_security_archive",
    "role": "interpreter_or_translator",
    "addressee": "general_public",
    "genre": "memcon",
    "event_date": "2000-06",
    "writing_date": "2000-06",
    "release_date": "2025-08",
    "authority": "clinton_library",
    "case_number": w.NOT_STATED,
    "remnant_or_tradition": "tradition",
    "good_for": "told_public_then",
}
_AS_ONE = {
    "creator": "talbott",
    "role": "note_taker",
    "addressee": "press",
    "genre": "notes",
    "event_date": "2000-06-04",
    "writing_date": "2000-06-04",
    "release_date": "2025-08-21",
    "authority": "white_house_press_office",
    "case_number": w.NOT_SEEN,
    "remnant_or_tradition": "remnant",
    "good_for": "american_record",
}


def _source(item: Item) -> str:
    """Return one source: what is given, its quotations, the questions."""
    asked = "".join(f"<li>{page.code(name)} {escape(text)}</li>" for name, text in item["asks"].items())
    given = escape(" ".join(part for part in (item["shown"], item["editors"]) if part))
    return (
        f"<h4>{page.code(item['id'])} {page.foreign(item['title'], item['lang'])}</h4>"
        f"<p>{escape(item['outlet'])}. {given}</p>"
        f"{_quotes('What it shows', item['quotes'])}<ul>{asked}</ul>"
    )


def _quotes(caption: str, quotes: Sequence[Mapping[str, str]]) -> str:
    return page.table(
        caption, ("locator", "words"), [(page.code(q["id"]), page.quotation(q)) for q in quotes]
    )


def _asked(sheet: Sheet, name: str) -> dict[str, str]:
    """Return the sources of which a question is asked, with the question in words."""
    return {
        item["id"]: f"{item['title']}: {item['asks'][name]}"
        for item in sheet["items"]
        if name in item["asks"]
    }


def _section(name: str, items: Mapping[str, str]) -> Section:
    gaps = () if name in w.WITHOUT_GAPS else w.GAPS
    kinds: dict[str, FieldKind] = {**dict.fromkeys(w.DATES, "edtf"), "case_number": "words"}
    kind: FieldKind = kinds.get(name, "choice")
    labels = {**w.CHOICES.get(name, {}), **{gap: w.GAP_WORDS[gap] for gap in gaps}}
    value = Field("value", kind, w.QUESTIONS[name], (*w.CHOICES.get(name, {}), *gaps), labels=labels)
    locator = Field("locator", "locator", "Quotation that shows it", (w.NO_LOCATOR,), help="none for a gap.")
    return Section(name, w.QUESTIONS[name], (value, locator), items)


def _filled(sheet: Sheet, choose: Callable[[Item, str], tuple[str, str]]) -> Tree:
    """Return an answer by a rule that gives value and locator of each cell."""
    answer: dict[str, Tree] = {}
    for name in w.QUESTIONS:
        rows: dict[str, Tree] = {}
        for item in sheet["items"]:
            if name in item["asks"]:
                value, locator = choose(item, name)
                rows[item["id"]] = {"value": value, "locator": locator}
        if rows:
            answer[name] = rows
    return answer


def _gap(name: str, gap: str) -> tuple[str, str]:
    return ("", "") if name in w.WITHOUT_GAPS else (gap, w.NO_LOCATOR)


def _first(item: Item) -> str:
    return str(item["quotes"][0]["id"])


TASK = Sourcing()
