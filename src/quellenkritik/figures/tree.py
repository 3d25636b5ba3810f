"""Where the nodes of a tree with some second parents stand: depth, row, order."""

from __future__ import annotations

from collections.abc import Sequence


class Tree:
    """The tree of first parents: the first edge of each child that closes no circle places the child.

    ``ids`` in the order in which they are to stand; ``edges`` as ``(parent, child)``.
    """

    def __init__(self, ids: Sequence[str], edges: Sequence[tuple[str, str]]) -> None:
        self.ids = tuple(ids)
        self.parent: dict[str, str] = {}
        for parent, child in edges:
            if child not in self.parent and child not in self.line_up(parent):
                self.parent[child] = parent

    def line_up(self, node: str) -> list[str]:
        """Return the node and its ancestors, nearest first."""
        line = [node]
        while line[-1] in self.parent:
            line.append(self.parent[line[-1]])
        return line

    def depth(self, node: str) -> int:
        """Return the number of generations above a node."""
        return len(self.line_up(node)) - 1

    def children(self, node: str) -> list[str]:
        """Return the nodes that hang on a node, in the given order."""
        return [child for child in self.ids if self.parent.get(child) == node]

    def in_order(self) -> list[str]:
        """Return all nodes, each followed by those below it."""
        order: list[str] = []
        waiting = [n for n in reversed(self.ids) if n not in self.parent]
        while waiting:
            order.append(waiting.pop())
            waiting += reversed(self.children(order[-1]))
        return order

    def rows(self) -> dict[str, float]:
        """Return the row of each node: leaves one below the other, a parent in the middle of its children."""
        rows: dict[str, float] = {}
        leaves = [n for n in self.in_order() if not self.children(n)]
        rows.update((leaf, float(row)) for row, leaf in enumerate(leaves))
        for node in reversed(self.in_order()):
            below = [rows[child] for child in self.children(node)]
            if below:
                rows[node] = (below[0] + below[-1]) / 2
        return rows

    def height(self, *, as_list: bool) -> int:
        """Return how many rows the drawing takes."""
        return len(self.ids) if as_list else sum(not self.children(n) for n in self.ids)
