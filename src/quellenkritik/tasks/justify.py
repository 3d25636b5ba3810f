"""The exercise justify: translate three sentences, and say of each what you decided and what it cost.

The machine looks at the form and gives two points; accuracy, modality, register and transparency are read by a person.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from quellenkritik.tasks import justify_entry as entry
from quellenkritik.tasks import justify_score as scored
from quellenkritik.tasks import justify_sheet, page
from quellenkritik.tasks import justify_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import Field, Form, Problem, Section, rows_of, text_of
from quellenkritik.tasks.scoring import ScoredTask, Share


class Justify(ScoredTask):
    """How would you say it, and what did you give up?"""

    id = w.EXERCISE
    topic = "translation"
    title = "Justify"
    criteria = w.CRITERIA
    misconceptions = w.MISCONCEPTIONS
    told = ("likeness",)
    """The notes of a result that students read."""

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key."""
        return justify_sheet.drawn(bank, seed)

    def form(self, sheet: Sheet) -> Form:
        """Return the form: a rendering and its strength for each sentence, and the log of decisions."""
        name = w.LANGUAGES[sheet["language"]]["name"]
        labels = {item["id"]: item["text"] for item in sheet["items"]}
        own = (
            Field("rendering", "text", f"Your rendering in {name}"),
            Field(
                "strength", "choice", "Strength of your verb", tuple(sheet["scale"]), labels=sheet["scale"]
            ),
        )
        log = (
            Field("item", "choice", "Sentence", tuple(labels), labels=labels),
            Field(
                "phrase",
                "words",
                "English words",
                high=w.MOST_WORDS,
                help="One to six words, copied exactly.",
            ),
            Field("first", "text", "First alternative"),
            Field("second", "text", "Second alternative"),
            Field("choice", "choice", "Which you took", w.CHOICES),
            Field("loss", "text", "What is lost by it", help="One sentence."),
        )
        return Form(
            self.id,
            (
                Section("renderings", "The renderings", own, labels),
                Section("log", "The decisions", log, min_rows=w.SENTENCES, max_rows=w.MOST_DECISIONS),
            ),
        )

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: the sentences, and the verb scale."""
        rows = [
            (page.code(i["id"]), escape(i["text"]), escape(f"{i['context']}; {i['page']}, {i['date']}"))
            for i in sheet["items"]
        ]
        name = w.LANGUAGES[sheet["language"]]["name"]
        return page.table(f"To be rendered in {name}", ("id", "sentence", "where"), rows) + page.vocabulary(
            "strength: the verb scale", sheet["scale"]
        )

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems: also what is no rendering, and what is no decision, as far as the form shows."""
        texts = scored.renderings(answer, sheet)
        own = [
            Problem(f"renderings {ident}, rendering", f"'{texts[ident][:60]}'", why)
            for ident, why in scored.faults(texts, sheet).items()
            if why and texts[ident]
        ]
        return super().check(answer, sheet) + own + _log_problems(answer, sheet)

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion."""
        return {
            "renderings": Share(
                scored.renderings_share(answer, sheet, gold),
                scored.rendering_codes(answer, sheet, gold),
                scored.likeness(answer, sheet, gold),
            ),
            "log": Share(scored.log_share(answer, sheet), scored.log_codes(answer, sheet)),
        }

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return the sample renderings of the key with a decision each; it is one answer among many."""
        keys = gold["items"]
        own: Tree = {
            item["id"]: {name: keys[item["id"]][name] for name in ("rendering", "strength")}
            for item in sheet["items"]
        }
        return {
            "renderings": own,
            "log": [{"item": i["id"], **keys[i["id"]]["decision"]} for i in sheet["items"]],
        }

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the thoughtless strategies: the English, empty words, one text for all, small words, names alone."""
        small = sorted(w.common(sheet["language"]))
        size = {item["id"]: len(entry.lower(item["text"])) for item in sheet["items"]}
        names = {item["id"]: [group[0] for group in item["keep"]] for item in sheet["items"]}
        longest = max(sheet["items"], key=lambda item: len(item["text"]))
        return {
            "the English": _filled(sheet, {item["id"]: item["text"] for item in sheet["items"]}),
            "one English for all": _filled(sheet, {item["id"]: longest["text"] for item in sheet["items"]}),
            "empty words": _filled(
                sheet, {i: _cycle(["lorem", "ipsum", "dolor", "sit", "amet"], n) for i, n in size.items()}
            ),
            "small words": _filled(sheet, {i: _cycle(small, n) for i, n in size.items()}),
            "one word": _filled(sheet, {i: _cycle(small[:1], n) for i, n in size.items()}),
            "one loss for all": _filled(
                sheet,
                {i: _cycle(small, n) for i, n in size.items()},
                ("something", "Something of the sense is lost by it."),
            ),
            "names": _filled(sheet, {i: _cycle(names[i] or small[:1], n) for i, n in size.items()}),
        }


def _log_problems(answer: Tree, sheet: Sheet) -> list[Problem]:
    """Return why rows of the log do not count, row by row."""
    texts = scored.renderings(answer, sheet)
    items = {item["id"]: item for item in sheet["items"]}
    problems = []
    for number, row in enumerate(rows_of(answer, "log"), start=1):
        item = items.get(text_of(row, "item"))
        if item and all(text_of(row, name) for name in ("phrase", "first", "second", "choice", "loss")):
            why = entry.decision_fault(row, item, texts[item["id"]], sheet["language"])
            problems += [Problem(f"log row {number}", f"'{text_of(row, 'phrase')[:60]}'", why)] if why else []
    return problems


def _cycle(words: Sequence[str], count: int) -> str:
    return " ".join(words[at % len(words)] for at in range(count))


def _filled(sheet: Sheet, texts: Mapping[str, str], log_words: tuple[str, str] = ("", "")) -> Tree:
    """Return an answer made of given texts; the decisions are filled from the same words, or with the words given."""
    other, loss = log_words
    step = next(iter(sheet["scale"]))
    own: Tree = {ident: {"rendering": text, "strength": step} for ident, text in texts.items()}
    log: list[Tree] = [
        {
            "item": item["id"],
            "phrase": " ".join(entry.lower(item["text"])[:2]),
            "first": " ".join(texts[item["id"]].split()[:1]),
            "second": other or " ".join(texts[item["id"]].split()[-1:]),
            "choice": "first",
            "loss": loss or " ".join(texts[item["id"]].split()[:8]),
        }
        for item in sheet["items"]
    ]
    return {"renderings": own, "log": log}


TASK = Justify()
