"""A whole small project in a temporary folder: one exercise, released."""

from pathlib import Path

import pytest

from quellenkritik.course import classroom, release
from quellenkritik.course.project import Project
from tests.course.colours import FILES, Colours


def _project(root: Path) -> Project:
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    project = Project(root, task=lambda ident: {"colours": Colours()}[ident])
    release.write(release.committed(project))
    return project


@pytest.fixture
def little(tmp_path: Path) -> Project:
    """A project with the exercise ``colours``, released; the folder's name has a space in it."""
    return _project(tmp_path / "a project")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """The same with nbgrader's course root, made once; tests only read it."""
    project = _project(tmp_path_factory.mktemp("built") / "a project")
    classroom.build(project, project.build / "course")
    return project
