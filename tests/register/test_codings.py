"""Texts and codings are parted: joined they are one register, and without the codings the texts still stand."""

import shutil

import pytest
import yaml

from quellenkritik import register
from quellenkritik.errors import Mistake
from quellenkritik.register.counts import counts
from quellenkritik.register.missing import Missing
from quellenkritik.register.parting import CODED
from quellenkritik.register.plain import source_lines
from tests.support import ROOT

PACKAGE = ROOT / "src" / "quellenkritik"
FILES = sorted(path.name for path in (PACKAGE / "register" / "data" / "sources").glob("*.yml"))
T, C = "sources/all.yml", "codings/all.yml"
EMPTY = ("kind", "kind_note", "date_note", "url_note", "siglum", "family", "record", "telling", "notes")


@pytest.fixture(scope="module")
def texts(tmp_path_factory):
    """The register of the package as a student has it."""
    folder = tmp_path_factory.mktemp("texts") / "data"
    shutil.copytree(PACKAGE / "register" / "data", folder)
    found, faults = register.read(folder)
    assert [] == faults
    return found


def test_every_file_of_texts_has_its_file_of_codings():
    assert sorted([*FILES, "units.yml"]) == sorted(path.name for path in (PACKAGE / "codings").glob("*.yml"))


@pytest.mark.parametrize("name", FILES)
def test_no_coding_stands_among_the_texts(name):
    text = (PACKAGE / "register" / "data" / "sources" / name).read_text(encoding="utf-8")
    for entry in yaml.load(text, Loader=yaml.CBaseLoader):
        assert set() == set(entry) & set(CODED), entry["id"]
        assert set() == {quote["id"] for quote in entry["quotes"] if "locator" in quote}


def test_without_the_codings_the_words_are_all_there(texts):
    """Every source and every quotation with words, language and gloss; nothing that the editors conclude."""
    whole = register.load()

    assert not texts.has_codings
    assert list(whole.sources) == list(texts.sources)
    assert [(q.id, q.lang, q.text, q.gloss) for q in whole.quotations.values()] == [
        (q.id, q.lang, q.text, q.gloss) for q in texts.quotations.values()
    ]
    for source in texts.sources.values():
        held = [getattr(source, name) for name in (*EMPTY, "parents", "cells", "verbs", "claims")]
        assert not any(held), source.id
        assert not any(quote.locator for quote in source.quotes)
    assert not any(unit.readings or unit.use for unit in texts.units.values())


def test_an_outlet_without_its_remark_is_the_beginning_of_the_whole(texts):
    whole = register.load()
    cut = {i: s.outlet for i, s in texts.sources.items() if s.outlet != whole.sources[i].outlet}

    assert "news-pravda.com" == cut["W-pravda-en-tass"]
    assert all(whole.sources[i].outlet.startswith(f"{outlet} (") for i, outlet in cut.items())


def test_the_day_of_a_paper_is_not_told_where_it_is_asked(texts):
    """A source with a record keeps year and month; the editors' day is that month's."""
    for source in register.load().records():
        known = str(texts.sources[source.id].date)
        assert len("2000-06") == len(known), source.id
        assert str(source.date).startswith(known)


@pytest.mark.parametrize(
    "ask",
    [
        lambda r: r.coded(),
        lambda r: r.tellings(),
        lambda r: r.records(),
        lambda r: r.parents("W-ria"),
        lambda r: r.children("W-ria"),
        lambda r: r.cell("W-ria", "v1"),
        lambda r: r.reading("W-ria", "v1"),
    ],
)
def test_who_asks_for_a_coding_is_told_that_there_is_none(ask, texts):
    with pytest.raises(Mistake, match="not part of the student's package"):
        ask(texts)


def test_the_texts_are_counted_and_shown(texts):
    assert counts(register.load()) | counts(texts) == counts(register.load())
    assert "cells" not in counts(texts)
    assert any("gloss:" in line for line in source_lines(texts.source("W-ria")))
    assert Missing.NOT_SEEN is texts.source("W-ria").author


@pytest.mark.parametrize(
    ("file", "change", "where", "field", "expected"),
    [
        (T, lambda e: e[0].update(family="beta"), T, "family", "this field in codings/"),
        (T, lambda e: e[0].update(parents=[]), T, "parents", "this field in codings/"),
        (C, lambda e: e[0].update(title="Another"), C, "title", "this field in sources/all.yml"),
        (C, lambda e: e[0].update(outlet="Another Agency"), C, "outlet", "more behind it"),
        (C, lambda e: e[0].update(date="2025-07-01"), C, "date", "more behind it"),
        (C, lambda e: e[0].pop("kind"), C, "kind", "names the genre"),
        (C, lambda e: e.pop(0), C, "codings", "the codings of every record"),
        (C, lambda e: e.append({"id": "W-nobody"}), C, "id", "a record of the file all.yml"),
        (C, lambda e: e.append(e[0]), C, "codings", "each record once"),
        (C, lambda e: e[0].update(locators={"W-one#q9": "head"}), C, "locators", "no such field"),
        ("codings/units.yml", lambda e: e[0].pop("use"), "codings/units.yml", "use", "which texts a locus binds"),
        ("units.yml", lambda e: e[0].update(use="x"), "units.yml", "use", "this field in codings/units.yml"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_the_validator_holds_the_two_together(file, change, where, field, expected, base, folder):
    where_all = folder(base)
    path = where_all / file
    entries = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    change(entries)
    path.write_text(yaml.safe_dump(entries, allow_unicode=True), encoding="utf-8")

    _, faults = register.read(where_all)

    found = [f for f in faults if (f.file, f.field) == (where, field)]
    assert len(found) == 1, faults
    assert expected in found[0].expected


def test_a_remark_on_a_place_stands_with_its_quotation(base, folder):
    base["sources"][0]["locators"] = {"W-one#q1": "first sentence"}

    found, faults = register.read(folder(base))

    assert [] == faults
    assert ["first sentence", None] == [quote.locator for quote in found.source("W-one").quotes]


def test_a_fault_in_a_coding_names_the_file_of_the_codings(base, folder):
    base["sources"][0]["cells"]["v1"]["basis"] = "guess"

    _, faults = register.read(folder(base))

    assert ["codings/all.yml"] == [fault.file for fault in faults]
