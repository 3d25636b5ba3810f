"""Scoring the exercise argument: evidence, counter-evidence, origins, certainty, and the signs of misunderstandings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik.tasks import argument_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.argument_caps import cap, higher, independent
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import entry_of, text_of
from quellenkritik.tasks.scoring import habit, in_turn
from quellenkritik.text import is_exact_quotation

Key = Mapping[str, Any]
Card = Mapping[str, Any]
HALF = 0.5
TOO_SURE = -0.25
"""What a certainty above the table costs."""


def cards(answer: Tree, sheet: Sheet) -> dict[str, dict[str, Any]]:
    """Return what an answer writes on each card; what is formally wrong is empty."""
    texts = {quote["id"]: quote["text"] for quote in sheet["quotations"]}
    return {item["id"]: _card(entry_of(answer, "cards", item["id"]), texts) for item in sheet["items"]}


def _card(entry: Mapping[str, Tree], texts: Mapping[str, str]) -> dict[str, Any]:
    evidence, counter = text_of(entry, "evidence"), text_of(entry, "counter")
    named = entry.get("origins", [])
    found = [str(o).strip() for o in (named if isinstance(named, list) else [named])]
    return {
        "evidence": evidence if evidence in (*texts, w.NONE) else "",
        "exact": exact(text_of(entry, "words"), texts.get(evidence, "")),
        "reach": text_of(entry, "reach") if text_of(entry, "reach") in w.REACH else "",
        "counter": counter if counter in (*texts, w.NONE_FOUND) else "",
        "counter_exact": exact(text_of(entry, "counter_words"), texts.get(counter, "")),
        "origins": sorted({o for o in found if o in w.ORIGINS}),
        "second": text_of(entry, "second") if text_of(entry, "second") in w.SECOND else "",
        "certainty": text_of(entry, "certainty") if text_of(entry, "certainty") in w.CERTAINTY else "",
    }


def exact(words: str, text: str) -> bool:
    """Return whether the words quote the text: five in a row, or all of it."""
    return bool(text) and is_exact_quotation(words, text)


def evidence(card: Card, key: Key) -> float:
    """Return 1 for the words that reach furthest and how far; half if they are not quoted exactly.

    The right place is worth nothing without the judgement whether the words carry the claim or say less.
    """
    if card["reach"] not in (key["reach"], *key["accept"]["reach"]):
        return 0.0
    carrying = key["shows"] or key["less"]
    if not carrying:
        return 1.0 if card["evidence"] == w.NONE else 0.0
    found = card["evidence"] in (*carrying, *key["accept"]["evidence"])
    return (1.0 if card["exact"] else HALF) if found else 0.0


def counter(card: Card, key: Key) -> float:
    """Return 1 for words against the claim, or for none found where there are none; half for the place alone."""
    if card["counter"] in (*key["against"], *key["accept"]["counter"]):
        return 1.0 if card["counter_exact"] else HALF
    free = not key["against"] or key["accept"]["none_found"]
    return 1.0 if free and card["counter"] == w.NONE_FOUND else 0.0


def origins(card: Card, key: Key) -> float:
    """Return the agreement (F1) with the origins, halved where it is wrong whether two are independent."""
    named = set(card["origins"])
    wanted = [set(key["origins"]), *(set(o) for o in key["accept"]["origins"])]
    best = max(2 * len(named & o) / max(1, len(named) + len(o)) for o in wanted)
    return best if card["second"] in (key["second"], *key["accept"]["second"]) else HALF * best


def certainty(card: Card, key: Key) -> float:
    """Return 1 for the highest certainty allowed, half for one step less, a loss for more; all on the right evidence."""
    given, wanted = card["certainty"], (key["certainty"], *key["accept"]["certainty"])
    if not given:
        return 0.0
    if all(higher(given, allowed) for allowed in wanted):
        return TOO_SURE
    if not evidence(card, key):
        return 0.0
    return 1.0 if given in wanted else HALF if any(_one_below(given, a) for a in wanted) else 0.0


def _one_below(given: str, allowed: str) -> bool:
    """Return whether a certainty lies one step below another; ``not_shown`` lies below none of them."""
    ladder = list(w.CERTAINTY)[1:]
    return given in ladder and allowed in ladder and ladder.index(allowed) - ladder.index(given) == 1


PARTS = {"evidence": evidence, "counter": counter, "origins": origins, "certainty": certainty}
"""Criterion -> the credit of one card."""


def share(name: str, answers: Mapping[str, Card], gold: Gold) -> float:
    """Return the mean credit of the cards for one criterion, at least 0."""
    credits = [PARTS[name](answers[ident], key) for ident, key in gold["claims"].items()]
    return max(0.0, sum(credits) / max(1, len(credits)))


def codes(name: str, answers: Mapping[str, Card], gold: Gold) -> tuple[str, ...]:
    """Return the misunderstandings that the answers to one criterion show."""
    pairs = [(answers[ident], key) for ident, key in gold["claims"].items()]
    signs = {"evidence": _evidence_signs, "counter": _counter_signs, "origins": _origin_signs}
    return in_turn(signs[name](pairs, gold) if name in signs else _certainty_signs(pairs))


def _evidence_signs(pairs: list[tuple[Card, Key]], gold: Gold) -> dict[str, bool]:
    wrong = [card["evidence"] for card, key in pairs if card["evidence"] and not evidence(card, key)]
    earlier = [(card, key) for card, key in pairs if not set(key["origins"]) & w.LATER]
    filled = sum(
        not evidence(card, key) and gold["origins"].get(card["evidence"]) in w.LATER for card, key in earlier
    )
    return {
        "release-proves": any(quote in gold["traps"]["release"] for quote in wrong),
        "later-fills": habit(filled, len(earlier)),
    }


def _counter_signs(pairs: list[tuple[Card, Key]], gold: Gold) -> dict[str, bool]:
    silent = [
        card for card, key in pairs if card["counter"] in gold["traps"]["silence"] and not counter(card, key)
    ]
    held = [(card, key) for card, key in pairs if key["against"] and not key["accept"]["none_found"]]
    passed = sum(card["counter"] == w.NONE_FOUND for card, _ in held)
    return {"silence-refutes": bool(silent), "against-passed-over": passed > 1 and habit(passed, len(held))}


def _origin_signs(pairs: list[tuple[Card, Key]], gold: Gold) -> dict[str, bool]:
    single = [(card, key) for card, key in pairs if _right_second(key) == {w.NO_SECOND}]
    doubled = [card for card, _ in single if card["second"] == w.INDEPENDENT]
    one_side = [
        card for card in doubled if len(set(card["origins"])) > 1 and not independent(card["origins"])
    ]
    pages = [
        card
        for card, key in pairs
        if w.LATER_PRESS in card["origins"]
        and not any(w.LATER_PRESS in o for o in (key["origins"], *key["accept"]["origins"]))
    ]
    return {
        "copies-are-witnesses": habit(len(doubled) - len(one_side), len(single)),
        "one-delegation": bool(one_side),
        "page-is-origin": len(pages) > 1,
    }


def _right_second(key: Key) -> set[str]:
    return {key["second"], *key["accept"]["second"]}


def _certainty_signs(pairs: list[tuple[Card, Key]]) -> dict[str, bool]:
    ready = any(
        key["ready"] and card["certainty"] not in ("", key["certainty"], *key["accept"]["certainty"])
        for card, key in pairs
    )
    tense = [card for card, key in pairs if key["shows"] and key["against"]]
    struck = sum(card["certainty"] == w.NOT_SHOWN for card in tense)
    beyond = sum(_beyond(card) for card, _ in pairs)
    return {
        "ready-is-offered": ready,
        "tension-refutes": habit(struck, len(tense)),
        "beyond-own-card": habit(beyond, len(pairs)),
    }


def _beyond(card: Card) -> bool:
    """Return whether a card is surer than the table allows for what stands on the card itself."""
    if not card["certainty"] or not card["origins"]:
        return False
    against = card["counter"] not in ("", w.NONE_FOUND)
    return higher(card["certainty"], cap(card["origins"], shown=True, against=against))
