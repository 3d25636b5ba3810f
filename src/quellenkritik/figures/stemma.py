"""A stemma: solid lines where the descent is sure, dashed where it is not, two parents allowed.

On a wide page the tree runs from left to right; below 500 pixels it becomes an indented list with lines.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from quellenkritik.figures.svg import Figure, element, figure, number, text, wrap
from quellenkritik.figures.tree import Tree

Kind = Literal["document", "agency", "press", "unseen"]
ROW, BOX, MARGIN, TOP, INDENT = 34, 25, 20, 54, 24
NARROW = 500
SURE, UNSURE = "certain or likely", "possible"


@dataclass(frozen=True)
class Node:
    """One witness: ``label`` is short (up to about sixteen characters); ``kind`` sets the look of its box."""

    id: str
    label: str
    kind: Kind = "press"


@dataclass(frozen=True)
class Edge:
    """One descent, from ``parent`` to ``child``; ``sure`` draws a solid line; ``words`` say why, for the text."""

    parent: str
    child: str
    sure: bool = True
    words: str = ""


def stemma(
    nodes: Sequence[Node], edges: Sequence[Edge], *, title: str, name: str = "stemma", width: int = 760
) -> Figure:
    """Return the tree; the first edge of a child places it, its further edges are drawn or named beside it.

    An edge to an unknown node is left out of the drawing, not of the text.
    """
    known = {node.id for node in nodes}
    drawn = [e for e in edges if {e.parent, e.child} <= known and e.parent != e.child]
    tree = Tree([node.id for node in nodes], [(e.parent, e.child) for e in drawn])
    head = wrap(title, int((width - 2 * MARGIN) / 8.4))
    body = [text(MARGIN, 32 + 20 * i, line, "head") for i, line in enumerate(head)]
    top = TOP + 20 * (len(head) - 1)
    rows = _list(nodes, drawn, tree, top) if width < NARROW else _wide(nodes, drawn, tree, top, width)
    height = top + ROW * tree.height(as_list=width < NARROW)
    return figure(name, width, height + 40, title, [*body, *rows, *_legend(height)], in_words(nodes, edges))


def in_words(nodes: Sequence[Node], edges: Sequence[Edge]) -> list[str]:
    """Return one line an edge: child, parent, how sure, why."""
    labels = {node.id: node.label for node in nodes}
    return [
        f"{labels.get(e.child, e.child)} from {labels.get(e.parent, e.parent)}: "
        + (SURE if e.sure else UNSURE)
        + (f" ({e.words})" if e.words else "")
        + "."
        for e in edges
    ]


def _wide(nodes: Sequence[Node], edges: Sequence[Edge], tree: Tree, top: float, width: int) -> list[str]:
    """Return lines and boxes from left to right, one column a generation."""
    step = (width - 2 * MARGIN + 26) / (max(map(tree.depth, tree.ids), default=0) + 1)
    box = min(step - 26, 140.0)
    rows = tree.rows()
    place = {n: (MARGIN + tree.depth(n) * step, top + ROW * rows[n]) for n in tree.ids}
    lines = [_curve(place[e.parent], place[e.child], box, e.sure) for e in edges]
    return lines + [_box(node, *place[node.id], box) for node in nodes]


def _list(nodes: Sequence[Node], edges: Sequence[Edge], tree: Tree, top: float) -> list[str]:
    """Return the tree as an indented list; a second parent is named beside its child."""
    labels = {node.id: node for node in nodes}
    sure = {(e.parent, e.child): e.sure for e in edges}
    order = tree.in_order()
    place = {n: (MARGIN + INDENT * tree.depth(n), top + ROW * i) for i, n in enumerate(order)}
    pieces = []
    for n in order:
        x, y = place[n]
        parent = tree.parent.get(n)
        if parent is not None:
            x0, y0 = place[parent]
            path = f"M{x0 + 12} {number(y0 + BOX)}V{number(y + BOX / 2)}H{x}"
            pieces.append(element("path", class_=_line_class(sure[parent, n]), d=path))
        box = 7.9 * len(labels[n].label) + 22
        pieces.append(_box(labels[n], x, y, box))
        also = [labels[e.parent].label for e in edges if e.child == n and e.parent != parent]
        if also:
            pieces.append(text(x + box + 8, y + 17, "and " + ", ".join(also), "soft"))
    return pieces


def _curve(start: tuple[float, float], end: tuple[float, float], box: float, sure: bool) -> str:
    """Return a curve from the right edge of one box to the left edge of the other."""
    x0, y0, x1, y1 = start[0] + box, start[1] + BOX / 2, end[0], end[1] + BOX / 2
    bend = max(14.0, (x1 - x0) / 2)
    numbers = [number(v) for v in (x0, y0, x0 + bend, y0, x1 - bend, y1, x1, y1)]
    path = "M{} {}C{} {} {} {} {} {}".format(*numbers)
    return element("path", class_=_line_class(sure), d=path)


def _line_class(sure: bool) -> str:
    return "line" if sure else "line unsure"


def _box(node: Node, x: float, y: float, box: float) -> str:
    corner = 3 if node.kind == "document" else 12
    frame = element("rect", class_=node.kind, x=x, y=y, width=box, height=BOX, rx=corner)
    size = min(13.0, 1.7 * (box - 12) / max(len(node.label), 1))
    words = text(
        x + box / 2, y + 17, node.label, "", text_anchor="middle", style=f"font-size:{number(size)}px"
    )
    return element("g", frame, words)


def _legend(y: float) -> list[str]:
    """Return the key to the two kinds of line."""
    pieces = []
    for x, class_, words in ((MARGIN, "line", SURE), (MARGIN + 160, "line unsure", UNSURE)):
        pieces.append(element("path", class_=class_, d=f"M{x} {number(y + 14)}h34"))
        pieces.append(text(x + 42, y + 18, words, "soft"))
    return pieces
