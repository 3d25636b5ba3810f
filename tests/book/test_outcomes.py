"""The map of outcomes: every exercise trains an objective, every verb has its level, every place its name."""

from __future__ import annotations

import sys

import pytest
from sphinx.errors import ExtensionError

from tests.support import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import chapter
import outcomes
import ways

KNOWN = ways.exercises(ROOT)
NAMES = outcomes.data(ROOT)
CHAPTERS = [one["chapter"] for one in ways.data(ROOT)["course"]]
# The requirement areas of the core exercises, as the course was laid out.
AREAS = {
    "I": {"sourcing", "align"},
    "II": {"custody", "limits", "shifts", "pivot", "stemma", "coding", "timeline"},
    "III": {"doctored", "justify", "argument", "capstone"},
}


def objectives():
    return [
        one for name in CHAPTERS for one in chapter.front_matter(ROOT / "book" / f"{name}.md")["objectives"]
    ]


def test_every_objective_is_trained_and_every_exercise_trains_one():
    trained = [name for one in objectives() for name in one["exercises"]]

    assert all(one["exercises"] for one in objectives())
    assert set(KNOWN) == set(trained)


def test_every_verb_has_one_level():
    verbs = [verb for found in NAMES["bloom"].values() for verb in found]

    assert len(verbs) == len(set(verbs))
    assert {o["verb"] for o in objectives()} <= set(verbs)
    assert {o["bloom"] for entry in KNOWN.values() for o in entry["outcomes"]} <= set(verbs)


def test_a_verb_without_a_level_stops_the_build():
    with pytest.raises(ExtensionError, match="no level of 'bloom' has the verb 'appreciate'"):
        outcomes.level("appreciate", NAMES["bloom"])


def test_the_core_exercises_stand_in_their_requirement_areas():
    found = {area: set() for area in AREAS}
    for name, entry in KNOWN.items():
        if entry["track"] != "bonus":
            found[entry["outcomes"][0]["kmk"]].add(name)

    assert found == AREAS


def test_places_are_told_in_one_line():
    assert outcomes.places(KNOWN["sourcing"], NAMES) == "C3 D2.His, EU literacy, KMK I"


def test_a_place_without_a_name_stops_the_build():
    entry = {**KNOWN["sourcing"], "outcomes": [{**KNOWN["sourcing"]["outcomes"][0], "kmk": "IV"}]}

    with pytest.raises(ExtensionError, match="'kmk' does not name"):
        outcomes.places(entry, NAMES)


def test_the_other_way_round_names_each_exercise_once():
    for key in ("eu", "kmk", "bloom"):
        named = (
            ", ".join(row[2] for row in outcomes.by(key, KNOWN, NAMES))
            .replace("none, ", "")
            .replace(", none", "")
        )
        assert sorted(named.split(", ")) == sorted(entry["title"] for entry in KNOWN.values()), key
