"""The same answers get the same points in every way of handing them in, for every exercise of the course."""

import json
import zipfile
from dataclasses import replace

import pytest

from quellenkritik import cli
from quellenkritik.course import classroom, cohort, handin, project, release
from quellenkritik.tasks import task
from quellenkritik.tasks.functions import is_function_task

pytestmark = pytest.mark.slow
KEPT = ("verdict", "points", "max_points", "criteria", "codes", "problems")


@pytest.fixture(scope="module")
def results(tmp_path_factory, request):
    """What each sample student got, by way of handing in: notebook, answers.yml, and a zip as Moodle packs it."""
    full = request.getfixturevalue("full")
    assert full.level == "full"
    here, folder = project.find(), tmp_path_factory.mktemp("ways")
    classroom.build(here, folder / "course")
    drawn = release.draw_all(here)
    chosen = [s for s in cohort.load(here.cohort) if _readable(s)]
    for way in ("folder", "yaml"):
        students = [replace(s, name=f"{s.name}-{way}", handin=way) for s in chosen]
        handin.build(here, drawn, students, folder / "in")
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        for student in chosen:
            for path in (folder / "in" / f"{student.name}-folder").rglob("*.ipynb"):
                archive.write(path, f"{student.name}-moodle_77_assignsubmission_file_/{path.name}")
    cli.main(
        ["grade", str(folder / "in"), str(folder / "all.zip"), "--course", str(folder / "course"), "--json"]
    )
    found = (json.loads(p.read_text("utf-8")) for p in (folder / "course" / "results").rglob("*.json"))
    return {(r["student"], r["exercise"]): {k: r[k] for k in KEPT} for r in found}, chosen


def _readable(student):
    """Return whether the work can be handed in both ways: no damage, no cells of its own, answers that are data."""
    parts = student.submissions.values()
    plain = all(not p.get("mangle") and not p.get("cells") and p["answer"] != cohort.EACH for p in parts)
    return (
        plain
        and not student.hostile
        and student.name.endswith(("perfect", "average", "star", "english-is-original"))
    )


def test_every_exercise_is_tried(results):
    _, chosen = results

    assert {e.id for e in cohort_exercises()} <= {ident for s in chosen for ident in s.submissions}


def cohort_exercises():
    from quellenkritik.course import registry

    return registry.load(project.find()).exercises


@pytest.mark.parametrize("way", ["yaml", "moodle-77"])
def test_the_way_makes_no_difference(results, way):
    """A program, which no answer file can hold, is compared in the other way alone."""
    given, chosen = results
    different = [
        (s.name, ident)
        for s in chosen
        for ident in s.submissions
        if not (way == "yaml" and is_function_task(task(ident)))
        and given.get((f"{s.name}-folder", ident)) != given.get((f"{s.name}-{way}", ident))
    ]

    assert [] == different
    assert any(0 < entry["points"] < entry["max_points"] for entry in given.values())
