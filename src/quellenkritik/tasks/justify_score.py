"""Scoring the exercise justify: the form alone. The likeness to printed renderings is told, for no points."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik.measures.chrf import chrf
from quellenkritik.tasks import justify_entry as entry
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import entry_of, rows_of, text_of
from quellenkritik.tasks.scoring import habit, in_turn

Rows = list[dict[str, Tree]]


def renderings(answer: Tree, sheet: Sheet) -> dict[str, str]:
    """Return what the answer gives as a rendering for each sentence, whatever it is."""
    return {
        item["id"]: text_of(entry_of(answer, "renderings", item["id"]), "rendering")
        for item in sheet["items"]
    }


def faults(texts: Mapping[str, str], sheet: Sheet) -> dict[str, str]:
    """Return for each sentence why its text is no rendering; an empty text where it may be one."""
    found = {}
    for item in sheet["items"]:
        own = texts[item["id"]]
        twin = any(entry.alike(own, other) for ident, other in texts.items() if ident != item["id"])
        fault = entry.rendering_fault(own, item, sheet["language"])
        found[item["id"]] = fault or ("a rendering for each sentence" if twin else "")
    return found


def renderings_share(answer: Tree, sheet: Sheet, gold: Gold) -> float:
    """Return the share of sentences with a rendering of the student's own and a step of the scale."""
    texts = renderings(answer, sheet)
    why = faults(texts, sheet)
    good = sum(
        not why[ident]
        and text_of(entry_of(answer, "renderings", ident), "strength") in sheet["scale"]
        and not entry.is_copied(text, gold["items"][ident]["printed"])
        for ident, text in texts.items()
    )
    return good / len(texts)


def decided(answer: Tree, sheet: Sheet) -> dict[str, list[str]]:
    """Return for each sentence the fault of each of its decisions; an empty text stands for a decision that counts.

    A loss that is told twice counts once.
    """
    texts, told = renderings(answer, sheet), set()
    found: dict[str, list[str]] = {item["id"]: [] for item in sheet["items"]}
    items = {item["id"]: item for item in sheet["items"]}
    for row in rows_of(answer, "log"):
        ident = text_of(row, "item")
        if ident not in items:
            continue
        loss = tuple(entry.lower(text_of(row, "loss")))
        fault = entry.decision_fault(row, items[ident], texts[ident], sheet["language"])
        found[ident].append(fault or ("a loss of its own for each decision" if loss in told else ""))
        told.add(loss)
    return found


def log_share(answer: Tree, sheet: Sheet) -> float:
    """Return the share of sentences with at least one decision that counts."""
    found = decided(answer, sheet)
    return sum("" in rows for rows in found.values()) / len(found)


def rendering_codes(answer: Tree, sheet: Sheet, gold: Gold) -> tuple[str, ...]:
    """Return what the renderings show: printed ones taken over, English left, a verb stronger than the English."""
    texts = {ident: text for ident, text in renderings(answer, sheet).items() if text}
    items = {item["id"]: item for item in sheet["items"]}
    steps = {ident: text_of(entry_of(answer, "renderings", ident), "strength") for ident in items}
    known = {i: int(k["english"]) for i, k in gold["items"].items() if k["english"] is not None}
    louder = sum(steps[i].isdigit() and int(steps[i]) > step for i, step in known.items())
    printed = sum(entry.is_copied(text, gold["items"][i]["printed"]) for i, text in texts.items())
    english = sum(_left_english(text, items[i]) for i, text in texts.items())
    return in_turn(
        {
            "print-is-authority": printed > 0,
            "english-will-do": habit(english, len(texts)),
            "louder-than-the-original": habit(louder, len(known)),
        }
    )


def _left_english(text: str, item: Mapping[str, Any]) -> bool:
    found, source = entry.lower(text), set(entry.lower(item["text"]))
    return sum(word in source for word in found) > entry.ENGLISH_LEFT * len(found)


def log_codes(answer: Tree, sheet: Sheet) -> tuple[str, ...]:
    """Return what the log shows: decisions without an alternative, losses that are denied."""
    ids = {item["id"] for item in sheet["items"]}
    rows: Rows = [
        row for row in rows_of(answer, "log") if text_of(row, "item") in ids and text_of(row, "phrase")
    ]
    single = sum(
        set(entry.lower(text_of(row, "first"))) == set(entry.lower(text_of(row, "second")))
        or not text_of(row, "second")
        for row in rows
    )
    denied = sum(entry.says_nothing(text_of(row, "loss")) for row in rows)
    return in_turn(
        {"one-right-translation": habit(single, len(rows)), "nothing-is-lost": habit(denied, len(rows))}
    )


def likeness(answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, str]:
    """Return the greatest chrF of each rendering with a printed one, as a line for the student, where any is printed."""
    parts = []
    for number, (ident, text) in enumerate(renderings(answer, sheet).items(), start=1):
        printed = gold["items"][ident]["printed"]
        if text and printed:
            best = max(chrf(text, other) for other in printed)
            parts.append(f"sentence {number}: {best:.2f} (of {len(printed)})")
    if not parts:
        return {}
    why = "It says how alike the words are and not how good the rendering is; it gives no points."
    return {"likeness": f"Greatest likeness (chrF, 0 to 1) to a printed rendering: {', '.join(parts)}. {why}"}
