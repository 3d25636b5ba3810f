"""Rules and alterations: an unaltered paper breaks none, an altered one exactly those that it was given."""

import re
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quellenkritik import register
from quellenkritik.specimens import alterations, checks, forms, material, periods, rules
from quellenkritik.specimens.model import WHERE, Genre, Specimen
from quellenkritik.specimens.stream import Stream
from tests.specimens.papers import unaltered, wishes

CODES = sorted(rules.rules())


@given(unaltered())
@settings(max_examples=300, deadline=None)
def test_an_unaltered_paper_breaks_no_rule_whatever_its_oddities(drawn):
    paper, _ = drawn
    assert rules.find(paper) == []


@given(unaltered(), st.lists(st.sampled_from(CODES), unique=True, max_size=8))
@settings(max_examples=400, deadline=None)
def test_an_altered_paper_breaks_exactly_the_rules_that_it_was_given(drawn, wished):
    paper, stream = drawn
    given_codes = []
    for code in wished:
        if len(given_codes) < 3 and alterations.possible(paper, [code], given_codes):
            paper = alterations.apply(paper, code, stream)
            given_codes.append(code)

    found = rules.find(paper)
    assert set(given_codes) == {finding.code for finding in found}
    assert all(finding.where in rules.rules()[finding.code].where for finding in found)


@given(unaltered(st.just(frozenset())), wishes)
@settings(max_examples=100, deadline=None)
def test_an_alteration_does_not_depend_on_the_generators_record(drawn, extra):
    """The checks read fields: a paper rebuilt from its printed fields alone gives the same findings."""
    paper, stream = drawn
    for code in alterations.possible(paper, CODES)[:1]:
        paper = alterations.apply(paper, code, stream)
    rebuilt = Specimen(Genre(str(paper.genre)), {k: tuple(map(str, v)) for k, v in paper.fields.items()})

    assert rules.find(paper) == rules.find(rebuilt)


def test_every_alteration_occurs_and_changes_one_part_only(made):
    """Sixty rounds show every kind; the fields that differ from the untouched paper are those of the key's places."""
    seen = set()
    for one in made:
        seen |= set(one.tells)
        changed = {
            f for f in one.paper.fields | one.untouched.fields if one.paper.lines(f) != one.untouched.lines(f)
        }
        places = {place for where in one.tells.values() for place in where}
        assert {WHERE[field] for field in changed} <= places
        assert bool(changed) == one.altered
    assert set(CODES) == seen


def test_a_fault_of_a_check_would_be_seen(made):
    """The property is not empty: if a check is blind, altered papers pass."""
    lamed = dict.fromkeys(checks.CHECKS, lambda paper: iter(()))
    altered = [one for one in made if one.altered]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(checks, "CHECKS", lamed)
        assert all(not rules.codes(one.paper) for one in altered)
    assert all(rules.codes(one.paper) == set(one.tells) for one in altered)


def test_numbers_of_kinds():
    assert (len(rules.rules()), len(rules.oddities())) == (21, 12)
    assert set(rules.rules()) == set(checks.CHECKS) == set(alterations.ALTERATIONS)


def test_every_rule_and_oddity_rests_on_registered_quotations():
    known = register.load().quotations
    named = [e for rule in (*rules.rules().values(), *rules.oddities().values()) for e in rule.evidence]
    named += [e for event in material.events() for e in event.evidence]

    assert all(rule.evidence for rule in (*rules.rules().values(), *rules.oddities().values()))
    assert [] == sorted({e for e in named if e not in known})


def test_every_form_of_a_rule_can_be_altered_so_and_no_other(made):
    """A rule's list of forms is the list of forms on which its alteration fits."""
    shown = {code: {g for g in Genre if g in rules.rules()[code].genres} for code in CODES}
    fits = {
        code: {one.untouched.genre for one in made if alterations.possible(one.untouched, [code])}
        for code in CODES
    }

    assert shown == fits


def test_the_dates_of_the_rules_stand_in_their_evidence():
    """The years in the module are those of the registered words."""
    said = register.load().quotations
    assert "mid-April 1995" in said["C8-crs-eo#q1"].text
    assert "late March 2003" in said["C8-crs-eo#q2"].text and "13292" in said["C8-crs-eo#q2"].text
    assert "DECEMBER 29, 2009" in said["C9-isoo-2018-booklet#q1"].text
    assert "effective September 22, 2003" in register.load().sources["C7-isoo-2003"].title
    assert (checks.MARKING_CHANGE, checks.ORDERS["13526"]) == (date(2003, 9, 22), date(2009, 12, 29))
    assert "Section 1.4 not 1.5" in said["C7-isoo-2003#q1"].text


def test_the_months_of_the_events_stand_in_their_evidence():
    said = register.load().quotations
    for event in material.events():
        words = " ".join(said[e].text + (said[e].gloss or "") for e in event.evidence)
        assert periods.MONTHS[event.month.month - 1].casefold() in words.casefold(), event.phrase
        assert str(event.month.year) in words, event.phrase


