"""The release: the same bytes each time, from the only sources, in the form that nbgrader accepts."""

import json

import nbformat
import pytest
from nbgrader.nbgraderformat import MetadataValidator

from quellenkritik.course import bank, notebook, registry, release
from quellenkritik.course.config import CourseConfig
from quellenkritik.errors import Mistake


def _released(little):
    return nbformat.read(little.exercises / "things" / "colours.ipynb", as_version=4)


def test_the_release_is_the_same_byte_for_byte(little):
    """Made again from nothing, every file has the bytes that it had."""
    plan = release.committed(little)
    before = {path: path.read_bytes() for path in plan}
    for path in plan:
        path.unlink()

    assert set(release.write(plan)) == set(before)
    assert before == {path: path.read_bytes() for path in plan}


def test_a_file_that_is_current_is_not_written_again(little):
    assert [] == release.write(release.committed(little))


def test_cell_ids_follow_from_the_script(little):
    expected = ["colours-01", "colours-sheet", "colours-answer", "colours-auto", "colours-reason"]

    assert expected == [cell.id for cell in _released(little).cells]


def test_nbgrader_finds_the_metadata_valid(little):
    """Schema version 3, with what its own validator asks for."""
    released = _released(little)

    MetadataValidator().validate_nb(released)
    points = {c.id: c.metadata.nbgrader.get("points") for c in released.cells if "nbgrader" in c.metadata}
    expected = {"colours-sheet": None, "colours-answer": None, "colours-auto": 4.0, "colours-reason": 1.0}
    assert expected == points


def test_students_get_the_empty_form_and_an_empty_reason(little):
    cells = {cell.id: cell.source for cell in _released(little).cells}
    drawn = bank.draw(little, registry.load(little)["colours"])

    assert f'colours = r"""\n{drawn.template}"""' == cells["colours-answer"]
    assert "**Your reason**\n\nYour answer here." == cells["colours-reason"].rstrip()


def test_a_generated_file_names_its_source_and_the_command(little):
    sheet = (little.exercises / "things" / "colours.sheet.yml").read_text()
    sources = "solutions/things/colours.py and solutions/things/colours.gold.yml"
    expected = f"Generated from {sources} by: qk release. Do not edit."

    assert expected == _released(little).metadata.quellenkritik.generated
    assert f"# {expected}" == sheet.splitlines()[0]


def test_the_package_carries_the_same_sheet(little):
    expected = (little.exercises / "things" / "colours.sheet.yml").read_bytes()

    assert expected == (little.practice / "colours.sheet.yml").read_bytes()


def test_another_seed_gives_other_ids(little):
    """A class's sheet has nothing of the practice sheet's ids in it."""
    exercise = registry.load(little)["colours"]
    ids = [
        {item["id"] for item in bank.draw(little, exercise, CourseConfig(seed=seed)).sheet["items"]}
        for seed in (b"practice", bytes(16))
    ]

    assert set() == ids[0] & ids[1]


def test_a_private_bank_goes_before_the_public_one(little):
    private = little.root / "private"
    (private / "things").mkdir(parents=True)
    text = (little.solutions / "things" / "colours.gold.yml").read_text().replace("name: ", "name: old ")
    (private / "things" / "colours.gold.yml").write_text(text)
    exercise = registry.load(little)["colours"]

    drawn = bank.draw(little, exercise, CourseConfig(seed=bytes(16), private=private))
    assert all(item["name"].startswith("old ") for item in drawn.sheet["items"])


def test_a_key_that_no_student_could_enter_is_refused(little):
    """A slip in a private bank would else cost everybody the points of the item."""
    private = little.root / "private"
    (private / "things").mkdir(parents=True)
    text = (little.solutions / "things" / "colours.gold.yml").read_text()
    assert "red" in text
    (private / "things" / "colours.gold.yml").write_text(text.replace("red", "rde").replace("green", "grene"))
    exercise = registry.load(little)["colours"]

    with pytest.raises(
        Mistake, match=r"private/things/colours.gold.yml, .*came .*expected one of red, green"
    ):
        bank.draw(little, exercise, CourseConfig(seed=bytes(16), private=private))


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ('colours = r"""{answer}"""', "colours = 1", "colours-answer"),
        ('"colours-auto", "grade": true', '"colours-auto", "grade": false', "graded cells"),
        ("# <!-- sample answer -->\n# Blood", "# Blood", "colours-reason"),
    ],
)
def test_a_script_that_breaks_the_pattern_is_refused(little, old, new, where):
    """The message names the script and the cell."""
    master = little.solutions / "things" / "colours.py"
    text = master.read_text()
    master.write_text(text.replace(old, new))

    assert text != master.read_text()
    with pytest.raises(Mistake, match=f"solutions/things/colours.py, {where}"):
        release.committed(little)


def test_an_answer_that_would_end_the_string_is_refused():
    with pytest.raises(Mistake, match="three double quotes"):
        notebook._put('colours = r"""{answer}"""', 'a: """\n')


def test_the_solved_notebook_holds_the_solution_as_a_literal(little):
    drawn = bank.draw(little, registry.load(little)["colours"])

    assert "\n" + drawn.solution == notebook.answer_of(notebook.solved(little, drawn), "colours")


def test_no_output_and_no_count_is_released(little):
    raw = json.loads((little.exercises / "things" / "colours.ipynb").read_text())
    code = [cell for cell in raw["cells"] if cell["cell_type"] == "code"]

    assert [([], None)] * 3 == [(cell["outputs"], cell["execution_count"]) for cell in code]
