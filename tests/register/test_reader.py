"""A wrong record is refused with file, id, field, what came and what was expected."""

import pytest

from quellenkritik.errors import Mistake
from quellenkritik.register import BadRegister, Missing, read
from tests.register.conftest import CASE


def put(data, case):
    """Carry out one case: put a value at the end of a way, or take what is there away."""
    *way, last = case["at"]
    for name in way:
        data = data[int(name) if isinstance(data, list) else name]
    last = int(last) if isinstance(data, list) else last
    if case.get("drop"):
        del data[last]
    else:
        data[last] = case["put"]


def test_the_small_register_is_whole(base, folder):
    register, faults = read(folder(base))

    assert [] == faults
    assert ["W-one", "W-two", "P-three"] == list(register.sources)
    assert Missing.UNKNOWN is register.source("W-two").date
    assert (1, Missing.ABSENT) == tuple(
        register.source("W-one").verbs[place].step for place in ("headline", "slug")
    )
    assert Missing.NOT_STATED is register.source("W-two").telling.answer.value


@pytest.mark.parametrize("case", CASE["refused"], ids=[case["about"] for case in CASE["refused"]])
def test_refused(case, base, folder):
    put(base, case)

    _, faults = read(folder(base))

    found = [f for f in faults if (f.id, f.field) == (case["id"], case["field"])]
    assert len(found) == 1, faults
    assert found[0].came.startswith(case["came"])
    assert case["expected"] in found[0].expected
    assert found[0].file.endswith(case.get("file", found[0].file))


def test_all_faults_come_at_once(base, folder):
    base["sources"][0]["role"] = "hero"
    base["sources"][1]["date"] = "soon"

    _, faults = read(folder(base))
    message = str(BadRegister(faults))

    assert {("W-one", "role"), ("W-two", "date")} <= {(f.id, f.field) for f in faults}
    assert "sources/all.yml: W-two, date: came 'soon'; expected an EDTF date" in message
    assert isinstance(BadRegister(faults), Mistake)


def test_one_fault_is_told_once(base, folder):
    """What refers to a refused record is not blamed for it."""
    base["sources"][0]["quotes"][0]["text"] = ""

    _, faults = read(folder(base))

    assert [("W-one", "quotes W-one#q1 text")] == [(f.id, f.field) for f in faults]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- {id: W-one, id: W-two}\n", "the key 'id' twice"),
        ("- id: [unclosed\n", "while parsing"),
        ("id: W-one\n", "a mapping"),
        ("- just words\n", "just words"),
        ("", "nothing"),
    ],
)
def test_files_that_are_no_list_of_records(text, expected, base, folder):
    where = folder(base)
    (where / "sources" / "all.yml").write_text(text, encoding="utf-8")

    _, faults = read(where)

    assert faults[0].file == "sources/all.yml"
    assert expected in faults[0].came


def test_a_file_that_is_not_utf8(base, folder):
    where = folder(base)
    (where / "sources" / "all.yml").write_bytes("- {id: Zürich}".encode("latin-1"))

    _, faults = read(where)

    assert "a YAML file in UTF-8" == faults[0].expected


def test_nothing_is_guessed(base, folder):
    """Norwegian stays ``no``; a year stays text."""
    base["sources"][1]["language"] = "no"
    base["sources"][1]["quotes"][0]["lang"] = "no"
    base["sources"][1]["date"] = 2000

    register, faults = read(folder(base))

    assert [] == faults
    assert ("no", "2000") == (register.source("W-two").language, register.source("W-two").date)
