"""One version everywhere, and pins for everything that is installed."""

import re
import tomllib
from importlib import metadata

import pytest
import yaml
from packaging.requirements import Requirement

import quellenkritik
from tests.support import ROOT

PINNED = dict(
    line.split("==")
    for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
)
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
OURS = "quellenkritik"


def _plain(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def test_the_version_is_the_same_in_all_places():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    newest = re.search(
        r"^## (\S+) \((\S+)\)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE
    )

    expected = quellenkritik.__version__
    assert [expected] * 3 == [PYPROJECT["project"]["version"], citation["version"], newest[1]]
    assert citation["date-released"] == newest[2]


def _closure(extra):
    """Return every installed package that the project needs with an extra, by the packages' own metadata."""
    seen, open_ends = set(), [(OURS, {extra, ""})]
    while open_ends:
        name, extras = open_ends.pop()
        for requirement in map(Requirement, metadata.requires(name) or []):
            wanted, marker = _plain(requirement.name), requirement.marker
            needed = not marker or any(marker.evaluate({"extra": asked}) for asked in extras)
            if needed and wanted not in seen:
                seen.add(wanted)
                open_ends.append((wanted, {"", *requirement.extras}))
    return seen - {OURS}


def test_every_package_that_is_installed_is_pinned_in_this_version():
    """Everything that the project draws in, down to the last package, stands in constraints.txt as it is here."""
    pinned = {_plain(name): version for name, version in PINNED.items()}
    installed = {name: metadata.version(name) for name in _closure("dev")}

    assert 100 < len(installed)
    assert {} == {name: version for name, version in installed.items() if pinned.get(name) != version}


def test_pins_have_no_addresses():
    text = (ROOT / "constraints.txt").read_text(encoding="utf-8")

    assert not re.search(r"://|@| -f |--", text)
    assert text.startswith("# Generated from pyproject.toml by: tools/pin.")


@pytest.mark.parametrize("package", PYPROJECT["project"]["dependencies"])
def test_what_a_student_needs_is_yaml_and_widgets(package):
    assert re.match(r"[\w-]+", package)[0] in {"pyyaml", "ipywidgets"}


def test_every_runtime_package_has_its_reason_in_contributing():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    project = PYPROJECT["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["instructor"]]
    rows = {
        _plain(row)
        for row in re.findall(r"^\| ([\w-]+)(?: \(1\.x\))? \| (?:everybody|instructors)", text, re.MULTILINE)
    }

    assert {_plain(re.match(r"[\w.-]+", line)[0]) for line in wanted} == rows


def test_the_licence_of_the_code_is_the_one_that_the_package_names():
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")
    assert "MIT" == PYPROJECT["project"]["license"]
    assert "CC BY 4.0" in (ROOT / "LICENSE-CONTENT.md").read_text(encoding="utf-8")


def test_the_rights_words_of_the_register_are_explained():
    """Every value of `rights` that a source has stands in LICENSE-CONTENT.md."""
    text = (ROOT / "LICENSE-CONTENT.md").read_text(encoding="utf-8")
    from quellenkritik import register

    values = {source.rights for source in register.load().sources.values()}
    assert set() == {value for value in values if f"`{value}`" not in text}
