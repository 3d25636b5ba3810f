"""The rubric of a class names every manually graded cell, with its points, criteria, levels and comments."""

import json

from quellenkritik.course import project, registry, rubricfile


def test_every_manual_cell_has_its_criteria():
    here = project.find()
    exercises = registry.load(here).exercises

    found = json.loads(rubricfile.text(here, exercises))["cells"]

    expected = {ident: cell for e in exercises for ident, cell in e.manual.items()}
    assert {i: (c.points, c.rubric) for i, c in expected.items()} == {
        i: (c["points"], tuple(one["id"] for one in c["criteria"])) for i, c in found.items()
    }
    for cell in found.values():
        for criterion in cell["criteria"]:
            assert [0, 1, 2, 3] == [one["level"] for one in criterion["levels"]]
            assert criterion["comments"]


def test_a_project_without_a_rubric_has_an_empty_one(built):
    assert {"rounding": 0.25, "cells": {}} == json.loads((built.build / "course" / "rubric.json").read_text())
