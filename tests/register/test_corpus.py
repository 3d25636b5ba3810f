"""The corpus of clauses: every reading stands in its quotation, every gap has its ground, every foreign word its gloss."""

from dataclasses import replace

import pytest

from quellenkritik import register
from quellenkritik.register.corpus import Piece, Rendering, Version, check_corpus, spans
from quellenkritik.register.missing import Missing

REGISTER = register.load()
VERSIONS = list(REGISTER.corpus.values())


def _found(*versions):
    return [
        f"{name} {field}"
        for name, field, _, _ in check_corpus(versions, REGISTER.quotations, REGISTER.sources)
    ]


def _version(lang, clauses, name="xx-made"):
    record = VERSIONS[0]
    made = {c: Rendering(clause=c, version=name, **fields) for c, fields in clauses.items()}
    return record, Version(id=name, lang=lang, title="made", clauses=made)


def test_passage_has_eight_clauses_in_the_four_languages_of_the_chain_and_others():
    assert [f"c{n}" for n in range(1, 9)] == list(VERSIONS[0].clauses)
    assert {"en", "ru", "sr", "de", "tr", "ar", "fa", "fr", "es", "it", "pl", "hu", "mk"} == {
        v.lang for v in VERSIONS
    }


def test_russian_german_and_serbian_cover_the_passage_or_say_where_they_end():
    """What no text of a language shows is a gap of every text of it, or not in the corpus."""
    shown = {
        lang: {c for v in VERSIONS if v.lang == lang for c, r in v.clauses.items() if r.words}
        for lang in ("ru", "sr", "de")
    }
    assert {f"c{n}" for n in range(1, 9)} == shown["ru"] == shown["de"]
    assert {"c1", "c2", "c3", "c4", "c7", "c8"} == shown["sr"]


def test_every_reading_is_an_exact_part_of_its_quotation():
    for version in VERSIONS:
        for rendering in version.clauses.values():
            quote = rendering.quote and REGISTER.quotation(rendering.quote)
            assert not quote or REGISTER.reading_of(rendering) in quote.text


def test_no_reading_is_longer_than_a_short_quotation():
    assert max(len(REGISTER.reading_of(r).split()) for v in VERSIONS for r in v.clauses.values()) <= 25


def test_words_between_the_pieces_are_not_skipped():
    assert spans([Piece("one"), Piece("three")], "one two three") is None
    assert spans([Piece("one"), Piece("three")], "one, three") == [(0, 3), (5, 10)]
    assert spans([Piece("on"), Piece("e")], "one") is None
    assert spans([Piece("I"), Piece("want")], "Russia… I (...) want") is None


@pytest.mark.parametrize(
    ("lang", "clauses", "fault"),
    [
        ("ru", {"c2": {"quote": "W-ria#q2", "words": (Piece("никогда", "never"),)}}, "c2 words"),
        ("de", {"c2": {"quote": "W-ria#q2", "words": (Piece("Я", "I"),)}}, "c2 quote"),
        ("ru", {"c2": {"quote": "W-ria#q2", "words": (Piece("Я"),)}}, "c2 words"),
        ("ru", {"c2": {"quote": "W-nobody#q1", "words": (Piece("Я", "I"),)}}, "c2 quote"),
        ("ru", {"c2": {"gap": Missing.ABSENT}}, "c2 gap"),
        (
            "de",
            {
                "c2": {
                    "quote": "W-seed-kosmo#q19",
                    "words": (Piece("Ich verstehe", "I understand"),),
                    "cut": True,
                }
            },
            "c2 cut",
        ),
    ],
)
def test_fault_is_found(lang, clauses, fault):
    assert [f"xx-made clauses {fault}"] == _found(*_version(lang, clauses))


def test_a_clause_may_be_called_absent_where_one_quotation_runs_on_without_it():
    riamo = REGISTER.version("ru-riamo")
    assert _found(VERSIONS[0], riamo) == []

    other = replace(riamo.clauses["c3"], quote="W-ria#q2", words=(Piece("Я", "I"),))
    broken = replace(riamo, clauses={**riamo.clauses, "c3": other})
    assert ["ru-riamo clauses c2 gap"] == _found(VERSIONS[0], broken)


def test_composites_name_their_parts():
    for version in VERSIONS[1:]:
        assert len(version.sources) == 1 or version.note.startswith("A composite."), version.id
