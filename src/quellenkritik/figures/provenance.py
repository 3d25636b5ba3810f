"""A provenance graph: the stations of each paper as a list, what is made from what as lines, gaps as broken lines.

The stations of a paper stand below one another, each indented by its distance from the first; a further parent is named
beside its child. What a reader of the picture sees stands as words in the text alternative.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenkritik.figures.svg import Figure, element, figure, number, text, wrap
from quellenkritik.figures.tree import Tree

MARGIN, INDENT, PAD, LINE, SPACE, DEEPEST = 20, 22, 9, 17, 12, 7
PER_CHARACTER = 6.9
ATTESTED, GAP = "attested", "gap"


@dataclass(frozen=True)
class Station:
    """One state of a text; ``group`` is the paper on whose way it lies; ``seen`` false draws a broken frame."""

    id: str
    label: str
    group: str = ""
    seen: bool = True


@dataclass(frozen=True)
class Link:
    """One step from ``parent`` to ``child``, or a gap; ``words`` say who, when, by which evidence, or where to look."""

    child: str
    parent: str
    gap: bool = False
    words: str = ""


@dataclass(frozen=True)
class _Box:
    """The place of one station: left edge, top, width, its lines, and below them its further parents in words."""

    x: float
    y: float
    width: float
    lines: tuple[str, ...]
    others: tuple[str, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * LINE + PAD


def provenance(
    stations: Sequence[Station],
    links: Sequence[Link],
    *,
    title: str,
    name: str = "provenance",
    width: int = 760,
) -> Figure:
    """Return the graph; links to unknown stations are left out, a circle is broken at the link that closes it."""
    known = {station.id: station for station in stations}
    drawn = [link for link in links if {link.child, link.parent} <= set(known) and link.child != link.parent]
    tree = Tree(
        [station.id for station in stations], [(link.parent, link.child) for link in _sure_first(drawn)]
    )
    heads = wrap(title, int((width - 2 * MARGIN) / 8.4))
    body = [text(MARGIN, 32 + 20 * i, line, "head") for i, line in enumerate(heads)]
    boxes, height = _places(tree, known, drawn, 48.0 + 20 * len(heads), width)
    body += [*_lines(tree, boxes, drawn), *_boxes(boxes, known)]
    return figure(name, width, height + 44, title, [*body, *_legend(height)], in_words(stations, drawn))


def in_words(stations: Sequence[Station], links: Sequence[Link]) -> list[str]:
    """Return one line a link, then one for the stations that no link reaches."""
    labels = {station.id: station.label for station in stations}
    lines = [
        f"{labels.get(k.child, k.child)}: {'gap towards' if k.gap else 'from'} {labels.get(k.parent, k.parent)}"
        + (f" ({k.words})" if k.words else "")
        + "."
        for k in links
    ]
    reached = {end for link in links for end in (link.child, link.parent)}
    alone = [station.label for station in stations if station.id not in reached]
    return [*lines, *(["Not joined yet: " + "; ".join(alone) + "."] if alone else [])]


def _sure_first(links: Sequence[Link]) -> list[Link]:
    """Return attested steps before gaps, so that an attested parent places a child."""
    return sorted(links, key=lambda link: link.gap)


def _places(
    tree: Tree, known: dict[str, Station], links: Sequence[Link], top: float, width: int
) -> tuple[dict[str, _Box], float]:
    """Return the box of each station and the height used."""
    boxes: dict[str, _Box] = {}
    y = top
    for ident in tree.in_order():
        x = MARGIN + INDENT * min(tree.depth(ident), DEEPEST)
        most = int((width - MARGIN - x - 16) / PER_CHARACTER)
        label, group = known[ident].label, known[ident].group
        lines = wrap(f"{group} · {label}" if group else label, most)
        others = _others(ident, tree, known, links, most - 4)
        box = _Box(x, y, max(map(len, lines)) * PER_CHARACTER + 16, tuple(lines), tuple(others))
        boxes[ident] = box
        y += box.height + SPACE + LINE * len(others)
    return boxes, y


def _others(ident: str, tree: Tree, known: dict[str, Station], links: Sequence[Link], most: int) -> list[str]:
    """Return the lines that name the further parents of a station."""
    more = [k for k in links if k.child == ident and tree.parent.get(ident) != k.parent]
    words = [f"{'gap towards' if k.gap else 'also from'} {known[k.parent].label}" for k in more]
    return [line for sentence in words for line in wrap(sentence, most)]


def _lines(tree: Tree, boxes: dict[str, _Box], links: Sequence[Link]) -> list[str]:
    """Return the lines from parents to the children that stand below them."""
    gaps = {(link.parent, link.child): link.gap for link in reversed(_sure_first(links))}
    pieces = []
    for child, parent in tree.parent.items():
        here, there = boxes[child], boxes[parent]
        start, end = there.y + there.height, here.y + here.height / 2
        path = f"M{number(there.x + 10)} {number(start)}V{number(end)}H{number(max(here.x, there.x + 12))}"
        pieces.append(element("path", class_="line unsure" if gaps[parent, child] else "line", d=path))
        if gaps[parent, child]:
            pieces.append(text(there.x + 13, end - 4, "?", "soft"))
    return pieces


def _boxes(boxes: dict[str, _Box], known: dict[str, Station]) -> list[str]:
    pieces = []
    for ident, box in boxes.items():
        class_ = "press" if known[ident].seen else "unseen"
        pieces.append(
            element("rect", class_=class_, x=box.x, y=box.y, width=box.width, height=box.height, rx=4)
        )
        pieces += [text(box.x + 8, box.y + 17 + LINE * i, line, "note") for i, line in enumerate(box.lines)]
        below = box.y + box.height + 14
        pieces += [text(box.x + 24, below + LINE * i, line, "soft") for i, line in enumerate(box.others)]
    return pieces


def _legend(y: float) -> list[str]:
    """Return the key to the two kinds of line."""
    pieces = []
    for x, class_, words in ((MARGIN, "line", ATTESTED), (MARGIN + 150, "line unsure", GAP)):
        pieces.append(element("path", class_=class_, d=f"M{x} {number(y + 14)}h34"))
        pieces.append(text(x + 42, y + 18, words, "soft"))
    pieces.append(text(MARGIN + 163, y + 10, "?", "soft"))
    return pieces
