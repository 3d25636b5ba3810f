"""Reading a student's answer: YAML text or plain data becomes one small tree of strings, lists and mappings.

An answer is data, never code. Every scalar stays a string (``no``, ``2000-06-04`` and ``0.8`` are not reinterpreted);
the form of the question decides what a string means. Strings are composed (Unicode NFC) and trimmed, so that two
keyboards give the same answer. Anchors and aliases, repeated keys, deep nesting, long texts and characters that no
file can hold are refused, so a hostile answer can neither explode nor hide one value behind another.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import Any

import yaml

from quellenkritik.errors import Mistake
from quellenkritik.text.marks import MAX_MARKS, too_many_marks

MAX_CHARS = 200_000
MAX_DEPTH = 8
MAX_NODES = 20_000
_SHOWN = 60
_NO_FILE_HOLDS = re.compile("[\\ud800-\\udfff\\0]")

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
                raise _problem(key, f"the key '{_shown(key.value)}' twice", "each key once")
            seen.add(key.value)
        return super().construct_mapping(node, deep=True)


def _problem(mark_holder: Any, came: str, expected: str) -> Mistake:  # noqa: ANN401
    line = mark_holder.start_mark.line + 1
    return Mistake(f"line {line}", came, expected)


def parse(text: str, where: str = "answer") -> Tree:
    """Return the tree of one YAML answer; raise :class:`Mistake` with the line where it cannot be read."""
    if len(text) > MAX_CHARS:
        raise Mistake(where, f"{len(text)} characters", f"at most {MAX_CHARS}")
    try:
        return _even(_by_events(text), where)
    except (ValueError, yaml.YAMLError, AttributeError):
        pass  # anything unusual, or no libyaml (in the browser): the careful reader finds the words for it
    try:
        tree = yaml.load(text, Loader=_Loader)
    except Mistake as mistake:
        raise Mistake(f"{where}, {mistake.where}", mistake.came, mistake.expected) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise Mistake(
            f"{where}, line {line}",
            _shown(error.problem or "text that is not YAML"),
            "a YAML answer",
            "Look at the indentation and at quotation marks and colons inside the text.",
        ) from error
    except (yaml.YAMLError, RecursionError) as error:
        raise Mistake(where, "characters that YAML does not allow", "a YAML answer") from error
    return "" if tree is None else _even(tree, where)


def _by_events(text: str) -> Tree:
    """Return the tree of a plain answer by libyaml's events, ten times as fast as the careful reader.

    Raises ``ValueError`` or ``YAMLError`` at whatever is unusual (aliases, repeated keys, size, more than one document),
    and ``AttributeError`` where PyYAML came without libyaml.
    """
    done: list[Tree] = []
    stack: list[_Part] = [_Part(done)]
    nodes = 0
    for event in yaml.parse(text, Loader=yaml.CBaseLoader):
        kind = type(event)
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            nodes += 1
            if nodes > MAX_NODES or len(stack) > MAX_DEPTH or (done and len(stack) == 1):
                raise ValueError("unusual")
            value = _begun(event)
            stack[-1].put(value)
            if not isinstance(value, str):
                stack.append(_Part(value))
    return done[0] if done else ""


def _begun(event: yaml.NodeEvent) -> Tree:
    """Return the text of a scalar, or the still empty list or mapping that begins."""
    if isinstance(event, yaml.ScalarEvent):
        return str(event.value)
    if isinstance(event, yaml.MappingStartEvent):
        return {}
    if isinstance(event, yaml.SequenceStartEvent):
        return []
    raise ValueError("unusual")


class _Part:
    """A list or mapping that is being filled; a mapping takes key and value in turn."""

    def __init__(self, content: list[Tree] | dict[str, Tree]) -> None:
        self.content = content
        self.key: str | None = None

    def put(self, value: Tree) -> None:
        if isinstance(self.content, list):
            self.content.append(value)
        elif self.key is not None:
            self.content[self.key] = value
            self.key = None
        elif isinstance(value, str) and value not in self.content:
            self.key = value
        else:
            raise ValueError("unusual")


def from_data(value: object, where: str = "answer") -> Tree:
    """Return the tree of an answer given as Python data (dict, list, str, int, float, bool, None)."""
    return _even(_plain(value, 1, [0], where), where)


def read(value: object, where: str = "answer") -> Tree:
    """Return the tree of an answer, whether it came as YAML text or as data."""
    return parse(value, where) if isinstance(value, str) else from_data(value, where)


def _plain(value: object, depth: int, count: list[int], where: str) -> Tree:
    """Return the data as a tree; ``count`` is one running number of nodes for the whole answer."""
    count[0] += 1
    if depth > MAX_DEPTH or count[0] > MAX_NODES:
        raise Mistake(where, "a very large or deeply nested answer", "the form's own fields")
    if isinstance(value, list | tuple):
        return [_plain(entry, depth + 1, count, where) for entry in value]
    if isinstance(value, dict):
        if count[0] + len(value) > MAX_NODES:  # before the keys are compared
            raise Mistake(where, "a very large or deeply nested answer", "the form's own fields")
        keys = _keys(value, where)
        return {
            key: _plain(entry, depth + 1, count, where)
            for key, entry in zip(keys, value.values(), strict=True)
        }
    return _scalar(value, where)


def _keys(value: Iterable[object], where: str) -> list[str]:
    """Return the keys of a mapping as text; a list as a key, or two keys that read the same, are refused."""
    keys = [_scalar(key, where) for key in value]
    twice = _first_twice(keys)
    if twice is not None:
        raise Mistake(where, f"the key '{_shown(twice)}' twice", "each key once")
    return keys


def _first_twice(keys: list[str]) -> str | None:
    """Return a key that stands twice; text is hashed with a salt, so a set of keys cannot be made slow."""
    seen: set[str] = set()
    for key in keys:
        if key in seen:
            return key
        seen.add(key)
    return None


def _shown(text: str) -> str:
    """Return a piece of an answer for a message, cut where it is long."""
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _scalar(value: object, where: str) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int) and abs(value) >= 10**18:
        raise Mistake(where, "a number of more than 18 digits", "the form's own fields")
    if isinstance(value, str) and len(value) > MAX_CHARS:
        raise Mistake(where, f"{len(value)} characters", f"at most {MAX_CHARS}")
    if isinstance(value, str | int | float):
        return str(value)
    raise Mistake(
        where, f"a value of type {_shown(type(value).__name__)}", "text, numbers, lists and mappings"
    )


def _even(tree: Tree, where: str) -> Tree:
    """Return the tree with every text composed and trimmed."""
    if isinstance(tree, list):
        return [_even(entry, where) for entry in tree]
    if isinstance(tree, dict):
        even = {_even_text(key, where): _even(entry, where) for key, entry in tree.items()}
        if len(even) < len(tree):
            raise Mistake(
                where, "two keys that differ only in spaces or in the form of letters", "each key once"
            )
        return even
    return _even_text(tree, where)


def _even_text(text: str, where: str) -> str:
    if text.isascii() and "\0" not in text:  # nearly every text, and nothing to compose in it
        return text.strip()
    if _NO_FILE_HOLDS.search(text):
        raise Mistake(
            where, "a character that no file can hold", "plain text", "Type or paste the words again."
        )
    if too_many_marks(text):
        raise Mistake(where, f"more than {MAX_MARKS} accents on one letter", "plain text")
    return unicodedata.normalize("NFC", text).strip()
