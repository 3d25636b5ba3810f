"""A constructed course for every test of the engine, and the sandbox where this machine has one."""

from __future__ import annotations

from pathlib import Path

import pytest

from quellenkritik.grading.engine import Engine, prepared
from quellenkritik.grading.gradebook import Gradebook
from quellenkritik.grading.limits import Limits
from quellenkritik.grading.master import Course
from quellenkritik.grading.sandbox.probe import probe
from tests.grading import letters


@pytest.fixture
def course(tmp_path) -> Course:
    return Course(letters.build(tmp_path / "course"))


@pytest.fixture
def gradebook(course):
    opened = Gradebook(f"sqlite:///{course.root / 'gradebook.db'}", course)
    yield opened
    opened.close()


@pytest.fixture
def inbox(tmp_path) -> Path:
    folder = tmp_path / "submitted"
    folder.mkdir()
    return folder


@pytest.fixture(scope="session")
def full():
    """The isolation of this machine, or a skip by name where it is not the full one."""
    isolation = probe()
    if isolation.level != "full":
        pytest.skip(f"no full sandbox on this machine: {isolation.reason}")
    return isolation


@pytest.fixture
def engine(course, gradebook, full):
    """Return a maker of engines over the constructed course."""

    def make(regrade: bool = False, limits: Limits | None = None) -> Engine:
        plan = prepared(full.plan(), course, [])
        plan.modules = ("yaml", "quellenkritik")
        plan.limits = limits or plan.limits
        return Engine(course, letters.task, gradebook, plan, workers=1, regrade=regrade)

    return make
