"""The five gates, each shown to pass what is right and to catch a deliberate fault."""

import dataclasses

import pytest

from quellenkritik.course import gates, project, release, silence
from quellenkritik.tasks.core import CriterionResult, Result
from tests.course.colours import Colours


def _edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", gates.GATES)
def test_the_course_passes_the_gate(name):
    """The real exercises, as they are committed."""
    assert [] == gates.run(project.find(), [name])[name]


def test_a_sound_project_passes_all_five(little):
    expected = {name: [] for name in ("current", "solved", "untouched", "silent", "same")}

    assert expected == gates.run(little)


@pytest.mark.parametrize("name", ["exercises/things/colours.ipynb", "exercises/things/colours.sheet.yml"])
def test_current_catches_an_edit_by_hand(little, name):
    path = little.root / name
    path.write_bytes(path.read_bytes() + b"\n")

    assert [f"{name}: differs from its source; run: qk release"] == gates.current(little)


def test_current_catches_a_missing_and_a_strange_file(little):
    (little.practice / "colours.sheet.yml").unlink()
    (little.exercises / "things" / "answers.py").write_text("colours = 1\n")

    assert [
        "src/quellenkritik/tasks/practice/colours.sheet.yml: missing; run: qk release",
        "exercises/things/answers.py: no source makes this file; delete it",
    ] == gates.current(little)


class Mean(Colours):
    """A task that keeps one point of the solution to itself."""

    def score(self, answer, sheet, gold):
        colour, shade = super().score(answer, sheet, gold).criteria
        return Result(self.id, (colour, dataclasses.replace(shade, points=min(1.0, shade.points))))


class Generous(Colours):
    """A task that gives something for nothing."""

    def score(self, answer, sheet, gold):
        return Result(
            self.id,
            (CriterionResult("colour", 0.5, 2.0, 0.0, 0.0), CriterionResult("shade", 2.0, 2.0, 0.0, 0.0)),
        )


class Strange(Colours):
    """A task whose own solution breaks its form."""

    def solution(self, sheet, gold):
        answer = super().solution(sheet, gold)
        for entry in answer["things"].values():
            entry["colour"] = "blue"
        return answer


def _with(little, task):
    return dataclasses.replace(little, task=lambda ident: task)


def test_solved_catches_a_solution_that_lacks_points(little):
    assert ["colours: the solution has 1 of 2 in shade"] == gates.solved(_with(little, Mean()))


def test_solved_catches_a_solution_that_breaks_the_form(little):
    faults = gates.solved(_with(little, Strange()))

    assert 3 == len(faults), "two entries and the points"
    assert "expected one of red, green" in faults[0]


def test_untouched_catches_points_for_nothing(little):
    expected = ["colours: the empty form has 0.5 in colour", "colours: the empty form has 2 in shade"]

    assert expected == gates.untouched(_with(little, Generous()))


def test_untouched_catches_a_given_cell_that_breaks(little):
    """The given cells run for real, in a kernel, beside the sheet."""
    _edit(little.solutions / "things" / "colours.py", "print(len(colours))", "print(len(colour))")

    assert ["colours, cell colours-auto: NameError: name 'colour' is not defined"] == gates.untouched(little)


def test_untouched_catches_a_given_cell_that_warns(little):
    _edit(
        little.solutions / "things" / "colours.py",
        "print(len(colours))",
        "import warnings\nwarnings.warn('old')",
    )

    (fault,) = gates.untouched(little)
    assert "colours, cell colours-auto: wrote to the error stream" in fault


def _answer_line(little):
    (drawn,) = release.draw_all(little)
    return drawn.solution.splitlines()[2]


NOTEBOOK, SHEET = "exercises/things/colours.ipynb", "exercises/things/colours.sheet.yml"
PACKAGED = "src/quellenkritik/tasks/practice/colours.sheet.yml"
SAMPLE = "Blood is red because of the iron that it carries."


