"""Scoring the exercise pivot: classes, words with their evidence, routes, and the signs of misunderstandings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik.measures.classification import macro_f1
from quellenkritik.tasks import pivot_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.form import entry_of, text_of
from quellenkritik.tasks.scoring import habit, holds_one, in_turn, is_run

Coded = Mapping[str, str]
"""What an answer gives for one item: ``class``, ``through``, ``word``, ``against``; empty where nothing valid came."""

Item = Mapping[str, Any]
Key = Mapping[str, Any]
WITHOUT_WORD = (w.UNDETERMINED,)
"""Classes that have no diagnostic word and no evidence."""


def coded(answer: Tree, sheet: Sheet) -> dict[str, Coded]:
    """Return what the answer gives for each item of the sheet; a value that is formally wrong is left empty."""
    panel: dict[str, set[str]] = {}
    for text in sheet["panel"]:
        panel.setdefault(text["group"], set()).add(text["id"])
    return {item["id"]: _one(answer, item, panel.get(item["group"], set())) for item in sheet["items"]}


def _one(answer: Tree, item: Item, panel: set[str]) -> Coded:
    entry = entry_of(answer, "items", item["id"])
    given = {name: text_of(entry, name) for name in ("class", "through", "word", "against")}
    valid = {
        "class": given["class"] in w.CLASSES,
        "through": given["through"] in w.THROUGH,
        "word": given["word"] == w.NONE or is_run(given["word"], item["text"], w.MOST_WORDS),
        "against": given["against"] == w.NONE or given["against"] in panel,
    }
    return {name: value if valid[name] else "" for name, value in given.items()}


def class_right(answer: Coded, key: Key) -> bool:
    """Return whether the class is the key's or an accepted one."""
    return answer["class"] == key["class"] or answer["class"] in key["accept"]["class"]


def evidence(answer: Coded, key: Key) -> float:
    """Return 1 for the right class with its word and its text, a half without the text, else 0.

    Where a class without a word is accepted in the place of one with a word, it needs none.
    """
    if not class_right(answer, key):
        return 0.0
    if answer["class"] in WITHOUT_WORD:
        return 1.0
    if not holds_one(answer["word"], key["word"]):
        return 0.0
    return 1.0 if answer["against"] in (*key["against"], *key["accept"]["against"]) else 0.5


def class_share(answers: Mapping[str, Coded], keys: Mapping[str, Key]) -> float:
    """Return the macro F1 of the classes; an accepted class counts as the key's."""
    wanted = [key["class"] for key in keys.values()]
    given = [key["class"] if class_right(answers[i], key) else answers[i]["class"] for i, key in keys.items()]
    return macro_f1(wanted, given)


def word_share(answers: Mapping[str, Coded], keys: Mapping[str, Key]) -> float:
    """Return the mean evidence over the items that have a diagnostic word."""
    asked = {i: key for i, key in keys.items() if key["class"] not in WITHOUT_WORD}
    return sum(evidence(answers[i], key) for i, key in asked.items()) / max(1, len(asked))


def route_share(answers: Mapping[str, Coded], keys: Mapping[str, Key]) -> float:
    """Return the relays whose language is right and shown by a word, among the relays and the false alarms."""
    relays = {i: key for i, key in keys.items() if key["class"] == "relay"}
    false = sum(
        answers[i]["class"] == "relay" and not class_right(answers[i], key) for i, key in keys.items()
    )
    right = sum(_route_right(answers[i], key) for i, key in relays.items())
    return right / max(1, len(relays) + false)


def _route_right(answer: Coded, key: Key) -> bool:
    if answer["class"] != "relay":
        return class_right(answer, key)
    languages = (key["through"], *key["accept"]["through"])
    return answer["through"] in languages and holds_one(answer["word"], key["word"])


def class_codes(answers: Mapping[str, Coded], keys: Mapping[str, Key], sheet: Sheet) -> tuple[str, ...]:
    """Return the misunderstandings that the classes show, each where it is a habit and not a slip."""
    lang = {item["id"]: item["lang"] for item in sheet["items"]}
    wrong = {i: answers[i]["class"] for i, key in keys.items() if not class_right(answers[i], key)}
    groups = {
        "english-is-original": [i for i, k in keys.items() if lang[i] == "en" and k["class"] != "original"],
        "relay-is-error": [i for i, k in keys.items() if k["class"] == "relay"],
        "marks-mean-exact": [i for i, k in keys.items() if k["class"] == "paraphrase"],
        "foreign-is-relay": [i for i, k in keys.items() if lang[i] != "en" and k["class"] == "direct"],
        "sure-without-evidence": [i for i, k in keys.items() if k["class"] == "undetermined"],
    }
    signs = {
        "english-is-original": ("original",),
        "relay-is-error": ("reworded", "paraphrase"),
        "marks-mean-exact": ("original", "direct"),
        "foreign-is-relay": ("relay",),
        "sure-without-evidence": tuple(name for name in w.CLASSES if name != w.UNDETERMINED),
    }
    return in_turn(
        {
            code: habit(sum(wrong.get(i, "") in signs[code] for i in places), len(places))
            for code, places in groups.items()
        }
    )


def word_codes(answers: Mapping[str, Coded], sheet: Sheet) -> tuple[str, ...]:
    """Return the misunderstanding that the evidence shows: an original proved by a text in another language."""
    lang = {text["id"]: text["lang"] for text in sheet["panel"]}
    called = [item for item in sheet["items"] if answers[item["id"]]["class"] == "original"]
    crossed = sum(lang.get(answers[item["id"]]["against"], item["lang"]) != item["lang"] for item in called)
    return in_turn({"translation-as-proof": habit(crossed, len(called))})
