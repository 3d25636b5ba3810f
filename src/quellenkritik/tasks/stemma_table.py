"""The given material of a sheet as HTML: the witnesses, then a table for each locus; no script, no style sheet."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from quellenkritik.tasks.core import Sheet

RIGHT_TO_LEFT = ("ar", "fa", "he")
SILENCE = {
    "absent": "absent (the whole text was seen)",
    "not_seen": "not seen (our copy ends before)",
    "asked": "no words shown: you are asked about this cell",
}
SEEN = {"whole": "seen whole", "part": "seen in part", "none": "not seen"}


def html(sheet: Sheet) -> str:
    """Return the witnesses, the variant table locus by locus, and the cells that are asked."""
    witnesses = [item for item in sheet["items"] if item["kind"] == "witness"]
    asked = [item for item in sheet["items"] if item["kind"] == "reading"]
    parts = [_witnesses(witnesses, sheet["documents"])]
    parts += [_locus(locus, witnesses, asked) for locus in sheet["loci"]]
    return "<div class='qk-stemma'>" + "".join(parts) + "</div>"


def _witnesses(witnesses: Sequence[Mapping[str, Any]], documents: Sequence[Mapping[str, Any]]) -> str:
    rows = [_row(_bold(d["id"]), escape(d["about"]), "", "") for d in documents]
    for item in sorted(witnesses, key=lambda w: (not w["given"], w["id"])):
        about = (f"<b>{escape(item['name'])}</b>, " if item["name"] else "") + escape(item["about"])
        about += f"; its own source is given: {escape(item['given'])}" if item["given"] else ""
        facts = f"{escape(item['lang'])}, {escape(item['date'])}, {SEEN[item['seen']]}"
        rows.append(_row(_bold(item["id"]), about, facts, _quotes(item["credit"])))
    head = _head("siglum", "what it is", "language, date, our copy", "credit line")
    return f"<h4>The texts</h4><table>{head}{''.join(rows)}</table>"


def _locus(
    locus: Mapping[str, Any], witnesses: Sequence[Mapping[str, Any]], asked: Sequence[Mapping[str, Any]]
) -> str:
    """Return the table of one locus, with what the record says above it and the marks of asked cells inside."""
    marks = {r["witness"]: r["id"] for r in asked if r["locus"] == locus["id"]}
    rows = [
        _row(
            _bold(w["id"]), _cell(w["cells"].get(locus["id"], {"status": "not_seen"})), marks.get(w["id"], "")
        )
        for w in sorted(witnesses, key=lambda w: w["id"])
    ]
    record = f"<p>The record: {_quotes(locus['record'])}</p>" if locus["record"] else ""
    classes = "; ".join(f"<code>{escape(n)}</code> {escape(words)}" for n, words in locus["classes"].items())
    classes = (
        f"<p>Classes: {classes}</p>"
        if classes
        else "<p>Given as the editors coded it; no step rests on it.</p>"
    )
    head = _head("siglum", "what it says", "asked as")
    title = f"{escape(locus['id'])}: {escape(locus['lemma'])}"
    return f"<h4>{title}</h4><p>{escape(locus['question'])}</p>{record}{classes}<table>{head}{''.join(rows)}</table>"


def _cell(cell: Mapping[str, Any]) -> str:
    if cell["status"] == "quoted":
        return _quotes(cell["quotes"])
    if cell["status"] == "editors":
        return f"editors' coding, words not shown: {escape(cell['class'])}"
    return escape(SILENCE[cell["status"]])


def _quotes(quotes: Sequence[Mapping[str, str]]) -> str:
    return "<br>".join(_quote(q) for q in quotes)


def _quote(quote: Mapping[str, str]) -> str:
    direction = "rtl" if quote["lang"] in RIGHT_TO_LEFT else "ltr"
    words = f"<q lang='{escape(quote['lang'])}' dir='{direction}'>{escape(quote['text'])}</q>"
    gloss = f" <i>{escape(quote['gloss'])}</i>" if quote["gloss"] else ""
    printed = f" ({escape(quote['printed'])})" if quote["printed"] else ""
    return f"<code>{escape(quote['id'])}</code> {words}{printed}{gloss}"


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>"


def _head(*cells: str) -> str:
    return "<tr>" + "".join(f"<th scope='col'>{cell}</th>" for cell in cells) + "</tr>"


def _bold(ident: str) -> str:
    return f"<b>{escape(ident)}</b>"
