"""Imports run downwards only, from the command line to text and measures, by the list of levels below."""

import pytest

from tests.packaging.imports import PACKAGE, imported, modules

LEVELS = [
    {"errors"},
    {"text", "measures", "live"},
    {"register", "specimens"},
    {"figures"},
    {"tasks"},
    {"course", "grading", "widgets"},
    {"cli", "doctor", "__init__", "__main__"},
]
"""From the ground up. Parts of one level do not import each other, unless a pair is named below."""

SIDEWAYS = {("course", "grading")}
"""The demo releases a course and grades a sample class, so the course may call the engine."""


def level(part):
    found = [number for number, parts in enumerate(LEVELS) if part in parts]
    assert found, f"the part '{part}' has no level yet"
    return found[0]


def part_of(path):
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def targets(path):
    """Return the parts that a file imports; version and place of the package itself may be asked for from everywhere."""
    names = {name for name in imported(path) if name.split(".")[0] == "quellenkritik"}
    names -= {"quellenkritik", "quellenkritik.__version__"}
    return {([*name.split("."), "__init__"])[1] for name in names}


@pytest.mark.parametrize("path", modules(), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_downwards_only(path):
    own = part_of(path)
    upwards = {
        other
        for other in targets(path) - {own}
        if level(other) >= level(own) and (own, other) not in SIDEWAYS and own != "__init__"
    }

    assert set() == upwards


def test_an_import_upwards_would_be_seen(tmp_path, monkeypatch):
    """The reader of imports finds every way of writing one."""
    source = tmp_path / "x.py"
    source.write_text(
        "import quellenkritik.tasks\nfrom quellenkritik import grading\ndef f():\n  from quellenkritik.cli import main\n",
        encoding="utf-8",
    )

    assert {"tasks", "grading", "cli"} == targets(source)
