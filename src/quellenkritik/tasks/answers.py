"""Reading a student's answer: YAML text or plain data becomes one small tree of strings, lists and mappings.

An answer is data, never code. Every scalar stays a string (``no``, ``2000-06-04`` and ``0.8`` are not reinterpreted);
the form of the question decides what a string means. Anchors and aliases, repeated keys, deep nesting and long
texts are refused, so a hostile answer can neither explode nor hide one value behind another.
"""

from __future__ import annotations

from typing import Any

import yaml

from quellenkritik.errors import Mistake

MAX_CHARS = 200_000
MAX_DEPTH = 8
MAX_NODES = 20_000

Tree = str | list["Tree"] | dict[str, "Tree"]


class _Loader(yaml.BaseLoader):
    """A loader for strings only that refuses aliases and counts what it builds."""

    nodes = 0
    depth = 0

    def compose_node(self, parent: Any, index: Any) -> Any:  # noqa: ANN401 (PyYAML's own signature)
        event: Any = self.peek_event()  # type: ignore[no-untyped-call]
        if self.check_event(yaml.AliasEvent):
            raise _problem(event, "an alias (*name)", "each answer written out")
        self.nodes += 1
        self.depth += 1
        if self.nodes > MAX_NODES or self.depth > MAX_DEPTH:
            raise _problem(event, "a very large or deeply nested answer", "the form's own fields")
        node = super().compose_node(parent, index)
        self.depth -= 1
        return node

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:  # noqa: ANN401
        seen: set[str] = set()
        for key, _ in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise _problem(key, "a list or mapping as a key", "a plain word before the colon")
            if key.value in seen:
                raise _problem(key, f"the key '{key.value}' twice", "each key once")
            seen.add(key.value)
        return super().construct_mapping(node, deep=True)


def _problem(mark_holder: Any, came: str, expected: str) -> Mistake:  # noqa: ANN401
    line = mark_holder.start_mark.line + 1
    return Mistake(f"answer, line {line}", came, expected)


def parse(text: str, where: str = "answer") -> Tree:
    """Return the tree of one YAML answer; raise :class:`Mistake` with the line where it cannot be read."""
    if len(text) > MAX_CHARS:
        raise Mistake(where, f"{len(text)} characters", f"at most {MAX_CHARS}")
    try:
        tree = yaml.load(text, Loader=_Loader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Mistake(
            f"{where}, line {line}",
            error.problem or "text that is not YAML",
            "a YAML answer",
            "Look at the indentation and at quotation marks and colons inside the text.",
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise Mistake(where, "characters that YAML does not allow", "a YAML answer") from error
    return "" if tree is None else tree


def from_data(value: object, depth: int = 0) -> Tree:
    """Return the tree of an answer given as Python data (dict, list, str, int, float, bool, None)."""
    if depth > MAX_DEPTH:
        raise Mistake("answer", "a deeply nested answer", "the form's own fields")
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str | int | float):
        return str(value)
    if isinstance(value, list | tuple):
        return [from_data(entry, depth + 1) for entry in value]
    if isinstance(value, dict):
        return {str(key): from_data(entry, depth + 1) for key, entry in value.items()}
    raise Mistake("answer", f"a value of type {type(value).__name__}", "text, numbers, lists and mappings")


def read(value: object, where: str = "answer") -> Tree:
    """Return the tree of an answer, whether it came as YAML text or as data."""
    return parse(value, where) if isinstance(value, str) else from_data(value)
