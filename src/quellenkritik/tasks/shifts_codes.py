"""The signs of misunderstandings in the exercise shifts, each told where it is a habit and not a slip."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from quellenkritik.tasks import shifts_words as w
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.scoring import habit, in_turn
from quellenkritik.tasks.shifts_score import Found


def mark_codes(found: Found, sheet: Sheet) -> tuple[str, ...]:
    """Return what the marks themselves show: differences taken for shifts, and shifts of a kind passed over."""
    keyed = {key["item"] for key in found.keys}
    faithful = [item["id"] for item in sheet["items"] if item["id"] not in keyed]
    marked = {mark.item for mark in found.marks}
    return in_turn(
        {
            "difference-is-shift": habit(sum(item in marked for item in faithful), len(faithful)),
            "marks-guarantee-words": _passed_over(found, "quoted_paraphrase"),
            "omission-is-invisible": _passed_over(found, "omission"),
        }
    )


def _passed_over(found: Found, category: str) -> bool:
    """Return whether marks of a category are missed by somebody who finds at least half of the others."""
    own = [at for at in found.scored if found.keys[at]["category"][0] == category]
    rest = [at for at in found.scored if at not in own]
    careful = 2 * sum(at in found.met for at in rest) >= len(rest) > 0
    return careful and habit(sum(at not in found.met for at in own), len(own))


def stage_codes(found: Found) -> tuple[str, ...]:
    """Return what the stages show: all blame on the last hand, certainty where a text between is not shown."""
    keys, met = found.keys, found.met
    unsure = [at for at in met if keys[at]["stage"][0] == w.UNDETERMINED]
    earlier = [at for at in met if at not in unsure and keys[at]["last"] not in keys[at]["stage"]]
    blamed = sum(found.value(at, "stage") == keys[at]["last"] for at in earlier)
    sure = sum(found.value(at, "stage") not in ("", w.UNDETERMINED) for at in unsure)
    return in_turn(
        {
            "last-translator-did-it": habit(blamed, len(earlier)),
            "sure-without-evidence": habit(sure, len(unsure)),
        }
    )


def severity_codes(found: Found) -> tuple[str, ...]:
    """Return what the severities show: a tense passed over or called a shade, every shift called a falsification."""
    tenses = [at for at in found.met if found.keys[at]["category"][0] == "tense_modality"]
    return in_turn(
        {
            "tense-is-style": _passed_over(found, "tense_modality") or _said(found, tenses, "minor"),
            "every-shift-is-a-lie": _said(found, found.met, "critical"),
        }
    )


def _said(found: Found, places: Iterable[int], severity: str) -> bool:
    """Return whether a severity is given by habit where the key does not allow it."""
    chances: Collection[int] = [at for at in places if severity not in found.keys[at]["severity"]]
    return habit(sum(found.value(at, "severity") == severity for at in chances), len(chances))
