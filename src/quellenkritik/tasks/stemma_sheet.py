"""Drawing a sheet of the exercise stemma: which witnesses, under which sigla, which cells are asked.

The bank has items of two kinds. A ``witness`` gives what may be shown of it (a description, its credit lines, the
quotations at each locus) and as gold its parents. A ``reading`` is one cell of a witness with its class as gold; only
those marked ``ask`` are asked, the others serve to judge the evidence of a link. A class gets opaque sigla such as
``Ke``, and quotations are numbered ``Ke1``, ``Ke2``, so that neither tells where the words are from.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik import register
from quellenkritik.tasks import draw, stemma_key
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.stemma_words import DOCUMENTS, NO_WORDS

EXERCISE = "stemma"
CONSONANTS, VOWELS = "BDFGHKLMNPRSTVWZ", "aeiou"
NOT_SIGLA = ("No",)  # other YAML readers take it for a truth value
# The editors' remark in a gloss on what a slip stands for: it would answer what is asked of the cell.
_EXPLAINS = re.compile(r" \(for: [^)]*\)")

Item = Mapping[str, Any]


def drawn(bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
    """Return one sheet and its key; ``bank["draw"]`` pins the numbers and the witnesses that are always there."""
    witnesses = _witnesses(bank, seed)
    sigla = _sigla([w["id"] for w in witnesses], seed)
    asked = _readings(bank, set(sigla), seed)
    ids = draw.opaque_ids(asked, exercise=EXERCISE, seed=seed, prefix="r")
    hidden = {(r["given"]["source"], r["given"]["locus"]) for r in asked if r["gold"]["class"] in NO_WORDS}
    shown = [_witness(w, sigla[w["id"]], hidden) for w in witnesses]
    cells = {w["id"]: w for w in shown}
    sheet = {
        "exercise": EXERCISE,
        "loci": [_locus(locus) for locus in bank["loci"]],
        "documents": [{"id": d, "about": bank["documents"][d]["about"]} for d in DOCUMENTS],
        "items": [*shown, *(_reading(r, ids[r["id"]], cells[sigla[r["given"]["source"]]]) for r in asked)],
    }
    return sheet, stemma_key.key(bank, sigla, {r["id"]: ids[r["id"]] for r in asked})


def _of_kind(bank: Mapping[str, Any], kind: str) -> list[Item]:
    return [item for item in bank["items"] if item["kind"] == kind]


def _witnesses(bank: Mapping[str, Any], seed: bytes) -> list[Item]:
    """Return the pinned witnesses and one pack of each group, in sheet order; a pack holds a child with its parent."""
    groups = bank["draw"]["groups"]
    packs = [
        {"id": pack[0], "group": number, "members": pack}
        for number, group in enumerate(groups)
        for pack in group
    ]
    chosen = draw.stratified(
        packs, exercise=EXERCISE, seed=seed, size=len(groups), stratum=lambda pack: pack["group"]
    )
    here = {*bank["draw"]["pinned"], *(member for pack in chosen for member in pack["members"])}
    every = [w for w in _of_kind(bank, "witness") if w["id"] in here]
    return draw.in_order(every, exercise=EXERCISE, seed=seed)


def _readings(bank: Mapping[str, Any], here: set[str], seed: bytes) -> list[Item]:
    """Return the cells that are asked, of drawn witnesses only: every class has its turn, cells without words as well."""
    asked = [r for r in _of_kind(bank, "reading") if r["ask"] and r["given"]["source"] in here]
    blank = [r for r in asked if r["gold"]["class"] in NO_WORDS]
    quoted = [r for r in asked if r["gold"]["class"] not in NO_WORDS]
    chosen = draw.stratified(
        quoted,
        exercise=EXERCISE,
        seed=seed,
        size=bank["draw"]["quoted"],
        stratum=lambda r: f"{r['given']['locus']} {r['gold']['class']}",
    ) + draw.stratified(
        blank,
        exercise=EXERCISE,
        seed=seed,
        size=bank["draw"]["blank"],
        stratum=lambda r: str(r["gold"]["class"]),
    )
    return draw.in_order(chosen, exercise=EXERCISE, seed=seed)


def _sigla(witnesses: Sequence[str], seed: bytes) -> dict[str, str]:
    """Return a siglum of two letters for each witness, decided by the seed; one that is taken is out of the pool."""
    pool = [c + v for c in CONSONANTS for v in VOWELS if c + v not in NOT_SIGLA]
    sigla = {}
    for witness in witnesses:
        place = int.from_bytes(draw.digest(seed, EXERCISE, witness)[16:24], "big") % len(pool)
        sigla[witness] = pool.pop(place)
    return sigla


def _witness(item: Item, siglum: str, hidden: set[tuple[str, str]]) -> dict[str, Any]:
    """Return what a student sees of one witness; a cell without words that is asked does not say which kind it is."""
    given = item["given"]
    numbers: dict[str, str] = {}
    cells = {
        locus: {"status": "asked"} if (item["id"], locus) in hidden else _cell(cell, siglum, numbers)
        for locus, cell in given["cells"].items()
    }
    return {
        "id": siglum,
        "kind": "witness",
        "name": given["name"],
        "about": given["about"],
        **_facts(item),
        "given": given.get("own_source", ""),
        "documents": list(given.get("documents", ())),
        "credit": [_quote(q, siglum, numbers) for q in given["credit"]],
        "cells": cells,
    }


def _facts(item: Item) -> dict[str, str]:
    """Return language, date and how much was seen: from the register, or in a private bank from the item itself."""
    if "seen" in item["given"]:
        return {name: str(item["given"][name]) for name in ("lang", "date", "seen")}
    source = register.load().source(item["given"]["source"])
    return {"lang": source.language, "date": str(source.date), "seen": source.seen}


def _cell(cell: str | list[Any] | Item, siglum: str, numbers: dict[str, str]) -> dict[str, Any]:
    """Return a cell as shown: ``absent`` or ``not_seen``, the editors' coding, or quotations."""
    if isinstance(cell, str):
        return {"status": cell}
    if isinstance(cell, list):
        return {"status": "quoted", "quotes": [_quote(q, siglum, numbers) for q in cell]}
    return {"status": "editors", "class": str(cell["given"])}


