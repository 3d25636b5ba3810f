"""What crosses from the sandbox is plain data of exact types, bounded in size and depth."""

import json
import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.grading import codec

PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False)
    | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text("abc", max_size=2) | st.integers(), inner, max_size=3)
    ),
    max_leaves=12,
)


@given(PLAIN)
def test_plain_data_comes_back_as_it_was(value):
    again = codec.decode(codec.loads(json.dumps(codec.encode(value)).encode()))

    assert value == again
    assert type(value) is type(again)


def test_a_set_comes_back_as_a_frozen_one():
    assert frozenset({1, 2}) == codec.decode(codec.encode({1, 2}))


def test_not_a_number_has_a_tag_of_its_own():
    assert math.isnan(codec.decode(codec.encode(math.nan)))


class Text(str):
    """Text that says yes to every question."""

    def __eq__(self, other):
        return True

    __hash__ = str.__hash__


class Mapping(dict):
    """A mapping that is not exactly one."""


@pytest.mark.parametrize(
    "value",
    [
        Text("a"),
        Mapping(),
        [Text("a")],
        {Text("a"): 1},
        object(),
        b"bytes",
        1j,
        print,
        1 << 5000,
        "x" * 500_000,
        [0] * 60_000,
    ],
    ids=[
        "str subclass",
        "dict subclass",
        "inside",
        "as key",
        "object",
        "bytes",
        "complex",
        "function",
        "big",
        "long",
        "many",
    ],
)
def test_anything_else_is_refused(value):
    with pytest.raises(codec.CodecError):
        codec.encode(value)


def test_a_circle_is_refused():
    circle = []
    circle.append(circle)
    with pytest.raises(codec.CodecError):
        codec.encode(circle)


@pytest.mark.parametrize(
    "raw",
    [
        b"NaN",
        b"1e999",
        b"9" * 30,
        b"[" * 100_000,
        b"\xff",
        b"{",
        b'{"a": 1, "b": 2}',
        b'{"eval": []}',
        b'{"(": 1}',
        b'{"=": [[1]]}',
        b'{"=": [[[1], 2]]}',
        b'{"{": [[1]]}',
        b'{"#": "zz"}',
        b'{"~": "many"}',
    ],
)
def test_hostile_bytes_are_refused(raw):
    with pytest.raises(codec.CodecError):
        codec.decode(codec.loads(raw))


def test_lone_surrogates_do_not_come_through():
    assert "a?" == codec.decode(codec.loads(b'"a\\ud800"'))


PRIME = 2**61 - 1
"""What whole numbers are hashed by: its multiples all have the hash 0."""


def number(n):
    return {"#": hex((n + 1) * PRIME)}


MEETING = {
    "set": lambda: {"{": [number(n) for n in range(45_000)]},
    "keys": lambda: {"=": [[number(n), None] for n in range(16_000)]},
    "pairs": lambda: {"{": [{"(": [number(n), 1.5]} for n in range(12_000)]},
    "many small sets": lambda: [{"{": [number(1_000 * m + n) for n in range(999)]} for m in range(45)],
}


@pytest.mark.parametrize("make", MEETING.values(), ids=MEETING)
def test_members_whose_hashes_meet_are_not_compared_each_with_each(make):
    data = make()
    started = time.process_time()

    with pytest.raises(codec.CodecError, match="members of sets or keys"):
        codec.decode(data)

    assert time.process_time() - started < 1


def test_a_thousand_numbers_pass_as_members_and_any_number_of_words():
    words = {str(n): n for n in range(10_000)}
    value = [set(range(500)), dict.fromkeys(range(500)), set(words), words]

    assert value == codec.decode(codec.loads(json.dumps(codec.encode(value)).encode()))
    with pytest.raises(codec.CodecError, match="members of sets or keys"):
        codec.encode([*value, {1}])


@pytest.mark.parametrize("cross", [codec.encode, codec.decode])
def test_a_tower_of_marks_does_not_cross(cross):
    with pytest.raises(codec.CodecError, match="accents without end"):
        cross(["a" + "\u0315" * 40_000 + "\u0316" * 40_000])
