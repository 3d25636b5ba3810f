"""Reading a notebook file that may be broken, old, newer than known, or hostile, into plain cells.

Nothing of the file but kind, source, cell id and grade id of its cells is used. No notebook library is involved: they
stop at the first oddity, and what is odd here is repaired and named.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

from quellenkritik.grading.submission import Refusal, well_formed

MAX_BYTES = 8 * 1024 * 1024
MAX_CELLS = 2_000
MAX_SOURCE = 400_000
_ENCODINGS = ("utf-8-sig", "utf-16", "cp1252")


@dataclass
class RawCell:
    """One cell of the file. ``grade_id`` and ``points`` are what the file claims."""

    kind: str
    source: str
    id: str = ""
    grade_id: str = ""
    points: float | None = None


def read(raw: bytes) -> tuple[list[RawCell], list[str]]:
    """Return the cells and the notes on repairs; raise :class:`Refusal` where no cell can be had."""
    if len(raw) > MAX_BYTES:
        raise Refusal(f"a file of {len(raw) // 1_000_000} MB; at most {MAX_BYTES // 1_000_000} MB are read")
    notes: list[str] = []
    data = _parse(_decoded(raw, notes), notes)
    entries = _entries(data, notes)
    if len(entries) > MAX_CELLS:
        notes.append(f"{len(entries)} cells; only the first {MAX_CELLS} are read")
    cells = [cell for entry in entries[:MAX_CELLS] if (cell := _cell(entry, notes))]
    if not cells:
        raise Refusal("a notebook without cells")
    return cells, list(dict.fromkeys(well_formed(note)[0] for note in notes))


def _decoded(raw: bytes, notes: list[str]) -> str:
    """Return the text of the file: UTF-8, else UTF-16 with its mark, else Windows-1252."""
    for encoding in _ENCODINGS:
        if encoding == "utf-16" and raw[:2] not in (b"\xff\xfe", b"\xfe\xff"):
            continue
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding != "utf-8-sig":
            notes.append(f"the file is not UTF-8; read as {encoding}")
        return text
    notes.append("the file is not UTF-8; unreadable characters were replaced")
    return raw.decode("utf-8", "replace")


def _parse(text: str, notes: list[str]) -> dict[str, Any]:
    try:
        data = json.loads(text)
    except (ValueError, RecursionError):
        notes.append("the file is broken or cut off; the whole cells in it were read")
        return {"cells": _salvaged(text)}
    if not isinstance(data, dict):
        raise Refusal("a file that is JSON but not a notebook")
    return data


def _salvaged(text: str) -> list[Any]:
    """Return the cells of a broken file that can still be read whole, from the start of its list of cells."""
    start = text.find('"cells"')
    place = text.find("[", start) + 1 if start >= 0 else 0
    decoder = json.JSONDecoder()
    found: list[Any] = []
    while place and len(found) <= MAX_CELLS:
        place = text.find("{", place)
        try:
            cell, place = decoder.raw_decode(text, place) if place >= 0 else (None, 0)
        except (ValueError, RecursionError):
            break
        if isinstance(cell, dict):
            found.append(cell)
    if not found:
        raise Refusal("a file that is not a notebook, or broken beyond reading")
    return found


def _entries(data: dict[str, Any], notes: list[str]) -> list[Any]:
    version = data.get("nbformat", 4)
    if version == 4 or "cells" in data:
        if version != 4:
            notes.append(f"notebook format {str(version)[:12]}; read as format 4")
        entries = data.get("cells")
    else:
        notes.append(f"notebook format {str(version)[:12]}; brought to format 4")
        sheets = data.get("worksheets")
        sheets = sheets if isinstance(sheets, list) else []
        entries = [
            c for s in sheets if isinstance(s, dict) and isinstance(s.get("cells"), list) for c in s["cells"]
        ]
    if not isinstance(entries, list):
        raise Refusal("a notebook whose cells are not a list")
    return entries


def _cell(entry: object, notes: list[str]) -> RawCell | None:
    if not isinstance(entry, dict):
        notes.append("something that is not a cell was left out")
        return None
    kind = entry.get("cell_type")
    if kind not in ("code", "markdown", "raw"):
        kind = "markdown" if kind == "heading" else "raw"
    source, changed = well_formed(_text(entry.get("source", entry.get("input", ""))))
    if changed:
        notes.append("characters that are no text were replaced")
    if len(source) > MAX_SOURCE:
        notes.append(f"a cell of {len(source)} characters was left out; at most {MAX_SOURCE} are read")
        source = ""
    claims = entry.get("metadata")
    claims = claims.get("nbgrader") if isinstance(claims, dict) else None
    claims = claims if isinstance(claims, dict) else {}
    return RawCell(
        kind, source, _name(entry.get("id")), _name(claims.get("grade_id")), _points(claims.get("points"))
    )


def _text(source: object) -> str:
    if isinstance(source, list):
        return "".join(line for line in source if isinstance(line, str))
    return source if isinstance(source, str) else ""


def _name(value: object) -> str:
    return well_formed(value[:200])[0] if isinstance(value, str) else ""


def _points(value: object) -> float | None:
    return float(value) if isinstance(value, int | float) and abs(value) < 1e9 else None
