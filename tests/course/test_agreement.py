"""The agreement of two codings, the plain statement beside it, and blank sheets without a key."""

import json
from pathlib import Path

import pytest
import yaml

from quellenkritik import cli
from quellenkritik.course import agreement, bank, coding, registry
from quellenkritik.errors import Mistake

REPOSITORY = Path(__file__).parents[2]
BANK = {
    "scales": {"size": {"level": "ordinal", "order": ["low", "middle", "high"]}},
    "items": [
        {"id": "one", "codings": {"a": {"kind": "x", "size": "low"}, "b": {"kind": "x", "size": "low"}}},
        {
            "id": "two",
            "codings": {"a": {"kind": "y", "size": "high"}, "b": {"kind": ["y", "x"], "size": "high"}},
        },
        {"id": "three", "codings": {"a": {"kind": "y", "size": "low"}, "b": {"kind": "x", "size": "middle"}}},
    ],
    "edges": {"deep": {"codings": {"a": {"kind": {"value": "x"}}, "b": {"kind": {"value": "x"}}}}},
}


def test_every_unit_is_found_wherever_it_stands():
    first, second = agreement.passes(BANK)

    assert ["items/one", "items/two", "items/three", "edges/deep"] == list(first) == list(second)


def test_the_figures_are_those_of_a_count_by_hand():
    """kind: 3 of 4 equal; x:3/y:1 against... a has x,y,y,x and b has x,y,x,x, so chance is (2*3 + 2*1)/16 = 1/2."""
    kind, size = agreement.compare(*agreement.passes(BANK), agreement.scales(BANK), draws=200)

    assert (4, 0.75, 0.5) == (kind.units, kind.share, kind.kappa)
    assert ("ordinal", 3) == (size.level, size.units)
    assert kind.low <= kind.alpha <= kind.high


def test_a_value_with_its_locator_is_named_by_its_unit():
    """Each question of a source is a field of its own; different vocabularies are not thrown together."""
    coded = {"value": "talbott", "locator": "P1#q1"}
    bank = {
        "items": [
            {"id": "notes", "keys": {"creator": {"codings": {"a": coded, "b": {**coded, "value": "bell"}}}}}
        ]
    }

    shares = {row.field: row.share for row in agreement.compare(*agreement.passes(bank), draws=20)}
    assert {"creator": 0.0, "creator.locator": 1.0} == shares


def test_a_near_miss_costs_less_on_an_ordinal_scale():
    values = [("low", "low"), ("high", "high"), ("low", "middle"), ("high", "high")]
    first = {str(i): {"size": a} for i, (a, _) in enumerate(values)}
    second = {str(i): {"size": b} for i, (_, b) in enumerate(values)}

    (nominal,) = agreement.compare(first, second, draws=20)
    (ordinal,) = agreement.compare(first, second, agreement.scales(BANK), draws=20)
    assert nominal.alpha < ordinal.alpha


def test_what_one_coder_left_open_is_no_unit():
    (row,) = agreement.compare(
        {"a": {"k": "x"}, "b": {"k": ""}}, {"a": {"k": "x"}, "b": {"k": "y"}}, draws=20
    )

    assert 1 == row.units


def test_few_units_are_marked():
    (row,) = agreement.compare({"a": {"k": "x"}}, {"a": {"k": "x"}}, draws=20)

    assert row.few


@pytest.fixture
def drawn(little):
    return bank.draw(little, registry.load(little)["colours"])


def test_a_blank_sheet_has_every_item_and_no_key(drawn):
    sheet = yaml.safe_load(coding.blank(drawn))

    assert {"blood", "grass", "pine"} == {item["given"]["name"] for item in sheet["items"]}
    assert all({"colour": "", "shade": ""} == item["coding"] for item in sheet["items"])
    assert {"colour": ["red", "green"], "shade": ["dark", "light"]} == sheet["vocabulary"]
    assert not [
        word for word in ("blood-drop", "chlorophyll", "Both passes", "gold") if word in coding.blank(drawn)
    ]


def _filled(drawn, path, colour):
    sheet = yaml.safe_load(coding.blank(drawn))
    for item in sheet["items"]:
        item["coding"] = {"colour": colour(item["given"]["name"]), "shade": "dark"}
    path.write_text(yaml.safe_dump(sheet))
    return path


def test_two_filled_sheets_are_compared(drawn, little, tmp_path, monkeypatch, capsys):
    """The command prints JSON for machines; the note on machine-made codings is not theirs."""
    monkeypatch.chdir(little.root)
    right = _filled(drawn, tmp_path / "one.yml", lambda name: "red" if name == "blood" else "green")
    red = _filled(drawn, tmp_path / "two.yml", lambda name: "red")

    assert 0 == cli.main(["agreement", "--json", "--draws", "20", "--sheets", str(right), str(red)])
    said = json.loads(capsys.readouterr().out)
    shares = {row["field"]: row["share"] for row in said["agreement"]["sheets"]}
    assert {"colour": pytest.approx(1 / 3), "shade": 1.0} == shares
    assert "" == said["note"]


def test_the_plain_statement_stands_under_the_figures(little, monkeypatch, capsys):
    monkeypatch.chdir(little.root)

    assert 0 == cli.main(["agreement", "--draws", "20"])
    said = capsys.readouterr().out
    assert (
        "machine-assisted" in said and "not human agreement" in said and "No native reader of Russian" in said
    )
    assert "few units" in said


def test_a_bank_without_codings_is_found_out(little, monkeypatch, capsys):
    monkeypatch.chdir(little.root)
    path = little.solutions / "things" / "colours.gold.yml"
    path.write_text(path.read_text().replace("codings", "notes"))

    assert 1 == cli.main(["agreement"])
    assert "no unit has two codings yet" in capsys.readouterr().out


def test_another_file_is_refused(tmp_path):
    (tmp_path / "x.yml").write_text("a: 1\n")

    with pytest.raises(Mistake, match="a coding sheet"):
        coding.read(tmp_path / "x.yml")


def test_a_generated_key_is_named_and_not_compared(monkeypatch, capsys):
    """A key that a generator makes has no coders; saying so is no fault."""
    monkeypatch.chdir(REPOSITORY)

    assert 0 == cli.main(["agreement", "doctored"])
    assert "doctored: the key is made by the generator" in capsys.readouterr().out


MARKED = {
    "scales": {"marks.severity": {"level": "ordinal", "order": ["minor", "major"]}},
    "items": [
        {
            "id": "one",
            "codings": {
                "a": {
                    "words": 6,
                    "marks": [{"span": "2-3", "category": "agent", "severity": "minor", "why": "x"}],
                },
                "b": {"words": 6, "marks": [{"span": "2-2", "category": "agent", "severity": "major"}]},
            },
        },
        {
            "id": "two",
            "codings": {"a": {"words": 4, "marks": []}, "b": {"words": 4, "marks": [{"span": "4"}]}},
        },
    ],
}


def test_marked_words_are_compared_word_by_word_and_mark_by_mark():
    """Ten words, of which the coders see two otherwise; one pair of marks that overlap by half."""
    rows = agreement.compare(*agreement.passes(MARKED), agreement.scales(MARKED), draws=20)
    found = {row.field: (row.level, row.units, row.share) for row in rows}

    assert {
        "marks.words": ("nominal", 10, 0.8),
        "marks.category": ("nominal", 1, 1.0),
        "marks.severity": ("ordinal", 1, 0.0),
    } == found
