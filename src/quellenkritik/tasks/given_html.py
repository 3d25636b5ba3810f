"""A sheet as HTML: flat entries become tables, entries with lists inside become one card each; every text is escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

_STYLE = (
    "<style>.qk-given table{border-collapse:collapse;margin:.5em 0}"
    ".qk-given td,.qk-given th{border:1px solid;padding:.25em .5em;text-align:start;vertical-align:top}"
    ".qk-given thead th{white-space:nowrap}.qk-given ul{margin:0;padding-inline-start:1.2em}"
    ".qk-given section{border-inline-start:3px solid;margin:1em 0;padding-inline-start:.75em}"
    ".qk-given h4,.qk-given h5{margin:.5em 0}</style>"
)
_EMPTY: tuple[object, ...] = ("", [], {}, (), None)
Row = Mapping[str, Any]


def page(data: Mapping[str, Any]) -> str:
    """Return the whole sheet, one part after the other under its heading."""
    parts = "".join(f"<h4>{_name(name).capitalize()}</h4>{_part(value)}" for name, value in data.items())
    return f'<div class="qk-given">{_STYLE}{parts}</div>'


def _part(value: object) -> str:
    if not _is_rows(value):
        return _facts(value) if isinstance(value, Mapping) else _cell(value)
    rows: Sequence[Row] = value  # type: ignore[assignment]  # _is_rows has looked
    kinds = dict.fromkeys(row.get("kind", "") for row in rows)
    return "".join(
        _of_kind(str(kind), [row for row in rows if row.get("kind", "") == kind]) for kind in kinds
    )


def _of_kind(kind: str, rows: Sequence[Row]) -> str:
    """Return the rows of one kind, in a table or as cards, whichever can be read."""
    bare = [{name: value for name, value in row.items() if name != "kind"} for row in rows]
    lists = {
        name for row in bare for name, value in row.items() if isinstance(value, Mapping | list) and value
    }
    nested = any(_is_nested(value) for row in bare for value in row.values())
    body = "".join(map(_card, bare)) if nested or len(lists) > 1 else _table(bare)
    return (f"<h5>{_name(kind).capitalize()}</h5>" if kind else "") + body


def _is_rows(value: object) -> bool:
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(row, Mapping) for row in value)


def _is_nested(value: object) -> bool:
    """Return whether a value holds mappings of mappings: too much for a cell."""
    return isinstance(value, Mapping) and any(isinstance(entry, Mapping) for entry in value.values())


def _card(row: Row) -> str:
    """Return one entry with its plain facts first and its lists below them."""
    title, *names = row
    plain = {name: row[name] for name in names if not isinstance(row[name], Mapping | list)}
    lists = {name: row[name] for name in names if name not in plain and row[name] not in _EMPTY}
    inside = "".join(f"<h5>{_name(name).capitalize()}</h5>{_list(value)}" for name, value in lists.items())
    return f"<section><h4>{escape(str(row[title]))}</h4>{_facts(plain)}{inside}</section>"


def _list(value: object) -> str:
    if isinstance(value, Mapping):
        if _is_nested(value):
            return _table(
                [{"": name, **(x if isinstance(x, Mapping) else {"value": x})} for name, x in value.items()]
            )
        return _facts(value)
    return _cell(value)


def _facts(value: Mapping[str, Any]) -> str:
    """Return a mapping as a table of two columns."""
    filled = {name: entry for name, entry in value.items() if entry not in _EMPTY}
    rows = "".join(
        f'<tr><th scope="row">{_name(k)}</th><td{_lang(value, k)}>{_cell(x)}</td></tr>'
        for k, x in filled.items()
    )
    return f"<table><tbody>{rows}</tbody></table>" if rows else ""


def _table(rows: Sequence[Row]) -> str:
    """Return rows as a table with a column for each field that is filled anywhere; the first one names the row."""
    names = list(dict.fromkeys(name for row in rows for name, value in row.items() if value not in _EMPTY))
    head = "".join(f'<th scope="col">{_name(name)}</th>' for name in names)
    body = "".join(f"<tr>{''.join(_column(row, name, names[0]) for name in names)}</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _column(row: Row, name: str, first: str) -> str:
    inside = _cell(row.get(name, ""))
    return f'<th scope="row">{inside}</th>' if name == first else f"<td{_lang(row, name)}>{inside}</td>"


def _lang(row: Row, name: str) -> str:
    return f' lang="{escape(str(row["lang"]))}" dir="auto"' if name == "text" and row.get("lang") else ""


def _cell(value: object) -> str:
    """Return the inside of a cell: a text, or a list with one line an entry."""
    if isinstance(value, Mapping):
        value = [f"{name}: {entry}" for name, entry in value.items() if entry not in _EMPTY]
    if isinstance(value, list | tuple):
        lines = "".join(f"<li>{_quotation(x) if isinstance(x, Mapping) else _cell(x)}</li>" for x in value)
        return f"<ul>{lines}</ul>" if lines else ""
    text = escape("" if value is None else str(value))
    return f'<a href="{text}">{text}</a>' if text.startswith(("https://", "http://")) else text


def _quotation(row: Row) -> str:
    """Return a quotation in one line, id, words, gloss; any other mapping as its filled fields."""
    if "text" not in row:
        return "; ".join(
            f"{_name(name)}: {_cell(value)}" for name, value in row.items() if value not in _EMPTY
        )
    more = "".join(f"<br>{escape(str(row[name]))}" for name in ("gloss", "printed") if row.get(name))
    return (
        f"<b>{escape(str(row.get('id', '')))}</b> <span{_lang(row, 'text')}>{_cell(row['text'])}</span>{more}"
    )


def _name(name: object) -> str:
    return escape(str(name).replace("_", " "))
