"""The notebooks in the browser: everything from this site, every exercise, no key; and the site that is put together."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from quellenkritik.course import browser_python, lite, registry, site, vendor
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake
from quellenkritik.tasks import sheets
from tests.packaging.test_distribution import KEYS
from tests.support import ROOT

SETTINGS = ("jupyter-lite.json", "overrides.json", "all.json", "pyodide-lock.json", "manifest.webmanifest")
EXERCISES = registry.load(Project(ROOT)).exercises


def config(edition):
    return json.loads((edition / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]


def test_python_comes_from_this_site(edition):
    kernel = config(edition)["litePluginSettings"][lite.PLUGIN]

    assert "./static/pyodide/pyodide.mjs" == kernel["pyodideUrl"]
    assert kernel["disablePyPIFallback"] is True
    assert (edition / kernel["pyodideUrl"]).is_file()


def test_pyodide_is_the_one_that_the_kernel_asks_for():
    schema = browser_python.extension(lite.PLUGIN.removesuffix(":kernel")) / "static" / "schema"
    usual = json.loads((schema / "kernel.v0.schema.json").read_text(encoding="utf-8"))["properties"][
        "pyodideUrl"
    ]

    assert f"/v{vendor.pins()['pyodide'].version}/" in usual["default"]


def test_no_setting_names_a_foreign_address(edition):
    """The data of JupyterLite's own settings forms (their schemas) link to documentation; nothing loads from there."""
    found = [path for path in edition.rglob("*") if path.name in SETTINGS and "schemas" not in path.parts]

    assert 6 <= len(found)
    assert [] == [path for path in found if "://" in path.read_text(encoding="utf-8")]


def test_the_lock_file_has_what_lies_beside_it_and_nothing_else(edition):
    place = edition / "static" / "pyodide"
    packages = json.loads((place / "pyodide-lock.json").read_text(encoding="utf-8"))["packages"]

    assert {path.name for path in place.glob("*.whl")} == {one["file_name"] for one in packages.values()}
    for one in packages.values():
        assert hashlib.sha256((place / one["file_name"]).read_bytes()).hexdigest() == one["sha256"]
        assert set(one["depends"]) <= set(packages), one["name"]
    assert set(browser_python.NOTEBOOK) <= set(packages)
    assert ["pyyaml"] == packages["quellenkritik"]["depends"]


def test_every_exercise_is_listed_with_its_sheet_and_is_what_is_handed_out(edition):
    listed = json.loads((edition / "api" / "contents" / "all.json").read_text(encoding="utf-8"))["content"]

    wanted = {f"{exercise.id}{suffix}" for exercise in EXERCISES for suffix in (".ipynb", ".sheet.yml")}
    assert wanted == {entry["name"] for entry in listed}
    for exercise in EXERCISES:
        ours = json.loads((ROOT / "exercises" / f"{exercise.stem}.ipynb").read_text(encoding="utf-8"))
        theirs = json.loads((edition / "files" / f"{exercise.id}.ipynb").read_text(encoding="utf-8"))
        assert ours["cells"] == theirs["cells"]
        assert "python" == theirs["metadata"]["kernelspec"]["name"]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_sheet_in_the_browser_is_the_one_that_is_handed_out(exercise, edition):
    """There it is JSON, quick to read; read as a notebook reads it, it says the same."""
    handed_out = ROOT / "exercises" / exercise.topic
    beside = edition / "files" / f"{exercise.id}.sheet.yml"

    assert dict(sheets.load(exercise.id, handed_out)) == dict(sheets.load(exercise.id, edition / "files"))
    assert beside.read_text(encoding="utf-8").startswith("{")


def texts(folder):
    """Yield name and text of everything below a folder, inside wheels, too."""
    for path in sorted(folder.rglob("*")):
        if path.suffix == ".whl":
            with zipfile.ZipFile(path) as wheel:
                yield from (
                    (f"{path.name}/{name}", wheel.read(name).decode("utf-8", "replace"))
                    for name in wheel.namelist()
                )
        elif path.is_file() and path.suffix not in (".wasm", ".woff", ".woff2", ".png", ".ico"):
            yield path.relative_to(folder).as_posix(), path.read_text(encoding="utf-8", errors="replace")


def reasons():
    """Return every reason that the public banks give for what is right: no student has one of them."""
    found = set()
    for path in (ROOT / "solutions").glob("*/*.gold.yml"):
        text = path.read_text(encoding="utf-8")
        data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        found |= {one for one in _rationales(data) if len(one) > 40}
    return found


def _rationales(data):
    if isinstance(data, dict):
        yield from (value for key, value in data.items() if key == "rationale" and isinstance(value, str))
        data = list(data.values())
    if isinstance(data, list):
        for value in data:
            yield from _rationales(value)


def test_no_key_no_coding_and_no_reason_is_in_it(edition):
    known = reasons()
    assert 100 < len(known)
    whole = re.compile("|".join(re.escape(one) for one in known))
    ours = {n: text for n, text in texts(edition) if "quellenkritik" in n or n.startswith("files/")}

    assert 100 < len(ours)
    assert [] == [name for name in ours if any(part in name for part in KEYS)]
    assert [] == [name for name, text in ours.items() if whole.search(text)]


