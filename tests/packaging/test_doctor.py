"""The doctor names each missing part with the command that installs it."""

import json
import subprocess
import sys
import tomllib

import pytest

from quellenkritik import cli, doctor
from tests.support import ROOT


def test_this_machine_has_what_a_student_needs(capsys):
    assert 0 == cli.main(["doctor"])
    assert "Everything that a student needs is here." in capsys.readouterr().out


@pytest.mark.parametrize(("version", "ok"), [((3, 10, 13), False), ((3, 11, 0), True), ((3, 14, 2), True)])
def test_an_old_python_is_missing(version, ok):
    assert ok == doctor.python(version).ok


DECLARED = [
    "pyyaml>=6.0",
    "ipywidgets>=99",
    'no-such-package>=1; extra == "instructor"',
    'quellenkritik[instructor]; extra == "dev"',
    "nothing-there>=2 ; extra == 'dev'",
]


def test_each_package_is_named_under_its_level_with_its_command():
    """Too old counts as missing; the package itself is not asked for."""
    parts = {part.name: part for part in doctor._packages(DECLARED)}

    assert [True, False, False, False] == [part.ok for part in parts.values()]
    assert ["student", "student", "instructor", "dev"] == [part.level for part in parts.values()]
    assert parts["package no-such-package"].command.endswith("-m pip install 'quellenkritik[instructor]'")
    assert parts["package ipywidgets"].command.endswith("-m pip install 'quellenkritik'")


def test_a_missing_part_gives_exit_code_1_and_its_command(monkeypatch, capsys):
    gone = doctor.Part("sandbox", "instructor", "not found", ok=False, command="apt-get install bubblewrap")
    monkeypatch.setattr(doctor, "examine", lambda: [gone])

    assert 1 == cli.main(["doctor", "--for", "instructor"])
    said = capsys.readouterr().out
    assert "MISSING  sandbox: not found" in said
    assert "install it with: apt-get install bubblewrap" in said


def test_what_others_need_is_not_missing_for_a_student(monkeypatch):
    gone = doctor.Part("sandbox", "instructor", "not found", ok=False, command="x")
    monkeypatch.setattr(doctor, "examine", lambda: [gone])

    assert 0 == cli.main(["doctor"])


def test_without_a_browser_the_command_is_named(monkeypatch):
    monkeypatch.setattr(doctor.shutil, "which", lambda name: None)

    assert (False, "apt-get install chromium") == (doctor.browser().ok, doctor.browser().command)


def test_machines_get_json(capsys):
    assert 0 == cli.main(["doctor", "--json"])

    said = json.loads(capsys.readouterr().out)
    assert said["ok"]
    assert {"name", "level", "found", "ok", "command"} == set(said["parts"][0])


def test_a_part_is_named_once_under_the_first_who_need_it(monkeypatch):
    monkeypatch.setattr(doctor.metadata, "requires", lambda name: [*DECLARED, 'pyyaml>=6.0; extra == "dev"'])
    parts = doctor.packages()

    assert ["student"] == [part.level for part in parts if part.name == "package pyyaml"]
    assert 4 == len(parts)


def test_the_doctor_runs_where_nothing_is_installed():
    """Standard library only: it must be able to say that everything else is missing."""
    path = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r})"
    code = f"{path}; from quellenkritik import cli; sys.exit(cli.main(['doctor']))"
    done = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False
    )

    assert (1, "") == (done.returncode, done.stderr)
    assert "MISSING  package quellenkritik" in done.stdout


def test_every_part_of_the_project_has_a_level():
    """A declared extra without a level once stopped the command on machines that had it."""
    assert {part.level for part in doctor.examine()} <= set(doctor.LEVELS)


def test_a_cluster_needs_no_postgres_and_development_everything():
    assert ("student", "instructor", "cluster") == doctor.included("cluster")
    assert ("student", "instructor", "postgres") == doctor.included("postgres")
    assert ("student", "instructor", "site") == doctor.included("site")
    assert ("student", "hub") == doctor.included("hub")
    assert ("student", "instructor") == doctor.included("instructor")
    assert doctor.LEVELS[:-1] == doctor.included("dev")


def test_every_extra_of_the_package_is_a_level():
    """An extra that the doctor does not know would end it."""
    extras = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"][
        "optional-dependencies"
    ]

    assert set(extras) == set(doctor.LEVELS) - {"student"}
