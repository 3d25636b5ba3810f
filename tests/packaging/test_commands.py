"""What the README promises: targets of one command each, a check that runs what a user runs, hooks without a network."""

import os
import re
import stat
import subprocess

import pytest
import yaml

from tests.support import ROOT

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")
RECIPES = re.findall(r"^(\w+):[^\n]*\n((?:\t.*\n?)+)", MAKEFILE, flags=re.MULTILINE)


@pytest.mark.parametrize(("target", "recipe"), RECIPES)
def test_each_target_is_one_command(target, recipe):
    assert 1 == len(recipe.strip().splitlines()), target


def test_the_readme_opens_with_the_two_commands():
    assert ["make demo", "make test"] == re.findall(r"^    (make \w+)", README, flags=re.MULTILINE)[:2]
    assert README.index("make test") < 200


def test_the_readme_shows_the_opening_figure():
    (path,) = re.findall(r"!\[[^]]+\]\(([^)]+)\)", README)

    assert (ROOT / path).is_file()


def test_every_link_to_a_file_leads_somewhere():
    for name in ("README.md", "CONTRIBUTING.md", "LICENSE-CONTENT.md", "CHANGELOG.md"):
        links = re.findall(r"\]\((?!https?:)([^)#]+)\)", (ROOT / name).read_text(encoding="utf-8"))
        assert [] == [link for link in links if not (ROOT / link).exists()], name


def test_the_check_on_every_change_runs_what_a_user_runs():
    lines = [line for line in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines() if line]
    commands = [line for line in lines if not line.startswith("#")]

    assert ["set -eu", 'cd "$(dirname "$0")/.."', "CI=true", "export CI", "exec make test"] == commands


@pytest.mark.parametrize("name", [".ci/run", "tools/setup", "tools/pin"])
def test_scripts_can_be_run_and_are_plain_shell(name):
    path = ROOT / name

    assert path.stat().st_mode & stat.S_IXUSR
    assert 0 == subprocess.run(["sh", "-n", str(path)], check=False).returncode


def test_hooks_are_local():
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text(encoding="utf-8"))

    assert ["local"] == [repo["repo"] for repo in config["repos"]]
    hooks = {hook["id"]: hook["language"] for repo in config["repos"] for hook in repo["hooks"]}
    assert {"ruff-format": "system", "ruff": "system", "mypy": "system", "codespell": "system"} == hooks


PYTHONS = ["python3", "python3.13", "python3.12", "python3.11"]


def _setup_with(tmp_path, programs):
    """Run tools/setup of a copy, in a world that has only the programs given, as shell scripts by name."""
    copy, world = tmp_path / "a project", tmp_path / "programs"
    (copy / "tools").mkdir(parents=True)
    world.mkdir()
    (copy / "tools" / "setup").write_bytes((ROOT / "tools" / "setup").read_bytes())
    for name in ("constraints.txt", "pyproject.toml"):
        (copy / name).write_bytes((ROOT / name).read_bytes())
    for name, text in programs.items():
        (world / name).write_text(f"#!/bin/sh\n{text}\n")
        (world / name).chmod(0o755)
    for name in ("dirname", "cksum", "cat", "rm", "id", "env"):
        (world / name).symlink_to(f"/usr/bin/{name}")
    return subprocess.run(
        ["/bin/sh", str(copy / "tools" / "setup")],
        env={"PATH": str(world), "QK_NO_SYSTEM": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_python_the_command_is_named(tmp_path):
    done = _setup_with(tmp_path, dict.fromkeys(PYTHONS, "exit 1"))

    assert 1 == done.returncode
    assert "sudo apt-get install python3 python3-venv" in done.stderr


def test_without_venv_the_command_is_named(tmp_path):
    """Debian's Python comes without ensurepip; what else is missing is named as well, by package."""
    python = 'case "$2" in *ensurepip*) exit 1;; *venv*) echo python3.11-venv;; *) exit 0;; esac'
    done = _setup_with(tmp_path, {"python3": python})

    assert 1 == done.returncode
    assert "not installed: bubblewrap chromium. Type: sudo apt-get install bubblewrap chromium" in done.stderr
    assert "Type: sudo apt-get install python3-venv" in done.stderr


@pytest.mark.slow
@pytest.mark.parametrize(
    "command",
    [
        ["ruff", "check", "--quiet", "."],
        ["ruff", "format", "--check", "--quiet", "."],
        ["mypy", "--no-error-summary"],
        ["codespell"],
    ],
    ids=lambda command: " ".join(command[:2]),
)
def test_style_types_and_spelling_hold(command):
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ)

    assert 0 == done.returncode, done.stdout + done.stderr
