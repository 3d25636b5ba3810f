"""What is handed out: a wheel is the student's part and works on its own; the source distribution has everything."""

import subprocess
import sys
import tarfile
import zipfile

import pytest

from quellenkritik.register.parting import CODED
from tests.support import ROOT

KEYS = ("codings/", ".gold.", "solutions", "specimens/checks", ".reference.")
"""What a student's package never holds: codings, keys, and programs that an exercise asks for."""

# Run from the unpacked wheel alone: isolated, so that no checkout can be found, with the installed packages behind it.
ALONE = """
import sys
sys.path = [{folder!r}] + [p for p in sys.path if "site-packages" in p or "dist-packages" in p or "python3" in p]
import quellenkritik as qk
assert qk.__file__.startswith({folder!r}), qk.__file__
from quellenkritik.errors import Mistake
{rest}
"""


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Return wheel and source distribution, built as anybody would build them."""
    folder = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-t", "sdist", "-d", str(folder)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert 0 == done.returncode, done.stderr
    return next(folder.glob("*.whl")), next(folder.glob("*.tar.gz"))


@pytest.fixture(scope="module")
def unpacked(built, tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    with zipfile.ZipFile(built[0]) as wheel:
        wheel.extractall(folder)
    return folder


def alone(unpacked, rest):
    """Run lines with nothing of ours but the unpacked wheel."""
    code = ALONE.format(folder=str(unpacked), rest=rest)
    return subprocess.run(
        [sys.executable, "-I", "-W", "error", "-c", code],
        cwd=unpacked,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_has_no_coding_and_no_key(built):
    with zipfile.ZipFile(built[0]) as wheel:
        names = wheel.namelist()
        words = {name: wheel.read(name).decode("utf-8") for name in names if name.endswith((".yml", ".yaml"))}

    assert "quellenkritik/register/data/sources/witnesses-beta.yml" in words
    assert [] == [name for name in names if any(part in name for part in KEYS)]
    for name, text in words.items():
        if name.startswith("quellenkritik/register/"):
            coded = [field for field in (*CODED, "readings", "use") if f"\n  {field}:" in text]
            assert [] == coded, name


def test_the_source_distribution_has_both(built):
    with tarfile.open(built[1]) as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}

    here = {
        str(path.relative_to(ROOT)) for path in (ROOT / "src" / "quellenkritik" / "codings").glob("*.yml")
    }
    assert here
    assert here <= names
    assert "solutions/exercises.yml" in names


def test_the_wheel_alone_serves_a_student(unpacked):
    """Sheet, check, form and quotations of every exercise that travels with the package."""
    rest = """
from pathlib import Path
from quellenkritik.tasks import task
from quellenkritik.tasks.functions import is_function_task
for path in sorted(Path(qk.__file__).parent.glob("tasks/practice/*.sheet.yml")):
    name = path.name.removesuffix(".sheet.yml")
    sheet = qk.sheet(name)
    assert sheet._repr_html_() and repr(sheet)
    if is_function_task(task(name)):
        qk.check(name, task(name).skeleton)
        continue
    qk.check(name, task(name).form(sheet).template())
    assert qk.widget(name)
print(len(qk.quotations("W-ria")), qk.show("W-seed-kosmo#q19")._repr_html_()[:7])
"""
    done = alone(unpacked, rest)

    assert (0, "") == (done.returncode, done.stderr)
    assert done.stdout.endswith("<table>\n")


def test_the_wheel_alone_says_what_it_has_not(unpacked):
    rest = """
from quellenkritik import register
print(register.load().has_codings, register.load().source("W-seed-kosmo").parents)
from quellenkritik.specimens import Genre, Specimen, rules
try:
    rules.find(Specimen(Genre.NOTE, {}))
except Mistake as mistake:
    print(mistake)
try:
    register.load().coded()
except Mistake as mistake:
    print(mistake)
"""
    done = alone(unpacked, rest)

    assert done.stdout.startswith("False ()\nspecimens: came a package without the checks"), (
        done.stdout + done.stderr
    )
    assert "not part of the student's package" in done.stdout


@pytest.mark.parametrize("path", sorted((ROOT / "exercises").glob("*/*.ipynb")), ids=lambda path: path.stem)
def test_the_wheel_alone_checks_the_notebooks_that_are_handed_out(path, unpacked):
    """Nothing is filled in, so there is something to tell; that it can be told is the point."""
    done = alone(unpacked, f"from quellenkritik import cli; sys.exit(cli.main(['check', {str(path)!r}]))")

    assert (1, "") == (done.returncode, done.stderr)
    assert path.stem in done.stdout


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["sources", "verify"], 0),
        (["sources", "show", "W-ria"], 0),
        (["sources", "list", "--language", "sr"], 0),
        (["sources", "list", "--family", "beta"], 2),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_the_commands_of_the_wheel(words, code, unpacked):
    done = alone(unpacked, f"from quellenkritik import cli; sys.exit(cli.main({words!r}))")

    assert code == done.returncode, done.stdout + done.stderr
    if "verify" in words:
        assert "every record fits" in done.stdout
