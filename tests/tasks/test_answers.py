"""Answers are data: read the same from text and from Python, and refused where they are hostile."""

import time

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.errors import Mistake
from quellenkritik.tasks import answers

TREE = st.recursive(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abcd"), inner, max_size=3),
    max_leaves=10,
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: no", {"a": "no"}),
        ("a: 2000-06-04", {"a": "2000-06-04"}),
        ("a: 0.80", {"a": "0.80"}),
        ("a: ~", {"a": "~"}),
        ("a:", {"a": ""}),
        ("a: [W-ria#q2, W-tass-en#q1]", {"a": ["W-ria#q2", "W-tass-en#q1"]}),
        ("- a\n- b: c", ["a", {"b": "c"}]),
        ("a: !!python/object/apply:os.system [ls]", {"a": ["ls"]}),
        ("a: !!int '7'", {"a": "7"}),
        ("<<: {a: b}", {"<<": {"a": "b"}}),
        ("a: '  relay\u00a0'", {"a": "relay"}),
        ("a: такои\u0306", {"a": "такой"}),
        ("# only a comment", ""),
        ("", ""),
        ("words", "words"),
    ],
)
def test_text_is_read_as_strings_only(text, expected):
    assert expected == answers.parse(text)


@pytest.mark.parametrize(
    ("text", "came"),
    [
        ("a: &x [1]\nb: *x", "an alias"),
        ("a: 1\nb: 2\na: 3", "the key 'a' twice"),
        ("? [a]\n: b", "a list or mapping as a key"),
        ("a: 1\n'a ': 2", "two keys that differ only in spaces"),
        ("[" * 50 + "]" * 50, "a very large or deeply nested answer"),
        ("[" * 100_000, "a very large or deeply nested answer"),
        ("[" + "x," * 30_000 + "]", "a very large or deeply nested answer"),
        ("x" * 300_000, "300000 characters"),
        ('a: "\\ud800"', "a character that no file can hold"),
        ('a: "\\0"', "a character that no file can hold"),
        ("a: \x07", "characters that YAML does not allow"),
        ("a: 1\n--- \nb: 2", "but found another document"),
    ],
)
def test_refused(text, came):
    with pytest.raises(Mistake) as refused:
        answers.parse(text)
    assert came in refused.value.came


@pytest.mark.parametrize(
    ("text", "line"),
    [("a: 1\nb: [", 2), ("a: 1\nb: *x", 2), ("a:\n  b: 1\n c: 2", 3), ("x: '1\n\n", 3), ("a: b: c", 1)],
)
def test_the_line_is_named(text, line):
    with pytest.raises(Mistake) as refused:
        answers.parse(text, "pivot")
    assert f"pivot, line {line}" == refused.value.where


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, ""),
        (True, "true"),
        (0.8, "0.8"),
        (7, "7"),
        ((1, None), ["1", ""]),
        ({1: {"b": [False]}}, {"1": {"b": ["false"]}}),
    ],
)
def test_python_data_is_read_the_same_way(value, expected):
    assert expected == answers.read(value)


def circle():
    inner = []
    inner.append(inner)
    return inner


@pytest.mark.parametrize(
    "value",
    [
        circle(),
        [0] * 30_000,
        {"a": object()},
        {("a",): 1},
        {1: "a", "1": "b"},
        10**5000,
        ["x" * 300_000],
        [b"bytes"],
    ],
    ids=["circle", "wide", "object", "tuple as key", "two keys alike", "huge number", "long text", "bytes"],
)
def test_data_that_is_no_answer_is_refused(value):
    with pytest.raises(Mistake):
        answers.read(value)


@given(st.text(max_size=60))
def test_any_text_gives_a_tree_or_a_mistake_and_nothing_else(text):
    try:
        tree = answers.parse(text)
    except Mistake:
        return

    assert isinstance(tree, str | list | dict)


@given(TREE)
def test_reading_a_tree_again_changes_nothing(tree):
    try:
        once = answers.from_data(tree)
    except Mistake:
        return

    assert once == answers.from_data(once)


YAML_LIKE = st.text(st.sampled_from("ab:-#&*!|>'\"[]{},?% \n\tü"), max_size=40)


@pytest.mark.skipif(not hasattr(yaml, "CBaseLoader"), reason="PyYAML came without libyaml")
@given(YAML_LIKE)
def test_the_fast_reader_reads_what_the_careful_one_reads(text):
    try:
        fast = answers._even(answers._by_events(text), "answer")
        careful = yaml.load(text, Loader=answers._Loader)
    except (ValueError, Mistake, yaml.YAMLError):
        return

    assert ("" if careful is None else answers._even(careful, "answer")) == fast


class Same(str):
    """Text that is not equal to its like, so that a mapping holds both."""

    __slots__ = ()
    __eq__ = object.__eq__
    __hash__ = object.__hash__


LOWER, UPPER = "\u0316", "\u0315"
TOWERS = {
    "marks": "a" + UPPER * 40_000 + LOWER * 40_000,
    "marks that part into two": "\u0f73" * 40_000 + "\u0f71" * 40_000,
    "with what is invisible between": (UPPER * 29 + "\u00ad") * 2_000 + LOWER * 40_000,
    "just too many": "a" + LOWER * 31,
}


@pytest.mark.parametrize("text", TOWERS.values(), ids=TOWERS)
@pytest.mark.parametrize("shape", [lambda text: text, lambda text: {text: "b"}, lambda text: [text]])
def test_a_tower_of_marks_is_refused_before_it_is_composed(text, shape):
    started = time.process_time()

    with pytest.raises(Mistake, match="more than 30 accents on one letter"):
        answers.from_data(shape(text))
    with pytest.raises(Mistake, match="more than 30 accents on one letter"):
        answers.parse(yaml.safe_dump(shape(text), allow_unicode=True))

    assert time.process_time() - started < 1


@pytest.mark.parametrize(
    "text",
    [
        "a" + LOWER * 30,
        ("e\u0301" * 40 + "й" * 40) * 20,
        "वैज्ञानिकों" * 20,
        "می\u200cشود" * 20,
        "بِسْمِ" * 20,
        "ф" * 5_000,
    ],
)
def test_letters_with_marks_pass(text):
    assert answers.from_data(text) == answers.from_data(answers.from_data(text)) != ""


def test_the_number_of_keys_is_looked_at_before_they_are_compared():
    started = time.process_time()

    with pytest.raises(Mistake, match="very large"):
        answers.from_data({str(n): "" for n in range(300_000)})
    with pytest.raises(Mistake, match="the key 'k1' twice"):
        answers.from_data({f"k{n}": "" for n in range(19_000)} | {Same("k1"): ""})

    assert time.process_time() - started < 1


LONG = "z" * 90_000


@pytest.mark.parametrize(
    "value",
    [
        f"items:\n  ? {LONG}\n  : 1\n  ? {LONG}\n  : 2\n",
        f"a: !{LONG}!x b",
        f"a: *{LONG}",
        {LONG: 1, Same(LONG): 2},
        type(LONG, (), {})(),
    ],
    ids=["key", "tag", "alias", "key of data", "type"],
)
def test_no_message_repeats_a_long_piece(value):
    with pytest.raises(Mistake) as caught:
        answers.read(value)

    assert len(str(caught.value)) < 400
