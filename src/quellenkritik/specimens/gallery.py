"""The papers of a sheet to look at: as pages in a notebook, as plain text elsewhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik.specimens import layout, page
from quellenkritik.specimens.model import NOTICE

Item = Mapping[str, Any]


class Gallery:
    """Some papers of a sheet, in its order."""

    def __init__(self, items: Sequence[Item]) -> None:
        self.items = items

    def _repr_html_(self) -> str:
        return page.style() + "".join(html(item) for item in self.items)

    def __repr__(self) -> str:
        return "\n\n".join(text(item) for item in self.items)


def papers(sheet: Mapping[str, Any], number: int) -> Gallery:
    """Return the papers of one round."""
    return Gallery([item for item in sheet["items"] if item["round"] == number])


def html(item: Item) -> str:
    """Return one paper of a sheet as HTML, with its id above it."""
    name = str(item["id"])
    body = (
        page.machine_page(str(item["reading"]), name)
        if "reading" in item
        else page.page(layout.from_data(item["page"]), name)
    )
    kind = "as a machine read it" if "reading" in item else "the page"
    return f"<h4>Paper <code>{name}</code>, {kind}</h4>{body}"


def text(item: Item) -> str:
    """Return one paper of a sheet as plain text, with its id and the notice above it."""
    body = str(item["reading"]) if "reading" in item else layout.plain(layout.from_data(item["page"]))
    return f"--- {item['id']} ({NOTICE}) ---\n{body}"
