"""What stands ready for a host: the workflows, and the image for a hub, into which no key comes."""

import re

import pytest
import yaml

from quellenkritik.course import registry
from quellenkritik.course.project import Project
from tests.support import ROOT

DOCKERFILE = (ROOT / "binder" / "Dockerfile").read_text(encoding="utf-8")
IGNORED = [
    line
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))


def last_stage():
    return re.split(r"^FROM ", DOCKERFILE, flags=re.MULTILINE)[-1]


def test_the_image_takes_the_exercises_and_the_wheel_and_nothing_else():
    copied = re.findall(r"^COPY (?:--\S+ )*(\S+) ", last_stage(), flags=re.MULTILINE)

    assert ["constraints.txt", "/wheel", "exercises"] == copied
    assert all((ROOT / name).exists() for name in copied if not name.startswith("/"))


def test_what_the_image_copies_holds_no_key():
    stems = {e.stem for e in registry.load(Project(ROOT)).exercises}
    names = [
        p.relative_to(ROOT / "exercises").as_posix() for p in (ROOT / "exercises").rglob("*") if p.is_file()
    ]

    assert stems == {name.split(".")[0] for name in names}
    assert {"ipynb", "sheet.yml"} == {name.split(".", 1)[1] for name in names}


def test_keys_do_not_even_reach_the_first_stage():
    assert "solutions" in IGNORED
    assert all((ROOT / name).exists() for name in IGNORED if name not in (".venv", "_build", ".git"))


def test_what_the_wheel_is_built_from_is_not_ignored():
    assert not {"src", "pyproject.toml", "README.md", "LICENSE", "LICENSE-CONTENT.md", "exercises"} & set(
        IGNORED
    )


def test_the_image_runs_as_the_user_that_the_hub_names():
    assert re.search(r"^USER \$\{NB_USER\}$", last_stage(), flags=re.MULTILINE)
    assert {"NB_USER", "NB_UID"} <= set(re.findall(r"^ARG (\w+)", DOCKERFILE, flags=re.MULTILINE))


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda p: p.stem)
def test_a_workflow_runs_what_a_user_runs(path):
    jobs = yaml.safe_load(path.read_text(encoding="utf-8"))["jobs"]
    commands = [step["run"] for job in jobs.values() for step in job["steps"] if "run" in step]
    targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE)

    for command in commands:
        words = command.split()
        assert words[0] in ("make", "sh", "sudo") or (ROOT / words[0]).is_file(), command
        assert words[0] != "make" or words[1] in targets, command
        assert words[0] != "sh" or (ROOT / words[1]).is_file(), command
    assert all(job["timeout-minutes"] <= 60 for job in jobs.values() if "timeout-minutes" in job)


def test_only_what_was_tested_is_published():
    jobs = yaml.safe_load((ROOT / ".github" / "workflows" / "site.yml").read_text(encoding="utf-8"))["jobs"]

    assert {"test", "build"} == set(jobs["deploy"]["needs"])
    assert {"path": "_build/site"} == jobs["build"]["steps"][-1]["with"]