@pytest.mark.parametrize(
    ("name", "old", "new", "fault"),
    [
        (NOTEBOOK, "Your answer here.", SAMPLE, "of the key"),
        (NOTEBOOK, "Which colour is it?", "Think of the pine-needle.", "the bank's id 'pine-needle'"),
        (NOTEBOOK, '"metadata": {}', '"metadata": {"of": "grass-blade"}', "the bank's id 'grass-blade'"),
        (SHEET, "  name: ", "  colour: x\n  name: ", "the answer field 'colour'"),
        (SHEET, "  name: ", "  rationale: x\n  name: ", "the field 'rationale'"),
        (PACKAGED, "items:", "gold: {}\nitems:", "the field 'gold'"),
    ],
)
def test_silent_catches_a_trace_of_the_key(little, name, old, new, fault):
    """A sample answer, an id of the bank (also in hidden metadata), a field of the key in a sheet."""
    _edit(little.root / name, old, new)

    faults = gates.silent(little)
    assert faults
    assert all(name in said for said in faults)
    assert any(fault in said for said in faults)


def test_silent_catches_an_answer_line(little):
    line = _answer_line(little)
    _edit(little.exercises / "things" / "colours.ipynb", "# Which colour is it?", line)

    assert [f"exercises/things/colours.ipynb: the answer line '{line.strip()}'"] == gates.silent(little)


def test_silent_catches_what_the_release_itself_would_leak(little):
    """The gate does not trust the release: a task that puts gold into its sheet is found after a release."""

    class Leaky(Colours):
        def draw(self, bank, seed):
            sheet, gold = super().draw(bank, seed)
            return {**sheet, "items": [{**i, **gold["items"][i["id"]]} for i in sheet["items"]]}, gold

    leaky = _with(little, Leaky())
    release.write(release.committed(leaky))

    assert any("the answer field 'shade'" in said for said in gates.silent(leaky))


@pytest.mark.parametrize(
    ("text", "ident", "named"),
    [
        ("see https://kosmo.example/x", "kosmo", False),
        ("a word like kosmo in a sentence", "kosmo", False),
        ("id: kosmo", "kosmo", True),
        ("- {id: kosmo, name: x}", "kosmo", True),
        ('{"item": "kosmo"}', "kosmo", True),
        ("ask for the pine-needle now", "pine-needle", True),
        ("a pine-needle-tree", "pine-needle", False),
    ],
)
def test_an_id_of_the_bank_is_told_from_a_plain_word(text, ident, named):
    assert named == silence._names(text, ident)


def test_same_catches_a_solution_that_nobody_lists(little):
    (little.solutions / "things" / "shapes.py").write_text("")

    assert ["solutions/things/shapes.py: not in the registry"] == gates.same(little)


@pytest.mark.parametrize("page", ["things/look", "things/colours"])
def test_same_catches_a_page_that_the_contents_lack(little, page):
    _edit(little.book / "_toc.yml", f"file: {page}", "file: things/other")

    assert f"book/_toc.yml: the page {page} is missing" in gates.same(little)


def test_same_catches_a_page_for_an_exercise_that_is_not_there(little):
    _edit(little.book / "things" / "colours.md", "} colours", "} shapes")

    expected = ["book/_toc.yml: things/colours shows 'shapes', which the registry does not list"]
    assert expected == gates.same(little)


def test_same_catches_a_lost_exercise(little):
    (little.exercises / "things" / "colours.ipynb").unlink()

    assert ["colours: exercises/things/colours.ipynb is missing"] == gates.same(little)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("title: Colours", "title: Hues", "colours, title: the module has 'Colours', the registry 'Hues'"),
        ("bank: 3", "bank: 4", "colours, bank: 3 counted, the registry has 4"),
        ("sheet: 2", "sheet: 3", "colours, sheet: 2 counted, the registry has 3"),
        ("misconceptions: 3", "misconceptions: 4", "colours, misconceptions: 3 counted, the registry has 4"),
        ("hints: 3", "hints: 2", "colours, hints: 3 counted, the registry has 2"),
        ("samples: 2", "samples: 4", "colours, samples: 2 counted, the registry has 4"),
        (
            "criteria: {colour: 2, shade: 2}",
            "criteria: {colour: 1, shade: 3}",
            "colours, criteria: the module has {'colour': 2.0, 'shade': 2.0}, the registry {'colour': 1.0, 'shade': 3.0}",
        ),
    ],
)
def test_same_catches_a_number_or_name_that_differs(little, old, new, fault):
    _edit(little.solutions / "exercises.yml", old, new)

    assert [fault] == gates.same(little)


def test_a_source_that_cannot_be_read_is_a_fault_and_no_crash(little):
    _edit(little.solutions / "exercises.yml", "topic: things", "topic: nothing")

    assert all(len(faults) == 1 for faults in gates.run(little).values())
