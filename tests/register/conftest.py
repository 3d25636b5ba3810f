"""A small register of constructed texts in a folder of its own."""

import copy

import pytest
import yaml

from tests.support import CASES

# Strings only, as the register itself reads: a date that does not exist is a case here and no crash.
CASE = yaml.load((CASES / "register.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


@pytest.fixture
def base():
    return copy.deepcopy(CASE["base"])


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes a register into a folder and returns the folder."""

    def write(data):
        (tmp_path / "sources").mkdir(exist_ok=True)
        for name, part in (("units.yml", "units"), ("scales.yml", "scales"), ("sources/all.yml", "sources")):
            text = yaml.safe_dump(data[part], allow_unicode=True, sort_keys=False)
            (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write
