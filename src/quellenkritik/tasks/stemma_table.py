"""The given material of a sheet as HTML: the texts, then a table for each locus, then the vocabularies."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from quellenkritik.tasks import page
from quellenkritik.tasks import stemma_words as w
from quellenkritik.tasks.core import Sheet


def html(sheet: Sheet) -> str:
    """Return all that a student is given; a cell that is asked carries its id."""
    witnesses = sorted(
        (item for item in sheet["items"] if item["kind"] == "witness"), key=lambda i: str(i["id"])
    )
    asked = {(i["witness"], i["locus"]): i["id"] for i in sheet["items"] if i["kind"] == "reading"}
    parts = [_texts(witnesses, sheet["documents"])]
    parts += [_locus(locus, witnesses, asked) for locus in sheet["loci"]]
    parts += [page.vocabulary("kind", w.KINDS), page.vocabulary("ground", w.GROUNDS)]
    return "".join(parts)


def _texts(witnesses: Sequence[Mapping[str, Any]], documents: Sequence[Mapping[str, Any]]) -> str:
    rows = [(page.code(d["id"]), escape(d["about"]), "", "") for d in documents]
    for item in sorted(witnesses, key=lambda i: not i["given"]):
        about = (f"<b>{escape(item['name'])}</b>, " if item["name"] else "") + escape(item["about"])
        about += f"; {w.SHOWN['source']}{escape(item['given'])}" if item["given"] else ""
        facts = f"{escape(item['lang'])}, {escape(item['date'])}, {w.SHOWN[item['seen']]}"
        rows.append((page.code(item["id"]), about, facts, _quotes(item["credit"])))
    return page.table("The texts", ("siglum", "what it is", "language, date, our copy", "credit line"), rows)


def _locus(
    locus: Mapping[str, Any], witnesses: Sequence[Mapping[str, Any]], asked: Mapping[tuple[str, str], str]
) -> str:
    """Return one locus: what the record says, the classes, and what each text has there."""
    here, lost = locus["id"], {"status": "not_seen"}
    rows = [
        (
            page.code(item["id"]),
            _cell(item["cells"].get(here, lost)),
            page.code(asked[item["id"], here]) if (item["id"], here) in asked else "",
        )
        for item in witnesses
    ]
    record = f"<p>{w.SHOWN['record']}{_quotes(locus['record'])}</p>" if locus["record"] else ""
    classes = "; ".join(f"{page.code(name)} {escape(words)}" for name, words in locus["classes"].items())
    title = f"<h4>{escape(here)}: {escape(locus['lemma'])}</h4><p>{escape(locus['question'])}</p>"
    table = page.table(f"{here}, text by text", ("siglum", "what it says", "asked as"), rows)
    return f"{title}{record}<p>{classes or w.SHOWN['uncoded']}</p>{table}"


def _cell(cell: Mapping[str, Any]) -> str:
    if cell["status"] == "quoted":
        return _quotes(cell["quotes"])
    if cell["status"] == "editors":
        return w.SHOWN["editors"] + escape(cell["class"])
    return w.SHOWN[cell["status"]]


def _quotes(quotes: Sequence[Mapping[str, str]]) -> str:
    return "<br>".join(_quote(quote) for quote in quotes)


def _quote(quote: Mapping[str, str]) -> str:
    printed = f" ({escape(quote['printed'])})" if quote["printed"] else ""
    return f"{page.code(quote['id'])}{printed} {page.quotation(quote)}"
