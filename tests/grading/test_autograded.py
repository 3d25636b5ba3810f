"""The notebook that a marker opens: what of a student's own cells may stand in it."""

import json

import pytest

from quellenkritik.grading.autograded import Builder
from quellenkritik.grading.submission import Extra, Submission

SCRIPT = "<script>document.title = 1</script>"


@pytest.mark.parametrize("kind", ["raw", "markdown"])
def test_an_own_cell_of_text_is_safe_markdown(course, kind):
    extras = [Extra("", kind, SCRIPT), Extra("dates-sheet", kind, SCRIPT)]
    handed_in = Submission("ann", "dates", "x", "y", {}, extras)
    cells = json.loads(Builder(course.masters["dates"]).build(handed_in, None))["cells"]
    own = [cell for cell in cells if cell["id"].startswith("extra-")]

    assert ["markdown", "markdown"] == [cell["cell_type"] for cell in own]
    assert all("&lt;script&gt;" in cell["source"] and "<script" not in cell["source"] for cell in own)


def test_no_raw_cell_is_left_for_a_renderer_to_pass_through(course):
    handed_in = Submission(
        "ann", "hands", "x", "y", {}, [Extra("", "raw", SCRIPT), Extra("", "code", SCRIPT)]
    )
    cells = json.loads(Builder(course.masters["hands"]).build(handed_in, None))["cells"]

    assert "raw" not in {cell["cell_type"] for cell in cells}
    assert SCRIPT in [cell["source"] for cell in cells if cell["cell_type"] == "code"]
