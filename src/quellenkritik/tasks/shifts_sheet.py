"""Drawing a sheet of the exercise shifts: twelve short texts, each with the texts that lie before it on its way.

An item names a quotation of the register; a private bank may give the words themselves instead
(``quote: {text, lang, gloss, page, date}``). The sheet carries everything that a student needs, and no key: tokens are
numbered, foreign ones glossed, and a text between that is not shown is said to be so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik import register
from quellenkritik.tasks import draw
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import span_of
from quellenkritik.tasks.shifts_words import EXERCISE, last_step
from quellenkritik.text import tokens

FAITHFUL, INHERITED, OPEN, OWN, TRANSLATED = "faithful", "inherited", "undetermined", "article", "translated"
"""Strata: nothing has shifted; a change was handed on; the step cannot be told; the page's own; a translation's."""


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key; every stage of the bank is on it, and texts in which nothing has shifted."""
    glosses = bank.get("glosses", {})
    items = draw.stratified(
        bank["items"],
        exercise=EXERCISE,
        seed=seed,
        size=bank["size"],
        stratum=stratum,
        vary=lambda item: next((m["stage"] for m in item["gold"]["marks"] if not m.get("open")), ""),
        pinned=_always(bank["items"], seed),
    )
    ids = draw.opaque_ids(items, exercise=EXERCISE, seed=seed, prefix="s")
    sheet = {
        "exercise": EXERCISE,
        "items": [{"id": ids[i["id"]], **_given(i["given"], glosses)} for i in items],
    }
    marks = [_key(ids[i["id"]], mark, _last(i)) for i in items for mark in i["gold"]["marks"]]
    return sheet, {"exercise": EXERCISE, "marks": marks}


def _always(items: Sequence[Mapping[str, Any]], seed: bytes) -> list[str]:
    """Return one item with a paraphrase in quotation marks: the bank has few, and every sheet is to ask for one."""
    having = [
        item["id"]
        for item in items
        if any(m["category"] == "quoted_paraphrase" and not m.get("open") for m in item["gold"]["marks"])
    ]
    return sorted(having, key=lambda ident: draw.digest(seed, EXERCISE, ident))[:1]


def stratum(item: Mapping[str, Any]) -> str:
    """Return to which kind of item this one belongs, by its scored marks."""
    marks = [mark for mark in item["gold"]["marks"] if not mark.get("open")]
    allowed = [{mark["stage"], *mark.get("accept", {}).get("stage", [])} for mark in marks]
    if not marks:
        return FAITHFUL
    if any(mark["stage"] == OPEN for mark in marks):
        return OPEN
    if any(_last(item) not in stages for stages in allowed):
        return INHERITED
    return OWN if marks[0]["stage"] == OWN else TRANSLATED


def _last(item: Mapping[str, Any]) -> str:
    """Return the stage of the step that leads to the item."""
    chain = _chain(item["given"]["chain"], {})
    return last_step(chain, _words(item["given"]["quote"], {})["lang"])


def _given(given: Mapping[str, Any], glosses: Mapping[str, str]) -> dict[str, Any]:
    """Return what a student sees of one item; what the editors put in brackets behind a page's name is left out."""
    quote = _words(given["quote"], glosses)
    found = tokens(quote["text"])
    words = [word.strip() for word in given["words"].split("|")] if given.get("words") else []
    if words and len(words) != len(found):
        raise ValueError(
            f"{EXERCISE}: {len(words)} words of the gloss for {len(found)} tokens of '{quote['text'][:40]}'"
        )
    facts = {"printed": given["printed"], "tokens": found, "words": words}
    return {
        **quote,
        "page": quote["page"].partition(" (")[0],
        **facts,
        "chain": _chain(given["chain"], glosses),
    }


def _chain(entries: Sequence[Any], glosses: Mapping[str, str]) -> list[dict[str, str]]:
    """Return the texts before the item, the earliest first; a gap has no words and says of what kind it is."""
    return [_gap(entry) if _is_gap(entry) else _link(entry, glosses) for entry in entries]


def _is_gap(entry: object) -> bool:
    return isinstance(entry, Mapping) and "gap" in entry


def _gap(entry: Mapping[str, str]) -> dict[str, str]:
    page = register.load().source(entry["of"]).outlet.partition(" (")[0] if "of" in entry else ""
    return {"lang": entry["lang"], "gap": entry["gap"], "page": page}


def _link(entry: str | Mapping[str, str], glosses: Mapping[str, str]) -> dict[str, str]:
    """Return one text of the chain; ``note`` says how it is printed where that matters."""
    if isinstance(entry, str):
        return {"id": entry, **_words(entry, glosses)}
    words = _words(entry if "text" in entry else entry["id"], glosses)
    return {"id": entry["id"], **words, "note": entry.get("note", "")}


def _words(quote: str | Mapping[str, str], glosses: Mapping[str, str]) -> dict[str, str]:
    """Return words, language, gloss, page and date of a quotation of the register or of a private bank.

    Some glosses of the register name what is to be found here; the bank has a plain one in their place.
    """
    if not isinstance(quote, str):
        return {name: quote[name] for name in ("text", "lang", "gloss", "page", "date")}
    found = register.load().quotation(quote)
    source = register.load().source(found.source)
    return {
        "text": found.text,
        "lang": found.lang,
        "gloss": glosses.get(quote, found.gloss or ""),
        "page": source.outlet,
        "date": str(source.date),
    }


def _key(item: str, mark: Mapping[str, Any], last: str) -> dict[str, Any]:
    """Return one mark of the key: extents as token ranges, and for each field the value and those accepted beside it."""
    accept = mark.get("accept", {})
    spans = [span_of(str(text)) for text in (mark["span"], *accept.get("span", []))]
    fields = {name: [mark[name], *accept.get(name, [])] for name in ("category", "severity", "stage")}
    return {
        "item": item,
        "spans": [list(span) for span in spans if span],
        **fields,
        "last": last,
        "open": bool(mark.get("open")),
    }
