"""The plan of marking counts every written answer of the registry, and its minutes follow from the rubric's figure."""

import sys

import yaml

from tests.support import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import marking


def data(name):
    return yaml.safe_load((ROOT / "solutions" / name).read_text("utf-8"))


def test_every_written_answer_is_in_the_plan():
    registry = data("exercises.yml")

    found = marking.rows(registry, data("rubric.yml"))

    assert [cell for entry in registry["exercises"] for cell in entry["manual"]] == [row[0] for row in found]
    assert sum(e["points"]["manual"] for e in registry["exercises"]) == sum(float(row[2]) for row in found)


def test_the_minutes_follow_from_the_figure():
    registry = {"exercises": [{"title": "T", "manual": {"t-why": {"points": 3, "rubric": ["a", "b"]}}}]}
    rubric = {"marking": {"seconds_per_criterion": 40, "submissions": 100}}

    assert [("t-why", "T", "3", "a, b", 134)] == marking.rows(registry, rubric)


def test_the_table_escapes_what_it_shows():
    registry = {"exercises": [{"title": "<b>", "manual": {"t": {"points": 1, "rubric": ["a"]}}}]}

    assert "<b>" not in marking.table(registry, {"marking": {"seconds_per_criterion": 1, "submissions": 1}})
