"""Looking things up, and what may be printed together."""

import pytest

from quellenkritik.errors import Mistake
from quellenkritik.register import Missing, Quotation, printable_blocks, read


@pytest.fixture
def small(base, folder):
    register, _ = read(folder(base))
    return register


def test_cells_and_readings(small):
    assert "serious" == small.cell("W-two", "v1").reading
    assert (
        small.reading("W-one", "v1") == small.reading("W-two", "v1") == small.unit("v1").readings["serious"]
    )
    assert small.cell("W-two", "v1").shown


def test_parents_and_children(small):
    assert ["W-one", None] == [parent.id for parent in small.parents("W-two")]
    assert ["W-two"] == [source.id for source in small.children("W-one")]


def test_parts_of_the_register(small):
    assert ["W-one", "W-two"] == [source.id for source in small.witnesses()] == [s.id for s in small.coded()]
    assert ["W-two"] == [source.id for source in small.tellings()]
    assert () == small.records()


@pytest.mark.parametrize(
    "look",
    [
        lambda r: r.source("W-oen"),
        lambda r: r.quotation("W-one#q9"),
        lambda r: r.unit("v2"),
        lambda r: r.cell("P-three", "v1"),
    ],
)
def test_what_is_not_there_is_told_in_words(look, small):
    with pytest.raises(Mistake, match=r"register: came '.*'; expected a"):
        look(small)


def test_a_near_miss_names_the_right_id(small):
    with pytest.raises(Mistake, match=r"Did you mean W-one"):
        small.source("W-oen")


def test_quoted_in(small):
    assert ["W-two#q1"] == [q.id for q in small.quoted_in("„Ich nahm das ernst“")]
    assert ["P-three#q1"] == [q.id for q in small.quoted_in("I was sensitive to this")]
    assert () == small.quoted_in("I was not sensitive to this")
    assert () == small.quoted_in("I was sensitive to this", sources=["W-one"])


def test_records_are_frozen(small):
    with pytest.raises(AttributeError):
        small.source("W-one").role = "hero"
    with pytest.raises(TypeError):
        small.sources["W-four"] = None
    with pytest.raises(TypeError):
        small.source("W-one").cells["v1"] = None


def quote(number, words, continues=None):
    text = " ".join(["word"] * words)
    return Quotation(
        id=f"W-x#q{number}",
        source="W-x",
        lang="en",
        text=text,
        page="seen",
        known="direct",
        continues=continues,
    )


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ([20, 20], [[20, 20]]),
        ([20, 21], [[20], [21]]),
        ([15, 15, 15], [[15, 15], [15]]),
        ([40, 1], [[40], [1]]),
    ],
)
def test_parts_of_one_passage_never_make_a_block_over_forty_words(lengths, expected):
    parts = [quote(n, words, f"W-x#q{n - 1}" if n else None) for n, words in enumerate(lengths)]

    assert expected == [[part.words for part in block] for block in printable_blocks(parts)]


def test_quotations_that_do_not_continue_each_other_stay_apart():
    assert [1, 1] == [len(block) for block in printable_blocks([quote(1, 5), quote(2, 5)])]


def test_absent_is_no_reading(base, folder):
    base["sources"][0]["cells"]["v1"] = {"reading": "absent", "basis": "whole_text"}
    base["sources"][1]["parents"] = []
    register, faults = read(folder(base))

    assert [] == faults
    assert Missing.ABSENT is register.reading("W-one", "v1")
