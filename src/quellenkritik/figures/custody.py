"""The way of the two papers as a timeline, and how they became one: drawn from the register and a data file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quellenkritik import register
from quellenkritik.errors import Mistake
from quellenkritik.figures.stemma import Edge, Node, stemma
from quellenkritik.figures.svg import Figure, element, figure, lines_of, text, wrap

DATA = "custody.yml"
WIDE, NARROW, MARGIN, DATES, LINE, PAD = 760, 390, 24, 118, 18, 10
PER_CHARACTER = 7.0
GAP, SURE = "gap", ("certain", "high")
LOOKS = {"talk": "card", "made": "agency", "released": "document", "posted": "agency", GAP: "unseen"}


def paper_timeline(*, narrow: bool = False) -> Figure:
    """Return the timeline: dates on the left, one column a paper; on a telephone one column for both."""
    plan, width = _data()["timeline"], NARROW if narrow else WIDE
    entries = [_checked(entry) for entry in plan["entries"]]
    heads = wrap(plan["title"], int((width - 2 * MARGIN) / 8.4))
    body, y = lines_of(MARGIN, 34, heads, "head"), 40.0 + 18 * len(heads)
    lanes = list(plan["lanes"])
    if not narrow:
        places = [_lane(at, width)[0] for at in range(len(lanes))]
        body += [text(x, y + 12, plan["lanes"][lane], "head") for x, lane in zip(places, lanes, strict=True)]
        y += 28
    last = ""
    for entry in entries:
        pieces, y = _row(entry, lanes.index(entry["lane"]), plan["lanes"], y, width, entry["date"] == last)
        body, last = [*body, *pieces], entry["date"]
    foot = wrap(plan["caveat"], int((width - 2 * MARGIN) / 6.4))
    body += lines_of(MARGIN, y + 14, foot, "soft")
    name = _name("paper-timeline", narrow)
    return figure(name, width, y + 20 + 18 * len(foot), plan["title"], body, _in_words(plan, entries))


def two_papers(*, narrow: bool = False) -> Figure:
    """Return how notes and memorandum became one: the steps of the data file, and the press's from the register."""
    plan = _data()["two_papers"]
    nodes = [Node(entry["id"], entry["label"], entry["kind"]) for entry in plan["nodes"]]
    known = {node.id for node in nodes}
    edges = [Edge(e["parent"], e["child"], words=_checked(e)["says"]) for e in plan["edges"]]
    edges += [
        Edge(str(parent.id), child, parent.confidence in SURE, parent.ground.replace("_", " "))
        for child in ("W-novosti-rs", "W-seed-kosmo")
        for parent in register.load().source(child).parents
        if parent.id in known and parent.confidence != "low"
    ]
    edges += [Edge(parent, child, sure=False, words=why) for parent, child, why in plan["unseen"]]
    width = NARROW if narrow else WIDE
    return stemma(nodes, edges, title=plan["title"], name=_name("two-papers", narrow), width=width)


def _checked(entry: dict[str, Any]) -> dict[str, Any]:
    """Return an entry whose words stand in its first quotation, and whose quotations there are."""
    quotes = [register.load().quotation(ident) for ident in entry.get("quotes", ())]
    if "words" in entry and entry["words"] not in quotes[0].text:
        raise Mistake(f"{DATA}, {quotes[0].id}", f"'{entry['words']}'", "words of this quotation")
    return entry


def _lane(at: int, width: int) -> tuple[float, float]:
    """Return left edge and width of a column."""
    if width == NARROW:
        return MARGIN, width - 2 * MARGIN
    room = (width - 2 * MARGIN - DATES) / 2
    return MARGIN + DATES + at * room, room - 14


def _row(
    entry: dict[str, Any], at: int, lanes: dict[str, str], y: float, width: int, again: bool
) -> tuple[list[str], float]:
    """Return date and card of one entry and the y below; the same day in the other column stays on its line."""
    x, room = _lane(at, width)
    narrow = width == NARROW
    says = f"{lanes[entry['lane']]}: {entry['says']}" if narrow else entry["says"]
    lines = wrap(says, int((room - 2 * PAD) / PER_CHARACTER))
    height = LINE * len(lines) + PAD
    if again and not narrow and at:
        y -= height + 12
    pieces = []
    if narrow and not again:
        pieces.append(text(MARGIN, y + 14, entry["date"], "head"))
        y += 22
    elif not again:
        pieces.append(text(MARGIN, y + 19, entry["date"], "head"))
    pieces.append(element("rect", class_=LOOKS[entry["kind"]], x=x, y=y, width=room, height=height, rx=4))
    pieces += [text(x + PAD, y + 18 + LINE * i, line, "") for i, line in enumerate(lines)]
    return pieces, y + height + 12


def _in_words(plan: dict[str, Any], entries: list[dict[str, Any]]) -> list[str]:
    """Return one line an entry: date, paper, what, and the quotations that it rests on."""
    return [
        f"{e['date']}, {plan['lanes'][e['lane']]}: {e['says']}"
        + (f" ({', '.join(e['quotes'])})" if e.get("quotes") else "")
        + "."
        for e in entries
    ] + [plan["caveat"]]


def _name(name: str, narrow: bool) -> str:
    return f"{name}-narrow" if narrow else name


@cache
def _data() -> dict[str, Any]:
    text_ = files("quellenkritik.figures").joinpath("data", DATA).read_text(encoding="utf-8")
    return dict(yaml.safe_load(text_))
