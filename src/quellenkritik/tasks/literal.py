"""Reading an answer out of the source of a cell: the literal that stands there, never a value that code makes."""

from __future__ import annotations

import ast
import re
import warnings
from collections.abc import Iterable

MAX_SOURCE = 400_000
_QUOTED = r"^[ \t]*{name}[ \t]*=[ \t]*[rRuU]?(\"\"\"|''')(?P<text>.*?)(?:\1|\Z)"


def literal(name: str, sources: Iterable[str]) -> object | None:
    """Return the last plain literal that is assigned to ``name`` in the sources; None where there is none."""
    found: object | None = None
    for source in sources:
        if len(source) <= MAX_SOURCE and name in source:
            value = _parsed(name, source)
            found = value if value is not None else found
    return found


def _parsed(name: str, source: str) -> object | None:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return by_text(name, source)
    value: object | None = None
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None and name in _targets(node):
            value = _evaluated(node.value)
    return value


def _targets(node: ast.Assign | ast.AnnAssign) -> list[str]:
    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
    return [target.id for target in targets if isinstance(target, ast.Name)]


def _evaluated(node: ast.expr) -> object | None:
    try:
        value: object = ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None
    return value


def by_text(name: str, source: str) -> str | None:
    """Return the triple-quoted text behind ``name =`` also in a cell that is not Python any more; needs no parser."""
    pattern = re.compile(_QUOTED.format(name=re.escape(name)), re.MULTILINE | re.DOTALL)
    matches = list(pattern.finditer(source))
    return matches[-1]["text"] if matches else None
