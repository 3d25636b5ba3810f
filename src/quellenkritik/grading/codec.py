"""The closed codec between the sandbox and the grader: plain JSON with a few tags, exact built-in types, and bounds.

Only values whose type *is* (not: inherits from) one of Python's plain types are written, so an object with tricks in
``__eq__``, ``__hash__`` or ``__reduce__`` ends here. Reading rebuilds fresh built-in values and checks sizes, depth and
numbers. There is no pickle and no way to name a class.

Tags (mappings with one reserved key): ``{"(": [...]}`` tuple, ``{"{": [...]}`` set or frozenset, ``{"=": [[key, value],
...]}`` mapping, ``{"#": "hex"}`` an integer beyond 53 bits, ``{"~": "nan" | "inf" | "-inf"}``. Lists, text, numbers,
``true``, ``false`` and ``null`` stand for themselves.
"""

from __future__ import annotations

import json
import math
from typing import Any

from quellenkritik.text.marks import too_many_marks

MAX_DEPTH = 16
MAX_NODES = 50_000
MAX_TEXT = 400_000
MAX_INT_BITS = 4_096
MAX_HASHED = 1_000
"""Members of sets and keys of mappings that are no text, in one value. Only the hash of text is salted, so other members
can be made to meet in one place of the table, and each is then compared with each."""
_PLAIN_INT = 1 << 53


class CodecError(ValueError):
    """A value that does not pass: wrong type, too large, too deep, or not in the codec's form."""


class _Count:
    """The running number of nodes and characters of one value."""

    def __init__(self) -> None:
        self.nodes = 0
        self.text = 0
        self.hashed = 0

    def node(self, depth: int) -> None:
        self.nodes += 1
        if self.nodes > MAX_NODES or depth > MAX_DEPTH:
            raise CodecError("a value that is too large or too deeply nested")

    def member(self, value: object) -> None:
        self.hashed += type(value) is not str
        if self.hashed > MAX_HASHED:
            raise CodecError(f"more than {MAX_HASHED} members of sets or keys that are no text")

    def chars(self, text: str) -> str:
        self.text += len(text)
        if self.text > MAX_TEXT:
            raise CodecError(f"more than {MAX_TEXT} characters")
        if not text.isascii() and too_many_marks(text):
            raise CodecError("accents without end on one letter")
        return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def encode(value: object) -> Any:  # noqa: ANN401 (JSON data)
    """Return ``value`` as JSON data; raise :class:`CodecError` where its type is not exactly a plain one."""
    return _encode(value, 0, _Count())


def _encode(value: object, depth: int, count: _Count) -> Any:  # noqa: ANN401
    count.node(depth)
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is str:
        return count.chars(value)  # type: ignore[arg-type]
    if kind is int:
        return _encode_int(value)  # type: ignore[arg-type]
    if kind is float:
        return value if math.isfinite(value) else {"~": repr(value)}  # type: ignore[arg-type]
    return _encode_container(value, kind, depth + 1, count)


def _encode_int(value: int) -> Any:  # noqa: ANN401
    if value.bit_length() > MAX_INT_BITS:
        raise CodecError("a very large whole number")
    return value if -_PLAIN_INT < value < _PLAIN_INT else {"#": hex(value)}


def _encode_container(value: Any, kind: type, depth: int, count: _Count) -> Any:  # noqa: ANN401
    if kind is list:
        return [_encode(entry, depth, count) for entry in list(value)]
    if kind is tuple:
        return {"(": [_encode(entry, depth, count) for entry in value]}
    if kind is set or kind is frozenset:
        for entry in value:
            count.member(entry)
        return {"{": [_encode(entry, depth, count) for entry in sorted(value, key=repr)]}
    if kind is dict:
        pairs = list(value.items())
        for key, _ in pairs:
            count.member(key)
        return {"=": [[_encode(k, depth, count), _encode(v, depth, count)] for k, v in pairs]}
    raise CodecError("a value of type " + str(getattr(kind, "__name__", "?"))[:60])


def decode(data: Any) -> Any:  # noqa: ANN401
    """Return the value of parsed JSON data; raise :class:`CodecError` where the data is not in the codec's form."""
    return _decode(data, 0, _Count())


def _decode(data: Any, depth: int, count: _Count) -> Any:  # noqa: ANN401
    count.node(depth)
    if data is None or type(data) is bool:
        return data
    if type(data) is str:
        return count.chars(data)
    if type(data) is int:
        if not -_PLAIN_INT < data < _PLAIN_INT:
            raise CodecError("a whole number out of range")
        return data
    if type(data) is float:
        if not math.isfinite(data):
            raise CodecError("a number that is not finite")
        return data
    if type(data) is list:
        return [_decode(entry, depth + 1, count) for entry in data]
    return _decode_tagged(data, depth + 1, count)


def _decode_tagged(data: Any, depth: int, count: _Count) -> Any:  # noqa: ANN401
    if type(data) is not dict or len(data) != 1:
        raise CodecError("data that is not in the codec's form")
    tag, body = next(iter(data.items()))
    if tag == "#":
        return _decode_int(body)
    if tag == "~" and body in ("nan", "inf", "-inf"):
        return float(body)
    if type(body) is not list:
        raise CodecError("data that is not in the codec's form")
    try:
        if tag == "(":
            return tuple(_decode(entry, depth, count) for entry in body)
        if tag == "{":
            return frozenset(_member(entry, depth, count) for entry in body)
        if tag == "=":
            return dict(_pair(entry, depth, count) for entry in body)
    except TypeError as error:  # a list as a key or as a member of a set
        raise CodecError("a key that cannot be a key") from error
    raise CodecError("data that is not in the codec's form")


def _pair(entry: Any, depth: int, count: _Count) -> tuple[Any, Any]:  # noqa: ANN401
    if type(entry) is not list or len(entry) != 2:
        raise CodecError("data that is not in the codec's form")
    return _member(entry[0], depth, count), _decode(entry[1], depth, count)


def _member(entry: Any, depth: int, count: _Count) -> Any:  # noqa: ANN401
    """Return a member of a set or the key of a mapping."""
    member = _decode(entry, depth, count)
    count.member(member)
    return member


def _decode_int(body: Any) -> int:  # noqa: ANN401
    if type(body) is not str or len(body) > MAX_INT_BITS // 4 + 4:
        raise CodecError("a very large whole number")
    try:
        return int(body, 16)
    except ValueError as error:
        raise CodecError("data that is not in the codec's form") from error


def loads(raw: bytes) -> Any:  # noqa: ANN401
    """Return parsed JSON of bytes that may be hostile: UTF-8, no NaN, no giant numbers, no deep nesting."""
    try:
        return json.loads(raw.decode("utf-8"), parse_constant=_refuse, parse_int=_small_int)
    except (ValueError, RecursionError) as error:
        raise CodecError("bytes that are not JSON") from error


def _refuse(name: str) -> float:
    raise CodecError(f"the number {name}")


def _small_int(digits: str) -> int:
    if len(digits) > 17:
        raise CodecError("a whole number out of range")
    return int(digits)
