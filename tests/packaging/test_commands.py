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


NO_VENV = 'case "$2" in *ensurepip*) exit 1;; *venv*) echo python3.11-venv;; *) exit 0;; esac'
RECORD = 'echo "$@" >>"${0%/*}/../apt.log"'


def _setup_with(tmp_path, programs, **variables):
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
    for name in {"dirname", "cksum", "cat", "rm", "env"} - set(programs):
        (world / name).symlink_to(f"/usr/bin/{name}")
    return subprocess.run(
        ["/bin/sh", str(copy / "tools" / "setup")],
        env={"PATH": str(world), **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_without_a_python_the_command_is_named(tmp_path):
    done = _setup_with(tmp_path, dict.fromkeys(PYTHONS, "exit 1"), QK_NO_SYSTEM="1")

    assert 1 == done.returncode
    assert "sudo apt-get install python3 python3-venv" in done.stderr


def test_without_venv_the_command_is_named(tmp_path):
    """Debian's Python comes without ensurepip; what else is missing is named as well, by package."""
    done = _setup_with(tmp_path, {"python3": NO_VENV}, QK_NO_SYSTEM="1")

    assert 1 == done.returncode
    assert "not installed: bubblewrap chromium. Type: sudo apt-get install bubblewrap chromium" in done.stderr
    assert "Type: sudo apt-get install python3-venv" in done.stderr


def _asked_for(tmp_path):
    log = tmp_path / "apt.log"
    lines = log.read_text().splitlines() if log.is_file() else []
    return [line.replace("-y -q --no-install-recommends ", "") for line in lines]


SYSTEM = ["install bubblewrap chromium", "install python3.11-venv"]


def test_root_installs_what_is_missing(tmp_path):
    """The system packages, and what makes environments; asked for once where it works at once."""
    _setup_with(tmp_path, {"python3": NO_VENV, "id": "echo 0", "apt-get": RECORD})

    assert SYSTEM == _asked_for(tmp_path)


def test_sudo_is_used_where_it_asks_for_no_password(tmp_path):
    sudo = '[ "$1" = -n ] && exit 0; exec "$@"'
    _setup_with(tmp_path, {"python3": NO_VENV, "id": "echo 1000", "sudo": sudo, "apt-get": RECORD})

    assert SYSTEM == _asked_for(tmp_path)


def test_nothing_is_installed_where_a_password_would_be_asked_for(tmp_path):
    done = _setup_with(tmp_path, {"python3": NO_VENV, "id": "echo 1000", "sudo": "exit 1", "apt-get": RECORD})

    assert [] == _asked_for(tmp_path)
    assert "Type: sudo apt-get install bubblewrap chromium" in done.stderr


def test_old_package_lists_are_brought_up_to_date(tmp_path):
    """On a fresh machine the first try finds no lists; they are fetched, then it is tried again."""
    apt = f'{RECORD}; [ "$1" = update ] && : >"${{0%/*}}/../lists"; [ -e "${{0%/*}}/../lists" ]'
    _setup_with(tmp_path, {"python3": NO_VENV, "id": "echo 0", "apt-get": apt})

    assert ["install bubblewrap chromium", "update -q", *SYSTEM] == _asked_for(tmp_path)


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
