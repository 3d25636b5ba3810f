"""The attacker on the exercises of translation: it compares glosses word by word and believes every difference.

With a package it takes the register's glosses, some of which name in brackets what has changed, in the place of those
of the sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from quellenkritik.register import Register
from quellenkritik.tasks import shifts_words as w
from quellenkritik.text import words

Item = Mapping[str, Any]
FEW = 4


def shifts(sheet: Mapping[str, Any], here: Register | None) -> Any:
    """Return a mark for each run of words whose meaning stands nowhere in the first text of the chain."""
    glosses = {quote.text: quote.gloss or "" for quote in here.quotations.values()} if here else {}
    return {"marks": [row for item in sheet["items"] for row in _marks(item, glosses)]}


def _marks(item: Item, glosses: Mapping[str, str]) -> Iterator[dict[str, str]]:
    shown = [text for text in item["chain"] if "text" in text]
    said = [_stems(text["gloss"] or text["text"]) for text in shown]
    named = _stems(" ".join(re.findall(r"\(([^)]*)\)", glosses.get(item["text"], ""))))
    meanings = [_stems(word) for word in (item["words"] or item["tokens"])]
    strange = [bool(m) and (not m & said[0] or bool(m & named)) for m in meanings]
    runs = [run for run in _runs(strange) if run[1] - run[0] < len(meanings)]
    for first, end in runs[: w.MOST_MARKS]:
        own = set().union(*meanings[first:end])
        at = next((n for n, text in enumerate(said) if own <= text), len(said))
        langs = [text["lang"] for text in shown] + [item["lang"]]
        stage = w.step(langs[at - 1], langs[at]) if at else "article"
        yield {
            "item": item["id"],
            "span": f"{first + 1}-{end}",
            "category": "mistranslation",
            "severity": "minor",
            "stage": stage,
        }


def _stems(text: str) -> set[str]:
    return {word[:5] for word in words(text.casefold()) if len(word) >= FEW}


def _runs(flags: list[bool]) -> Iterator[tuple[int, int]]:
    first = None
    for at, flag in enumerate([*flags, False]):
        if flag and first is None:
            first = at
        elif not flag and first is not None:
            yield first, at
            first = None
