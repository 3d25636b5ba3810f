"""Drawing a sheet of the exercise doctored: three rounds of twelve papers, rendered, with opaque ids.

The bank holds no papers and no key: it names the kinds of alteration in use. Papers and key come from the generator and
the seed. Round 1 is made with the public practice seed for every class, so that its key may be shown; rounds 2 and 3
come from the seed of the class, which stays with the instructor as the key does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik.specimens import layout, ocr, rounds
from quellenkritik.specimens.model import NOTICE_LINE
from quellenkritik.specimens.periods import read_hours
from quellenkritik.specimens.rounds import Made
from quellenkritik.specimens.rules import rules
from quellenkritik.specimens.stream import Stream
from quellenkritik.tasks import doctored_words as w
from quellenkritik.tasks import draw
from quellenkritik.tasks.core import Gold, Sheet

EXERCISE = "doctored"
PUBLIC_ROUND = 1
_PREFIX = {1: "a", 2: "b", 3: "c"}


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key."""
    kinds = [str(item["rule"]) for item in bank["items"] if item["kind"] == "alteration"]
    items: list[dict[str, Any]] = []
    keys: dict[str, Any] = {}
    for number in w.ROUNDS:
        given, key = one_round(number, seed, kinds)
        items += given
        keys |= key
    sheet = {
        "exercise": EXERCISE,
        "notice": NOTICE_LINE,
        "card": [_line(code) for code in kinds],
        "where": dict(w.WHERE),
        "items": items,
    }
    return sheet, {"exercise": EXERCISE, "items": keys}


def one_round(
    number: int, seed: bytes, kinds: Sequence[str] | None = None
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Return the papers of one round in the order of the sheet, and their key by opaque id."""
    seed = draw.PRACTICE_SEED if number == PUBLIC_ROUND else seed
    made = {paper.slot: paper for paper in rounds.make(seed, number, kinds)}
    slots = [{"id": slot} for slot in made]
    ids = draw.opaque_ids(slots, exercise=EXERCISE, seed=seed, prefix=_PREFIX[number])
    ordered = [str(slot["id"]) for slot in draw.in_order(slots, exercise=EXERCISE, seed=seed)]
    items = [_given(made[slot], ids[slot], number, seed) for slot in ordered]
    return items, {ids[slot]: _key(made[slot], number) for slot in ordered}


def _given(made: Made, ident: str, number: int, seed: bytes) -> dict[str, Any]:
    """Return what a student sees of one paper: a page, or a machine's reading of it."""
    blocks = layout.layout(made.paper)
    given: dict[str, Any] = {"id": ident, "round": number, "notice": NOTICE_LINE}
    if made.focus == "machine-reading":
        return {**given, "reading": ocr.read_by_machine(blocks, Stream(seed, f"{made.slot}/machine"))}
    return {**given, "page": [block.as_data() for block in blocks]}


def _key(made: Made, number: int) -> dict[str, Any]:
    return {
        "round": number,
        "altered": made.altered,
        "tells": {code: list(places) for code, places in made.tells.items()},
        "accept": also_right(made),
        "focus": made.focus,
        "oddities": sorted(made.oddities),
    }


def also_right(made: Made) -> dict[str, list[str]]:
    """Return signs that are not the alteration and yet right: hours that run back do not fit the stated length either."""
    hours = read_hours(made.paper.text("occasion")) or read_hours(made.paper.text("sessions"))
    if "clock-runs-back" in made.tells and hours and hours.minutes < 0:
        return {"wrong-length": list(rules()["wrong-length"].where)}
    return {}


def _line(code: str) -> dict[str, Any]:
    """Return one line of the card that students work with."""
    rule = rules()[code]
    return {
        "tell": code,
        "genuine": rule.genuine,
        "betrays": rule.betrays,
        "evidence": list(rule.evidence),
        "rests_on": rule.rests_on,
    }
