"""The exercise pivot: by which way did these words come, and which word shows it?

For each quotation the answer gives a class, the language of a relay, the diagnostic word and the panel text that shows
it. Three criteria: the classes by macro F1; the words with their evidence, item by item; the routes of the relays.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from quellenkritik.tasks import page, pivot_sheet
from quellenkritik.tasks import pivot_score as scored
from quellenkritik.tasks import pivot_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import Field, Form, Problem, Section, entry_of, text_of
from quellenkritik.tasks.scoring import ScoredTask, Share, is_run
from quellenkritik.text import words

Item = Mapping[str, Any]


class Pivot(ScoredTask):
    """Which way did these words take?"""

    id = pivot_sheet.EXERCISE
    topic = "translation"
    title = "Pivot"
    criteria = w.CRITERIA
    misconceptions = w.MISCONCEPTIONS

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key."""
        return pivot_sheet.drawn(bank, seed)

    def form(self, sheet: Sheet) -> Form:
        """Return the form: four fields for each quotation."""
        panel = {text["id"] for text in sheet["panel"]}
        fields = (
            Field("class", "choice", "Kind of quotation", tuple(w.CLASSES), labels=w.CLASSES),
            Field("through", "choice", "Relay through", w.THROUGH, help="none, unless it is a relay."),
            Field(
                "word",
                "words",
                "Diagnostic word",
                (w.NONE,),
                high=w.MOST_WORDS,
                help="One to five words, copied exactly.",
            ),
            Field("against", "locator", "Text that shows it", (w.NONE,), help="An id of the panel."),
        )
        labels = {item["id"]: item["text"] for item in sheet["items"]}
        section = Section("items", "The quotations", fields, labels)
        wanted = "the id of a text of the panel, or none"
        return Form(self.id, (section,), {"locator": lambda value: None if value in panel else wanted})

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: group by group the panel and the quotations, then the classes."""
        groups = "".join(_group(name, topic, sheet) for name, topic in sheet["groups"].items())
        return groups + page.vocabulary("class", w.CLASSES)

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems, among them words that do not stand in the quotation."""
        problems = super().check(answer, sheet)
        for item in sheet["items"]:
            entry = entry_of(answer, "items", item["id"])
            problems += _word_problems(item, text_of(entry, "word"))
            problems += _evidence_problems(item, text_of(entry, "against"), sheet)
        return problems

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion."""
        answers, keys = scored.coded(answer, sheet), gold["items"]
        return {
            "class": Share(scored.class_share(answers, keys), scored.class_codes(answers, keys, sheet)),
            "word": Share(scored.word_share(answers, keys), scored.word_codes(answers, sheet)),
            "route": Share(scored.route_share(answers, keys)),
        }

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return the key as an answer."""
        return {"items": {item["id"]: _solved(gold["items"][item["id"]]) for item in sheet["items"]}}

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the thoughtless strategies: one class for all, by the language alone, in turn."""
        names = tuple(w.CLASSES)
        return {
            **{f"all {name}": _filled(sheet, _always(name)) for name in names},
            "by language": _filled(sheet, _by_language),
            "English is original": _filled(sheet, _english_first),
            "in turn": _filled(sheet, lambda item, at: names[at % len(names)]),
        }


def _group(name: str, topic: str, sheet: Sheet) -> str:
    panel = [
        (page.code(t["id"]), escape(t["lang"]), page.quotation(t), escape(t["page"]))
        for t in sheet["panel"]
        if t["group"] == name
    ]
    items = [
        (
            page.code(i["id"]),
            escape(i["lang"]),
            page.quotation(i) + page.aid(i["words"], i["lang"]),
            escape(f"{i['speaker']}; spoken in {i['spoken_in']}; {i['printed']}; {i['page']}, {i['date']}"),
        )
        for i in sheet["items"]
        if i["group"] == name
    ]
    return page.table(f"{name}. Panel: {topic}", ("id", "language", "words", "where"), panel) + page.table(
        f"{name}. To be coded", ("item", "language", "words", "facts"), items
    )


def _word_problems(item: Item, word: str) -> list[Problem]:
    if word in ("", w.NONE) or is_run(word, item["text"], w.MOST_WORDS):
        return []
    wanted = f"one to {w.MOST_WORDS} words in a row from this quotation, or none"
    return [Problem(f"items {item['id']}, word", f"'{word[:60]}'", wanted, "Copy and paste them.")]


def _evidence_problems(item: Item, against: str, sheet: Sheet) -> list[Problem]:
    panel = {text["id"]: text["group"] for text in sheet["panel"]}
    if panel.get(against, item["group"]) == item["group"]:
        return []
    wanted = f"a text of the panel {item['group']}, the one for this quotation"
    return [Problem(f"items {item['id']}, against", f"'{against}' of the panel {panel[against]}", wanted)]


def _solved(key: Mapping[str, Any]) -> dict[str, Tree]:
    bare = key["class"] in scored.WITHOUT_WORD
    return {
        "class": key["class"],
        "through": key["through"],
        "word": w.NONE if bare else key["word"][0],
        "against": w.NONE if bare else key["against"][0],
    }


def _filled(sheet: Sheet, choose: Callable[[Item, int], str]) -> Tree:
    """Return an answer that chooses classes by a rule, the longest word, and the first text of the panel."""
    first: dict[str, str] = {}
    for text in sheet["panel"]:
        first.setdefault(text["group"], text["id"])
    rows: dict[str, Tree] = {}
    for at, item in enumerate(sheet["items"]):
        name = choose(item, at)
        rows[item["id"]] = {
            "class": name,
            "through": "ru" if name == "relay" else w.NONE,
            "word": max(words(item["text"]), key=len),
            "against": first.get(item["group"], w.NONE),
        }
    return {"items": rows}


def _always(name: str) -> Callable[[Item, int], str]:
    return lambda item, at: name


def _by_language(item: Item, at: int) -> str:
    """Return the class that the language alone suggests: the spoken one is original, every other came by a detour."""
    return "original" if item["lang"] == item["spoken_in"] else "relay"


def _english_first(item: Item, at: int) -> str:
    """Return original for English and direct for everything else."""
    return "original" if item["lang"] == "en" else "direct"


TASK = Pivot()
