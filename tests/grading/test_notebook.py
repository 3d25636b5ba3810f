"""A notebook file is repaired where it can be and refused in one sentence where it cannot."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quellenkritik.grading import notebook
from quellenkritik.grading.submission import Refusal

CELL = {
    "cell_type": "code",
    "id": "a",
    "metadata": {"nbgrader": {"grade_id": "x-answer", "points": 4}},
    "source": ["x = 1\n", "y"],
}


def raw(**more):
    return json.dumps({"cells": [CELL], "metadata": {}, "nbformat": 4, "nbformat_minor": 5} | more).encode()


def test_a_cell_is_kind_source_and_what_it_claims():
    cells, notes = notebook.read(raw())

    assert [notebook.RawCell("code", "x = 1\ny", "a", "x-answer", 4.0)] == cells
    assert [] == notes


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (raw(nbformat=99), "notebook format 99; read as format 4"),
        (raw().decode().encode("utf-16"), "the file is not UTF-8; read as utf-16"),
        (raw().replace(b"x = 1", "x = 'ü'".encode("cp1252")), "the file is not UTF-8; read as cp1252"),
        (b"\xef\xbb\xbf" + raw(), None),
        (raw(cells=[CELL, 7]), "something that is not a cell was left out"),
        (raw(cells=[CELL | {"source": "a\ud800b"}]), "characters that are no text were replaced"),
        (
            raw(cells=[CELL, CELL | {"source": "x" * 500_000}]),
            "a cell of 500000 characters was left out; at most 400000 are read",
        ),
        (raw(cells=[CELL] * 20_000), "20000 cells; only the first 2000 are read"),
        (raw()[:-40], "the file is broken or cut off; the whole cells in it were read"),
        (
            json.dumps(
                {"worksheets": [{"cells": [{"cell_type": "code", "input": "a"}]}], "nbformat": 3}
            ).encode(),
            "notebook format 3; brought to format 4",
        ),
    ],
    ids=[
        "future",
        "utf-16",
        "cp1252",
        "byte order mark",
        "no cell",
        "surrogate",
        "huge cell",
        "many cells",
        "cut off",
        "old",
    ],
)
def test_repairs_are_named(content, note):
    cells, notes = notebook.read(content)

    assert ([note] if note else []) == notes
    assert cells


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"[]",
        b'{"cells": 7}',
        b'{"cells": []}',
        b"{}",
        b"[" * 50_000,
        b"x" * (notebook.MAX_BYTES + 1),
    ],
    ids=["empty", "text", "list", "cells no list", "no cells", "nothing", "deep", "too large"],
)
def test_what_holds_no_cell_is_refused(content):
    with pytest.raises(Refusal):
        notebook.read(content)


def test_of_a_torn_file_the_whole_cells_are_read():
    content = raw(cells=[CELL, CELL | {"source": "second"}, CELL | {"source": "third"}])

    cells, _ = notebook.read(content[: content.index(b"third")])

    assert ["x = 1\ny", "second"] == [cell.source for cell in cells]


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_give_cells_or_a_refusal(content):
    try:
        cells, _ = notebook.read(b'{"cells": [' + content)
    except Refusal:
        return

    assert all(isinstance(cell, notebook.RawCell) for cell in cells)


def test_what_no_file_holds_does_not_pass_through_ids_and_versions():
    data = raw(
        cells=[CELL | {"id": "\ud800", "metadata": {"nbgrader": {"grade_id": "\ud800"}}}], nbformat="\ud800"
    )
    (cell,), notes = notebook.read(data)

    assert ("?", "?") == (cell.id, cell.grade_id)
    "".join(notes).encode("utf-8")
