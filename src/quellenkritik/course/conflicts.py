"""The instructor's key to the capstone: where the article conflicts, each place with its exact registered words.

It is written beside the keys of a class, as a page to read; what students get has no part of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from quellenkritik import register
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake

FILE = "conflicts.md"
_FIELDS = {"id", "kind", "article", "against", "say"}


def load(project: Project) -> Mapping[str, Any]:
    """Return the data; a conflict with other fields, or without words on both sides, is refused by its id."""
    path = project.solutions / "conflicts.yml"
    data: Mapping[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    for entry in data["conflicts"]:
        if set(entry) != _FIELDS or not entry["article"] or not entry["against"]:
            raise Mistake(f"{path.name}, {entry.get('id')}", ", ".join(entry), ", ".join(sorted(_FIELDS)))
        for ident in entry["article"]:
            if ident.partition("#")[0] != data["article"]:
                raise Mistake(f"{path.name}, {entry['id']}", f"'{ident}'", f"words of {data['article']}")
    return data


def page(project: Project) -> str:
    """Return the page as Markdown."""
    return "\n".join(_lines(load(project))) + "\n"


def _lines(data: Mapping[str, Any]) -> Iterator[str]:
    article = register.load().source(data["article"])
    yield "# Where the article conflicts"
    yield ""
    yield "The instructor's key to the capstone. Not for students before they have handed in."
    yield f"The article: {article.outlet}, {article.date} ({article.id})."
    for number, entry in enumerate(data["conflicts"], start=1):
        yield ""
        yield f"## {number}. {str(entry['kind']).capitalize()} ({entry['id']})"
        yield ""
        yield "The article:"
        yield ""
        yield from map(_quoted, entry["article"])
        yield ""
        yield "Against it:"
        yield ""
        yield from map(_quoted, entry["against"])
        yield ""
        yield f"What may be said: {entry['say']}"


def _quoted(ident: str) -> str:
    found = register.load().quotation(ident)
    gloss = f" ({found.gloss})" if found.gloss else ""
    return f"- “{found.text}”{gloss} [{ident}]"
