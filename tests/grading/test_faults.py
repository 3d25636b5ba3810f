"""When the disk is full or the gradebook cannot be written, the run ends with a sentence and the next one goes on."""

import errno
import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from quellenkritik.errors import Mistake
from quellenkritik.grading import engine as module
from quellenkritik.grading.classbook import lines
from tests.grading import letters


@pytest.fixture
def klass(inbox, monkeypatch):
    monkeypatch.setattr(module, "BATCH", 2)
    for number in range(6):
        letters.hand_in(
            inbox,
            f"s{number}",
            "dates",
            letters.answer_cell("dates", letters.answer_text("dates", number % 5)),
        )
    return inbox


EXPECTED = {f"s{number}": float(number % 5) for number in range(6)}


def test_a_full_disk(klass, engine, gradebook, monkeypatch):
    write, written = module.write_whole, []

    def full(path, content):
        written.append(path)
        if len(written) > 10:
            raise OSError(errno.ENOSPC, "No space left on device", str(path))
        write(path, content)

    monkeypatch.setattr(module, "write_whole", full)
    with pytest.raises(Mistake, match=r"No space left on device.*goes on from there"):
        engine().grade([klass])
    recorded = len(gradebook.identities())
    monkeypatch.setattr(module, "write_whole", write)
    summary = engine().grade([klass])

    assert (recorded, 6 - recorded) == (summary.unchanged, summary.graded)
    assert 0 < recorded < 6
    assert EXPECTED == {line.student: line.auto for line in lines(gradebook)}


def test_a_gradebook_that_cannot_be_written(klass, engine, gradebook, monkeypatch):
    write, calls = gradebook.write, []

    def locked(verdicts):
        calls.append(1)
        if len(calls) == 2:
            raise OperationalError(
                "insert", {}, sqlite3.OperationalError("attempt to write a readonly database")
            )
        write(verdicts)

    monkeypatch.setattr(gradebook, "write", locked)
    with pytest.raises(Mistake, match="readonly database"):
        engine().grade([klass])
    monkeypatch.setattr(gradebook, "write", write)
    engine().grade([klass])

    assert EXPECTED == {line.student: line.auto for line in lines(gradebook)}
