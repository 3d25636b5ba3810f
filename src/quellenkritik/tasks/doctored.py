"""The exercise doctored: does this paper fit its date?

For each of thirty-six constructed papers the answer gives the probability that it was altered, the sign that betrays
it, and the place. Two criteria: the probabilities by Brier skill, the signs by F1. All right verdicts with wrong signs
earn 2.5 of 8 points, less than a third.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from quellenkritik.specimens import layout
from quellenkritik.specimens.gallery import papers
from quellenkritik.specimens.rules import rules
from quellenkritik.tasks import doctored_feedback as feedback
from quellenkritik.tasks import doctored_score as scored
from quellenkritik.tasks import doctored_sheet
from quellenkritik.tasks import doctored_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.doctored_feedback import rehearsal
from quellenkritik.tasks.doctored_view import Card, whole
from quellenkritik.tasks.form import Field, Form, Problem, Section, entry_of
from quellenkritik.tasks.scoring import ScoredTask, Share

__all__ = ["TASK", "Card", "Doctored", "papers", "rehearsal"]

Item = Mapping[str, Any]
Guess = tuple[str, str, str]
"""Probability, sign and place of one paper."""


class Doctored(ScoredTask):
    """Does this paper fit its date?"""

    id = doctored_sheet.EXERCISE
    topic = "authenticity"
    title = "Doctored"
    criteria = w.CRITERIA
    misconceptions = w.MISCONCEPTIONS
    told = ("diagram", "rounds", "parts", "signs")
    """The notes of a result that a student reads: sums over the rounds, and the diagram."""

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key; round 1 is the public one, whatever the seed."""
        return doctored_sheet.drawn(bank, seed)

    def form(self, sheet: Sheet) -> Form:
        """Return the form: three rounds, three fields for each paper."""
        fields = (
            Field("altered", "number", "Probability that it was altered", help="0 genuine, 1 altered."),
            Field("tell", "choice", "The sign", (w.NONE, *_tells(sheet)), required=False),
            Field("where", "choice", "Where", (w.NONE, *w.WHERE), required=False),
        )
        return Form(
            self.id,
            tuple(
                Section(name, f"Round {number}", fields, _labels(sheet, number))
                for number, name in w.ROUNDS.items()
            ),
        )

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: the card, the places, and the papers round by round."""
        return whole(sheet)

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems, among them a sign on a paper that is held for genuine."""
        problems = super().check(answer, sheet)
        answers = scored.coded(answer, sheet)
        for item in sheet["items"]:
            given, name = answers[item["id"]], w.ROUNDS[item["round"]]
            if entry_of(answer, name, item["id"]):
                problems += _at_odds(f"{name} {item['id']}", given)
        return problems

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion, with the diagram and the parts of the Brier score as notes."""
        answers, keys = scored.coded(answer, sheet), gold["items"]
        return {
            "verdict": Share(
                scored.verdict_share(answers, keys),
                scored.verdict_codes(answers, keys),
                feedback.verdict_notes(answers, keys),
            ),
            "tell": Share(
                scored.tell_share(answers, keys),
                scored.tell_codes(answers, keys),
                feedback.tell_notes(answers, keys),
            ),
        }

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return the key as an answer."""
        return _filled(sheet, lambda item: _solved(gold["items"][item["id"]]))

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the thoughtless strategies: one probability, one sign for all, suspicion by looks."""
        always = {f"always {tell}": _filled(sheet, _one_sign(tell)) for tell in _tells(sheet)}
        looks: dict[str, Callable[[Item], bool]] = {
            "each": lambda item: True,
            "garbled": lambda item: "reading" in item,
            "late order": lambda item: "13526" in _text(item),
            "long": lambda item: len(_text(item)) > 1200,
            "exciting": lambda item: any(word in _text(item) for word in ("bombshell", "secret", "swears")),
        }
        return {
            "half": _filled(sheet, lambda item: ("0.5", w.NONE, w.NONE)),
            **{name: _filled(sheet, _by(suspect)) for name, suspect in looks.items()},
            **always,
        }


def _tells(sheet: Sheet) -> tuple[str, ...]:
    return tuple(line["tell"] for line in sheet["card"])


def _labels(sheet: Sheet, number: int) -> dict[str, str]:
    return {
        item["id"]: "a machine's reading" if "reading" in item else _title(item)
        for item in sheet["items"]
        if item["round"] == number
    }


def _title(item: Item) -> str:
    """Return the heading of a page, to find it by."""
    heads = [block["lines"][0] for block in item["page"] if block["kind"] == "head"]
    return str(heads[0]).capitalize() if heads else "a page"


def _at_odds(where: str, given: scored.Coded) -> list[Problem]:
    """Return what does not go together in one entry."""
    if given.tell and given.stated is not None and given.stated < w.SURE_ENOUGH:
        return [
            Problem(
                where,
                f"the sign {given.tell} at {given.stated:g}",
                f"a probability from {w.SURE_ENOUGH:g} on, or no sign",
                "A sign counts only on a paper that you hold for altered.",
            )
        ]
    if given.tell and not given.where:
        return [Problem(f"{where}, where", "nothing", "the place of the sign", missing=True)]
    return []


def _text(item: Item) -> str:
    return str(item["reading"]) if "reading" in item else layout.plain(layout.from_data(item["page"]))


def _solved(key: Mapping[str, Any]) -> Guess:
    for tell, places in key["tells"].items():
        return "1", tell, places[0]
    return "0", w.NONE, w.NONE


def _one_sign(tell: str) -> Callable[[Item], Guess]:
    return lambda item: ("1", tell, rules()[tell].where[0])


def _by(suspect: Callable[[Item], bool]) -> Callable[[Item], Guess]:
    return lambda item: ("0.8" if suspect(item) else "0.2", w.NONE, w.NONE)


def _filled(sheet: Sheet, guess: Callable[[Item], Guess]) -> Tree:
    sections: dict[str, dict[str, Tree]] = {name: {} for name in w.ROUNDS.values()}
    for item in sheet["items"]:
        altered, tell, where = guess(item)
        sections[w.ROUNDS[item["round"]]][item["id"]] = {"altered": altered, "tell": tell, "where": where}
    return dict(sections)


TASK = Doctored()