@pytest.mark.slow
def test_an_earlier_build_cannot_turn_the_edition_abroad(edition, tmp_path):
    """JupyterLite skips what its record says is done; here the record is of a build that looked on a foreign host."""
    work = tmp_path / "lite"
    shutil.copytree(edition.parent, work)
    record = next(work.glob(".jupyterlite.doit.db*"))
    settings = work / "out" / "jupyter-lite.json"
    settings.write_text(
        settings.read_text(encoding="utf-8").replace(lite.PYODIDE, "https://elsewhere.example/pyodide.mjs")
    )
    with pytest.raises(Mistake, match="elsewhere"):
        lite.confirm(work / "out")
    before = record.stat().st_ino

    out = lite.build(Project(ROOT), work)

    assert lite.PYODIDE == config(out)["litePluginSettings"][lite.PLUGIN]["pyodideUrl"]
    assert before != next(work.glob(".jupyterlite.doit.db*")).stat().st_ino


def test_the_pure_part_of_a_wheel_works_alone(edition, tmp_path):
    (wheel,) = (edition / "static" / "pyodide").glob("pyyaml-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        assert [] == [name for name in archive.namelist() if name.endswith(".so")]
    look = "print(yaml.__file__, yaml.__with_libyaml__, yaml.safe_load('a: [1]'))"
    code = f"import sys; sys.path.insert(0, {str(wheel)!r}); import yaml; {look}"
    done = subprocess.run(
        [sys.executable, "-I", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
    )

    assert f"{wheel}/yaml/__init__.py False {{'a': [1]}}" == done.stdout.strip()


def test_a_stand_in_brings_nothing(tmp_path):
    with zipfile.ZipFile(browser_python.nothing("jedi", tmp_path)) as wheel:
        assert {"jedi-0.dist-info/METADATA", "jedi-0.dist-info/WHEEL", "jedi-0.dist-info/RECORD"} == set(
            wheel.namelist()
        )


PAGE = (
    '<p>x</p><p class="qk-browser" hidden="hidden"><a href="lite/notebooks/index.html?path=a.ipynb">in</a>'
    ' <span class="qk-browser-size">0</span> MB</p>'
)


@pytest.fixture
def parts(tmp_path):
    """Pages and an edition, both small, and the project that they belong to."""
    pages, small = tmp_path / "html", tmp_path / "edition"
    (small / "notebooks").mkdir(parents=True)
    (small / "files").mkdir()
    (small / "notebooks" / "index.html").write_text("notebook" + " " * 3_400_000)
    (small / "files" / "a.ipynb").write_text("{}")
    pages.mkdir()
    (pages / "index.html").write_text(PAGE)
    (pages / ".buildinfo").write_text("of the build")
    return Project(tmp_path), pages, small


def test_the_site_shows_the_way_into_the_notebooks_with_what_they_weigh(parts):
    here, pages, small = parts
    made = site.assemble(here, pages, small, 1)

    text = (made.folder / "index.html").read_text(encoding="utf-8")
    assert ((), 1, 1) == (made.findings, made.pages, made.notebooks)
    assert '<p class="qk-browser"><a href="lite/' in text
    assert '<span class="qk-browser-size">3</span> MB' in text
    assert PAGE == (pages / "index.html").read_text(encoding="utf-8"), "the pages alone stay as they are"
    assert {".nojekyll", "index.html", "lite"} == {path.name for path in made.folder.iterdir()}


def test_a_way_that_leads_nowhere_leaves_the_earlier_site_as_it_was(parts):
    here, pages, small = parts
    site.assemble(here, pages, small, 1)
    (pages / "index.html").write_text(PAGE + '<a href="gone.html">gone</a>')

    made = site.assemble(here, pages, small, 1)

    assert "gone.html" in made.findings[0]
    assert "gone" not in (made.folder / "index.html").read_text(encoding="utf-8")


def test_the_edition_is_built_anew_when_anything_in_it_changes(tmp_path):
    """A changed word in a notebook, a file that is gone, another package: each gives another digest."""
    root = tmp_path / "project"
    for name in ("src/quellenkritik", "exercises", "solutions"):
        (root / name).mkdir(parents=True)
    for name in (
        "solutions/exercises.yml",
        "pyproject.toml",
        "README.md",
        "exercises/a.ipynb",
        "exercises/b.ipynb",
    ):
        (root / name).write_text("one")
    digests = [site.made_of(Project(root)), site.made_of(Project(root))]
    assert digests[0] == digests[1]

    (root / "exercises" / "a.ipynb").write_text("two")
    digests.append(site.made_of(Project(root)))
    (root / "exercises" / "b.ipynb").unlink()
    digests.append(site.made_of(Project(root)))

    assert 3 == len(set(digests))


def test_without_its_tools_it_says_how_they_are_installed(monkeypatch):
    monkeypatch.setattr(site, "_TOOLS", ("no-such-package-here",))

    with pytest.raises(Mistake, match=r"pip install 'quellenkritik\[instructor,site\]'"):
        site.made_of(Project(ROOT))


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_a_page_alone_hides_the_way_and_the_site_shows_it(exercise, built_book, built_site):
    (page,) = [
        path for path in Path(built_book).rglob(f"{exercise.id}.html") if path.parent.name == exercise.topic
    ]
    inside = (built_site / page.relative_to(built_book)).read_text(encoding="utf-8")

    assert 'class="qk-browser" hidden="hidden"' in page.read_text(encoding="utf-8")
    assert f'<p class="qk-browser"><a href="../lite/notebooks/index.html?path={exercise.id}.ipynb">' in inside
    (size,) = re.findall(r'class="qk-browser-size">(\d+)<', inside)
    assert abs(int(size) - site.size(built_site / "lite") / 1e6) <= 1
