"""A small register of constructed texts in a folder of its own."""

import copy

import pytest
import yaml

from quellenkritik.register.parting import CODED, CODED_OF_UNIT
from tests.support import CASES

# Strings only, as the register itself reads: a date that does not exist is a case here and no crash.
CASE = yaml.load((CASES / "register.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


def parted(records, coded):
    """Return the records as texts and as codings, each with its id."""
    texts = [{name: value for name, value in r.items() if name not in coded} for r in records]
    return texts, [
        {name: value for name, value in r.items() if name in coded or name == "id"} for r in records
    ]


@pytest.fixture
def base():
    return copy.deepcopy(CASE["base"])


@pytest.fixture
def folder(tmp_path):
    """Return a function that writes a register into a folder and returns the folder."""

    def write(data):
        units, coded_units = parted(data["units"], CODED_OF_UNIT)
        sources, coded_sources = parted(data["sources"], CODED)
        parts = {
            "units.yml": units,
            "scales.yml": data["scales"],
            "sources/all.yml": sources,
            "codings/units.yml": coded_units,
            "codings/all.yml": coded_sources,
        }
        for name, part in parts.items():
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_text(
                yaml.safe_dump(part, allow_unicode=True, sort_keys=False), encoding="utf-8"
            )
        return tmp_path

    return write
