"""The wheel for the browser: quick to read, otherwise the student's wheel, and whole by its own record."""

import base64
import csv
import hashlib
import io
import json
import zipfile

import pytest

from quellenkritik import register
from quellenkritik.course import browser_wheel
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake
from quellenkritik.register import datafiles, yamltext
from tests.support import ROOT


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The members of the wheel by name."""
    path = browser_wheel.build(Project(ROOT), tmp_path_factory.mktemp("browser"))
    with zipfile.ZipFile(path) as wheel:
        assert wheel.testzip() is None
        return {name: wheel.read(name) for name in wheel.namelist()}


def test_the_data_are_the_same_and_begin_as_the_quick_reader_wants(files):
    names = [name for name in files if name.startswith("quellenkritik/register/data/")]

    assert len(names) > 5
    for name in names:
        text = (ROOT / "src" / name).read_text(encoding="utf-8")
        assert files[name].startswith(b'[{"'), name
        assert yamltext.load(text) == json.loads(files[name])


def test_the_record_fits_every_file(files):
    (record,) = (name for name in files if name.endswith(".dist-info/RECORD"))
    rows = {name: (digest, size) for name, digest, size in csv.reader(io.StringIO(files[record].decode()))}

    assert set(files) == set(rows)
    assert ("", "") == rows.pop(record)
    for name, (digest, size) in rows.items():
        found = base64.urlsafe_b64encode(hashlib.sha256(files[name]).digest()).rstrip(b"=").decode()
        assert (f"sha256={found}", str(len(files[name]))) == (digest, size), name


def test_it_has_no_codings(files):
    assert [] == [name for name in files if "codings/" in name or ".gold." in name]


def test_a_register_read_from_it_is_the_register(files, tmp_path):
    for name, body in files.items():
        if name.startswith("quellenkritik/register/data/"):
            path = tmp_path / name.removeprefix("quellenkritik/register/data/")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(body)

    found, faults = register.read(tmp_path)

    assert [] == faults
    assert dict(register.load().quotations) != {}
    texts = {name: quotation.text for name, quotation in register.load().quotations.items()}
    assert texts == {name: quotation.text for name, quotation in found.quotations.items()}


def test_broken_json_is_a_fault_with_its_file(tmp_path):
    (tmp_path / "x.yml").write_text('[{"id": "a"}, ', encoding="utf-8")
    faults = []

    assert [] == list(datafiles.records(tmp_path / "x.yml", "x.yml", faults))
    assert ["x.yml"] == [fault.file for fault in faults]


def test_a_folder_that_is_no_project_is_refused(tmp_path):
    with pytest.raises(Mistake, match="wheel: came"):
        browser_wheel.build(Project(tmp_path), tmp_path / "to")
