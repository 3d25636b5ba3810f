"""nbgrader's own course root: what nbgrader makes of our source is what we release."""

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
import yaml
from nbgrader.api import Gradebook
from traitlets.config.loader import PyFileConfigLoader

from quellenkritik.course import classroom, config, release
from quellenkritik.course.config import CourseConfig
from quellenkritik.errors import Mistake


@pytest.fixture
def course(built):
    """The course root that all tests read."""
    return built.build / "course"


@pytest.fixture
def own_course(little, course):
    """A copy of it in a project of the test's own."""
    return Path(shutil.copytree(course, little.build / "course"))


def test_what_nbgrader_releases_is_what_we_release(built, course):
    """nbgrader's generate_assignment and our release agree byte for byte, sheet included."""
    names = ["colours.ipynb", "colours.sheet.yml"]
    ours = {name: (built.exercises / "things" / name).read_text() for name in names}

    assert names == sorted(p.name for p in (course / "release" / "things").iterdir())
    assert ours["colours.sheet.yml"] == (course / "release" / "things" / "colours.sheet.yml").read_text()
    theirs = nbformat.read(course / "release" / "things" / "colours.ipynb", as_version=4)
    assert nbformat.reads(ours["colours.ipynb"], as_version=4) == theirs


def test_the_gradebook_knows_the_assignment_and_its_points(course):
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gradebook:
        book = gradebook.find_notebook("colours", "things")
        points = {cell.name: cell.max_score for cell in book.grade_cells}
        answers = [cell.name for cell in book.solution_cells]

    assert {"colours-auto": 4.0, "colours-reason": 1.0} == points
    assert ["colours-answer", "colours-reason"] == sorted(answers)


def test_nbgrader_itself_accepts_the_course(own_course):
    """The command line of nbgrader, in a process of its own, makes the same assignment again."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_assignment", "things", "--force"],
        cwd=own_course,
        env={**os.environ, "PATH": path},
        capture_output=True,
        text=True,
        check=False,
    )

    assert 0 == done.returncode, done.stderr
    assert (own_course / "release" / "things" / "colours.ipynb").is_file()


def test_the_key_holds_sheet_and_gold_and_is_the_owners_alone(course):
    key = yaml.safe_load((course / "keys" / "colours.key.yml").read_text())

    assert {"exercise", "topic", "sheet", "gold"} == set(key)
    assert [i["id"] for i in key["sheet"]["items"]] and set(key["gold"]["items"])
    assert 0o700 == stat.S_IMODE((course / "keys").stat().st_mode)


def test_no_answer_lies_in_the_release_folder(built, course):
    (drawn,) = release.draw_all(built)
    lines = {line.strip() for line in drawn.solution.splitlines()[2:4]}

    for path in (course / "release").rglob("*"):
        if path.is_file():
            assert not [line for line in lines if f'"    {line}' in path.read_text()], path


def test_building_twice_changes_nothing(little, own_course):
    before = {p: p.read_bytes() for p in own_course.rglob("*") if p.is_file() and p.suffix != ".db"}

    classroom.build(little, own_course)
    assert before == {p: p.read_bytes() for p in own_course.rglob("*") if p.is_file() and p.suffix != ".db"}


# nbgrader's own way of adding a submission makes SQLAlchemy warn
@pytest.mark.filterwarnings("ignore:Object of type <Submitted")
def test_a_key_is_not_exchanged_under_a_graded_class(little, own_course):
    """Another seed is refused once submissions are in; the same seed is not."""
    with Gradebook(f"sqlite:///{own_course / 'gradebook.db'}") as gradebook:
        gradebook.add_student("sample-perfect")
        gradebook.add_submission("things", "sample-perfect")

    classroom.build(little, own_course)
    with pytest.raises(Mistake, match="another key than the one that this class was graded with"):
        classroom.build(little, own_course, CourseConfig(seed=bytes(16)))


def test_a_key_is_not_exchanged_where_the_gradebook_is_elsewhere(little, own_course):
    """Results lie in the course's folder even where the gradebook is on a server."""
    result = own_course / "results" / "sample-perfect" / "things.json"
    result.parent.mkdir(parents=True)
    result.write_text("{}")

    with pytest.raises(Mistake, match="another key than the one that this class was graded with"):
        classroom.build(little, own_course, CourseConfig(seed=bytes(16)))


def test_settings_of_ones_own_outlive_a_release(little, own_course):
    local = own_course / "nbgrader_local.py"
    local.write_text("c = get_config()\nc.CourseDirectory.db_url = 'sqlite:///elsewhere.db'\n")
    classroom.build(little, own_course)

    loaded = PyFileConfigLoader("nbgrader_config.py", path=str(own_course)).load_config()

    assert "sqlite:///elsewhere.db" == loaded.CourseDirectory.db_url
    assert local.is_file()


def test_a_course_file_named_without_its_folder_has_the_folders_name(tmp_path, monkeypatch):
    """nbgrader's exchange needs a name; ``course.yml`` alone is the usual way to call it."""
    folder = tmp_path / "autumn-class"
    folder.mkdir()
    (folder / "course.yml").write_text(f'seed: "{config.new_seed()}"\n')
    monkeypatch.chdir(folder)

    assert "autumn-class" == config.load(Path("course.yml")).name
