"""Drawing the exercise rules: public papers to try a program on, and the papers that it is called with when it is graded.

As in doctored, papers and key come from the generator: the examples with the public practice seed for every class, the
others with the seed of the class. None of them is a paper of doctored. A paper is given as data, printed fields and plain
text; on a quarter of them a machine has misread words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from quellenkritik.specimens import layout, ocr, rounds
from quellenkritik.specimens.model import NOTICE_LINE, WHERE, Specimen
from quellenkritik.specimens.rounds import Made
from quellenkritik.specimens.rules import rules
from quellenkritik.specimens.stream import Stream
from quellenkritik.tasks import draw
from quellenkritik.tasks import rules_words as w
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.doctored_sheet import also_right

EXERCISE, FUNCTION = "rules", "find_anachronisms"
EXAMPLES, UNSEEN = (11,), (21, 22, 23)
"""Numbers of the generator's rounds, twelve papers each; doctored has the numbers 1 to 3."""


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key."""
    kinds = [str(item["rule"]) for item in bank["items"] if item["kind"] == "alteration"]
    examples = [
        {**call, "shows": key} for call, key in _papers(EXAMPLES, draw.PRACTICE_SEED, kinds, prefix="x")
    ]
    unseen = list(_papers(UNSEEN, seed, kinds, prefix="s"))
    sheet = {
        "exercise": EXERCISE,
        "notice": NOTICE_LINE,
        "card": [_line(code) for code in kinds],
        "where": dict(w.WHERE),
        "forms": dict(w.FORMS),
        "fields": dict(w.FIELDS),
        "items": examples,
    }
    return sheet, {
        "exercise": EXERCISE,
        "calls": [call for call, _ in unseen],
        "items": {call["id"]: key for call, key in unseen},
    }


def given(paper: Specimen) -> dict[str, Any]:
    """Return a paper as a student's function gets it."""
    return {
        "notice": NOTICE_LINE,
        "form": str(paper.genre.value),
        "fields": {name: list(lines) for name, lines in paper.fields.items()},
        "text": layout.plain(layout.layout(paper)),
    }


def _papers(
    numbers: Sequence[int], seed: bytes, kinds: Sequence[str], prefix: str
) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the call and the key of each paper of some rounds, in an order that says nothing."""
    made = {paper.slot: paper for number in numbers for paper in rounds.make(seed, number, kinds)}
    slots = [{"id": slot} for slot in made]
    for place, slot in enumerate(draw.in_order(slots, exercise=EXERCISE, seed=seed), start=1):
        one = made[str(slot["id"])]
        paper = one.paper
        if one.focus == "machine-reading":
            paper = ocr.misread(paper, Stream(seed, f"{one.slot}/misread"))
        call = {"id": f"{prefix}-{place:02d}", "function": FUNCTION, "arguments": [given(paper)]}
        yield call, _key(one)


def _key(made: Made) -> dict[str, Any]:
    return {
        "tells": {code: _places(code, places, made.paper) for code, places in made.tells.items()},
        "also": also_right(made),
        "oddity": made.focus,
    }


def _places(code: str, places: Sequence[str], paper: Specimen) -> list[str]:
    """Return where a sign may be seen; a wrong president wherever the paper names one."""
    if code != "wrong-president":
        return list(places)
    named = [
        WHERE[field]
        for field in ("subject", "heading", "participants", "body")
        if any(name in paper.text(field).casefold() for name in ("yeltsin", "putin"))
    ]
    return list(dict.fromkeys([*places, *named]))


def _line(code: str) -> dict[str, Any]:
    """Return one line of the card that students work with."""
    rule = rules()[code]
    return {
        "code": code,
        "where": list(rule.where),
        "genuine": rule.genuine,
        "betrays": rule.betrays,
        "evidence": list(rule.evidence),
        "rests_on": rule.rests_on,
    }