@pytest.mark.parametrize(
    ("code", "fields", "wanted"),
    [
        # a paper with the lines of a real comparandum breaks nothing; one line of another time is found
        (
            "reason-section",
            {"reason": ("1.5(d)",), "occasion": ("September 8, 1999, 11:42 a.m. - 12:21 p.m., OEOB",)},
            0,
        ),
        ("reason-section", {"reason": ("1.4(b)(d)",), "occasion": ("April 6, 2008, 10:00 - 11:00 a.m.",)}, 0),
        (
            "reason-section",
            {"reason": ("1.4(b)(d)",), "occasion": ("September 8, 1999, 1:00 - 2:00 p.m.",)},
            1,
        ),
        ("reason-section", {"reason": ("1.5(d)",), "occasion": ("September 21, 2003, 1:00 - 2:00 p.m.",)}, 0),
        ("reason-section", {"reason": ("1.5(d)",), "occasion": ("September 22, 2003, 1:00 - 2:00 p.m.",)}, 1),
        ("exemption-mark", {"declassify": ("X6",), "occasion": ("March 21, 1997, 9:50 - 11:55 a.m.",)}, 0),
        (
            "declassify-past",
            {"declassify": ("11/19/09",), "occasion": ("September 8, 1999, 1:00 - 2:00 p.m.",)},
            0,
        ),
        (
            "stamp-of-two-forms",
            {
                "release": ("FL-2017-13804", "B-00002629421", "UNCLASSIFIED 2/27/2025"),
                "written": ("June 9 00",),
            },
            0,
        ),
        (
            "stamp-of-two-forms",
            {
                "release": ("Case No. F-2017-13804", "Doc No. C06838501", "Date: 10/19/2021"),
                "written": ("December 6, 1994",),
            },
            0,
        ),
        (
            "stamp-of-two-forms",
            {
                "release": ("F-2017-13804", "B-00002629421", "UNCLASSIFIED 2/27/2025"),
                "written": ("June 9 00",),
            },
            1,
        ),
        (
            "case-after-release",
            {"release": ("F-2017-13804", "Date: 10/19/2016"), "written": ("June 9 00",)},
            1,
        ),
        (
            "wrong-length",
            {
                "sessions": ("First Session: working dinner, 8:10 - 10:50 p.m.",),
                "body": ("The dinner takes 2 hours and 30 minutes.",),
                "written": ("June 9 00",),
            },
            0,
        ),
        (
            "wrong-president",
            {
                "subject": ("Telephone Conversation with Russian President Yeltsin",),
                "occasion": ("September 8, 1999, 1:00 - 2:00 p.m.",),
            },
            0,
        ),
        (
            "wrong-president",
            {
                "participants": ("Vladimir Putin, President of Russia",),
                "occasion": ("April 6, 2008, 1:00 - 2:00 p.m.",),
            },
            0,
        ),
        (
            "two-tasks",
            {
                "notetakers": ("Nik",),
                "interpreter": ("Yuriy",),
                "occasion": ("April 6, 2008, 1:00 - 2:00 p.m.",),
            },
            0,
        ),
        (
            "caution-turned",
            {"caution": (forms.CAUTION,), "occasion": ("April 6, 2008, 1:00 - 2:00 p.m.",)},
            0,
        ),
    ],
)
def test_checks_on_the_lines_of_the_comparanda(code, fields, wanted):
    """Rule by rule: the lines that the real papers have pass, as far as the register shows them."""
    assert wanted == len(list(checks.CHECKS[code](Specimen(Genre.MEMCON, fields))))


def test_an_alteration_that_does_not_fit_is_refused():
    paper = forms.build(Genre.NOTE, date(1998, 5, 4), material.matters()[0], Stream(b"s", "x"))

    assert alterations.possible(paper, ["reason-section", "dropped-not"]) == ["dropped-not"]
    with pytest.raises(ValueError, match="does not fit"):
        alterations.apply(paper, "reason-section", Stream(b"s", "y"))


def test_one_part_of_a_paper_is_altered_once():
    paper = forms.build(Genre.NOTE, date(1998, 5, 4), material.matters()[0], Stream(b"s", "x"))

    assert alterations.possible(paper, ["added-stress", "future-event"], ["dropped-not"]) == ["future-event"]


def test_a_paper_without_a_day_cannot_be_judged():
    with pytest.raises(ValueError, match="readable day"):
        checks.day_of(Specimen(Genre.MEMCON, {"subject": ("Bears",)}))


def test_rules_name_places_that_students_know():
    assert {place for rule in rules.rules().values() for place in rule.where} <= set(WHERE.values())
    assert all(re.fullmatch(r"[a-z]+(-[a-z]+)*", code) for code in CODES)
