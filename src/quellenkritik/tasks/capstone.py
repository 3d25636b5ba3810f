"""The exercise capstone: a record of eight reviewed claims that a fact-checker could hand over, and a correction.

It is passed or not. The machine looks at the record: a claim counts if its finding is right or can be defended and one
of at most :data:`MOST` quotations shows it; six of eight are enough. A person reads the correction.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from quellenkritik.tasks import capstone_sheet, page, wording
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import Field, Form, Problem, Section, entry_of, text_of
from quellenkritik.tasks.scoring import ScoredTask, Share, habit, in_turn

WORDS = wording.words(capstone_sheet.EXERCISE)
FINDINGS: Mapping[str, str] = WORDS["findings"]
RATINGS: Mapping[str, int] = WORDS["ratings"]
"""Each finding as a number from 1 to 5, for the rating of a ClaimReview record."""
MOST, ENOUGH, LONGEST = 3, 6, 300
"""Quotations for one claim at most, claims that make a pass, characters of a review."""


class Capstone(ScoredTask):
    """What should have stood there?"""

    id = capstone_sheet.EXERCISE
    topic = "narrative"
    title = "Capstone"
    criteria = wording.criteria(capstone_sheet.EXERCISE)
    misconceptions = wording.misconceptions(capstone_sheet.EXERCISE)
    told = ("count",)

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key."""
        return capstone_sheet.drawn(bank, seed)

    def form(self, sheet: Sheet) -> Form:
        """Return the form: for each claim a finding, the quotations that show it, and the review in a sentence."""
        known = {quote["id"] for quote in sheet["evidence"]}
        fields = (
            Field("finding", "choice", WORDS["fields"]["finding"], tuple(FINDINGS), labels=FINDINGS),
            Field("evidence", "locators", WORDS["fields"]["evidence"], help=WORDS["help"]["evidence"]),
            Field("review", "text", WORDS["fields"]["review"], high=LONGEST, help=WORDS["help"]["review"]),
        )
        labels = {item["id"]: item["claim"] for item in sheet["items"]}
        wanted = "the id of a quotation of the sheet"
        section = Section("claims", WORDS["fields"]["claims"], fields, labels)
        return Form(self.id, (section,), {"locator": lambda q: None if q in known else wanted})

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems; too many quotations and too long a review are among them."""
        problems = self.form(sheet).check(answer)
        for item in sheet["items"]:
            entry = entry_of(answer, "claims", item["id"])
            where, evidence = f"claims {item['id']}", entry.get("evidence", [])
            if isinstance(evidence, list) and len(evidence) > MOST:
                problems.append(Problem(f"{where}, evidence", f"{len(evidence)} ids", f"at most {MOST}"))
            if len(review := text_of(entry, "review")) > LONGEST:
                came = f"{len(review)} characters"
                problems.append(Problem(f"{where}, review", came, f"at most {LONGEST}"))
        return problems

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return whether the record is passed (1 or 0), with the codes of what its findings suggest."""
        right = sum(_right(answer, item, key) for item, key in gold["items"].items())
        note = WORDS["note"].format(right=right, of=len(gold["items"]), enough=ENOUGH)
        return {"record": Share(float(right >= ENOUGH), _codes(answer, gold), {"count": note})}

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return an answer that passes."""
        return {
            "claims": {
                item: {
                    "finding": key["finding"][0],
                    "evidence": list(key["evidence"][:MOST]),
                    "review": FINDINGS[key["finding"][0]],
                }
                for item, key in gold["items"].items()
            }
        }

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the documented thoughtless strategies: one finding for all, with quotations as they come."""
        ids = [quote["id"] for quote in sheet["evidence"]]
        offers = {"first": ids[:MOST], "last": ids[-MOST:], "middle": ids[len(ids) // 2 :][:MOST]}
        return {
            f"always {finding}, the {place} quotations": {
                "claims": {
                    item["id"]: {"finding": finding, "evidence": list(offered), "review": finding}
                    for item in sheet["items"]
                }
            }
            for finding in FINDINGS
            for place, offered in offers.items()
        }

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: the claims, the facts, the evidence, the findings."""
        claims = [
            (page.code(item["id"]), escape(item["claim"]), page.quotation(item["words"]))
            for item in sheet["items"]
        ]
        evidence = [
            (page.code(q["id"]), f"{escape(q['source'])}, {escape(q['date'])}", page.quotation(q))
            for q in sheet["evidence"]
        ]
        facts = "".join(f"<li>{escape(fact)}</li>" for fact in sheet["facts"])
        return (
            page.table(WORDS["shown"]["claims"], tuple(WORDS["shown"]["claims_head"]), claims)
            + f"<ul>{facts}</ul>"
            + page.table(WORDS["shown"]["evidence"], tuple(WORDS["shown"]["evidence_head"]), evidence)
            + page.vocabulary("finding", FINDINGS)
        )


def evidence_of(entry: Mapping[str, Tree]) -> list[str]:
    """Return the quotations that an answer gives for a claim; more than are allowed count as none."""
    given = entry.get("evidence", [])
    ids = [text.strip() for text in given if isinstance(text, str)] if isinstance(given, list) else []
    return ids if len(ids) <= MOST else []


def _right(answer: Tree, item: str, key: Mapping[str, Any]) -> bool:
    entry = entry_of(answer, "claims", item)
    return text_of(entry, "finding") in key["finding"] and bool(
        set(evidence_of(entry)) & set(key["evidence"])
    )


def _codes(answer: Tree, gold: Gold) -> tuple[str, ...]:
    """Return the misunderstandings that the findings show, each as a habit."""
    found = {item: text_of(entry_of(answer, "claims", item), "finding") for item in gold["items"]}
    keys = gold["items"]

    def made(wanted: str, came: str) -> bool:
        chances = [item for item, key in keys.items() if key["finding"][0] == wanted]
        wrong = [i for i in chances if found[i] == came and came not in keys[i]["finding"]]
        return habit(len(wrong), len(chances))

    bare = [
        item
        for item, key in keys.items()
        if found[item] in key["finding"]
        and not set(evidence_of(entry_of(answer, "claims", item))) & set(key["evidence"])
    ]
    return in_turn(
        {
            "changed-is-shown": made("changed", "shown"),
            "tension-is-refutation": made("in_tension", "not_shown"),
            "release-is-proof": made("not_shown", "shown"),
            "unseen-is-false": made("not_checkable", "not_shown"),
            "finding-without-evidence": habit(len(bare), len(keys)),
        }
    )


TASK = Capstone()