def _quote(entry: str | Item, siglum: str, numbers: dict[str, str]) -> dict[str, str]:
    """Return a quotation as shown; ``entry`` is an id, an id with the marks it was printed in, or (private) the words."""
    given = {"quote": entry} if isinstance(entry, str) else entry
    ident = str(given.get("quote", given.get("text")))
    numbers.setdefault(ident, f"{siglum}{len(numbers) + 1}")
    if "quote" in given:
        found = register.load().quotation(ident)
        gloss = _EXPLAINS.sub("", found.gloss or "")
        given = {**given, "lang": found.lang, "text": found.text, "gloss": gloss}
    words = {name: str(given.get(name, "")) for name in ("lang", "text", "gloss", "printed")}
    return {"id": numbers[ident], **words}


def _locus(locus: Item) -> dict[str, Any]:
    """Return the public part of a locus: question, what the record says, and, where it is coded, the classes in words."""
    numbers: dict[str, str] = {}
    record = [_quote(q, f"record-{locus['id']}-", numbers) for q in locus.get("record", ())]
    public = {name: locus[name] for name in ("id", "lemma", "question")}
    return {**public, "record": record, "classes": dict(locus.get("classes", {}))}


def _reading(item: Item, ident: str, witness: Mapping[str, Any]) -> dict[str, Any]:
    locus = item["given"]["locus"]
    cell = witness["cells"][locus]
    return {
        "id": ident,
        "kind": "reading",
        "witness": witness["id"],
        "locus": locus,
        "seen": witness["seen"],
        "quotes": cell.get("quotes", []),
    }
