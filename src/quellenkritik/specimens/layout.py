"""What stands where on the page: a paper as blocks of print, and the same as plain text.

The blocks are all that a rendering knows. Each carries its words as they are printed, the notice among them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quellenkritik.specimens.model import NOTICE_LINE, STATE, Genre, Specimen

KINDS = ("log", "struck", "center", "head", "release", "notice", "row", "para", "foot", "stamp")


@dataclass(frozen=True)
class Block:
    """One piece of print: its kind, its lines, and a label where it has one."""

    kind: str
    lines: tuple[str, ...]
    label: str = ""

    def as_data(self) -> dict[str, Any]:
        """Return the block as plain data for a sheet."""
        label = {"label": self.label} if self.label else {}
        return {"kind": self.kind, **label, "lines": list(self.lines)}


def from_data(data: Sequence[Mapping[str, Any]]) -> tuple[Block, ...]:
    """Return the blocks of a sheet's page."""
    return tuple(Block(str(b["kind"]), tuple(map(str, b["lines"])), str(b.get("label", ""))) for b in data)


def layout(specimen: Specimen) -> tuple[Block, ...]:
    """Return the blocks of a paper from top to bottom; the notice stands above and below the text."""
    head = _state_head(specimen) if specimen.genre in STATE else _white_house_head(specimen)
    body = [Block("para", (line,)) for line in specimen.lines("body")]
    notice = Block("notice", (NOTICE_LINE,))
    return (*head, notice, *body, *_foot(specimen), notice)


def plain(blocks: Sequence[Block]) -> str:
    """Return the page as plain text: one line of text for each line of print, a blank line before a paragraph."""
    lines: list[str] = []
    for block in blocks:
        if block.kind in ("para", "notice", "foot", "stamp") and lines:
            lines.append("")
        lines += _plain_lines(block)
    return "\n".join(lines).replace("\n\nReason", "\nReason").replace("\n\nDeclassify On", "\nDeclassify On")


def _plain_lines(block: Block) -> Iterator[str]:
    if block.kind == "struck":
        yield from (f"[struck through: {line}]" for line in block.lines)
    elif block.kind == "stamp":
        yield "[stamp: " + " / ".join(block.lines) + "]"
    elif block.label:
        yield f"{block.label}: " + "; ".join(block.lines)
    else:
        yield from block.lines


def _white_house_head(specimen: Specimen) -> Iterator[Block]:
    yield from _blocks(specimen, "center", "handling")
    yield from _blocks(specimen, "log", "log")
    yield from _blocks(specimen, "struck", "secrecy")
    yield from _blocks(specimen, "center", "letterhead")
    yield from _blocks(specimen, "head", "title")
    yield from _blocks(specimen, "row", "subject", "SUBJECT")
    if specimen.genre is Genre.LATE_MEMCON:
        tasks = [f"{person}, Note taker" for person in specimen.lines("notetakers")]
        tasks += [f"{person}, Interpreter" for person in specimen.lines("interpreter")]
        yield Block("row", (*specimen.lines("participants"), *tasks), "PARTICIPANTS")
    else:
        yield from _blocks(specimen, "row", "participants", "PARTICIPANTS")
        yield from _blocks(specimen, "row", "notetakers", "NOTETAKERS")
        yield from _blocks(specimen, "row", "interpreter", "INTERPRETER")
    yield from _blocks(specimen, "row", "occasion", "DATE, TIME AND PLACE")


def _state_head(specimen: Specimen) -> Iterator[Block]:
    yield from _blocks(specimen, "release", "release")
    yield from _blocks(specimen, "head", "heading")
    yield from _blocks(specimen, "center", "matter")
    yield from _blocks(specimen, "row", "notetakers", "Notetaker")
    yield from _blocks(specimen, "para", "written")
    yield from _blocks(specimen, "head", "addressee")
    yield from _blocks(specimen, "center", "sender")
    for line in specimen.lines("sessions"):
        yield Block("para", (line,))


def _foot(specimen: Specimen) -> Iterator[Block]:
    yield from _blocks(specimen, "para", "caution")
    yield from _blocks(specimen, "foot", "classified_by", "Classified by")
    yield from _blocks(specimen, "foot", "reason", "Reason")
    yield from _blocks(specimen, "foot", "declassify", "Declassify On")
    yield from _blocks(specimen, "stamp", "stamp")
    yield from _blocks(specimen, "stamp", "library")
    yield from _blocks(specimen, "para", "reviewer")


def _blocks(specimen: Specimen, kind: str, field: str, label: str = "") -> Iterator[Block]:
    if specimen.lines(field):
        yield Block(kind, specimen.lines(field), label)
