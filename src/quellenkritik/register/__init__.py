"""The register of sources, quotations, witnesses, readings and tellings.

``load()`` gives the whole of it; every record is typed and frozen, every reference resolves, and a wrong record is
refused with file, id, field, what came and what was expected.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from quellenkritik.register.blocks import printable_blocks
from quellenkritik.register.checks import check
from quellenkritik.register.collection import Register
from quellenkritik.register.faults import BadRegister, Fault
from quellenkritik.register.missing import Missing
from quellenkritik.register.model import Cell, Parent, Quotation, Reading, Source, Unit, VerbCode, VerbStep
from quellenkritik.register.reader import read_folder
from quellenkritik.register.statements import Record, Statement, Telling

__all__ = [
    "BadRegister",
    "Cell",
    "Fault",
    "Missing",
    "Parent",
    "Quotation",
    "Reading",
    "Record",
    "Register",
    "Source",
    "Statement",
    "Telling",
    "Unit",
    "VerbCode",
    "VerbStep",
    "load",
    "printable_blocks",
    "read",
]


def data_folder() -> Traversable:
    """Return the folder of the package's own data files."""
    return files(__name__) / "data"


def read(folder: Traversable) -> tuple[Register, list[Fault]]:
    """Return what a data folder holds and every fault in it; records with a fault of their own are left out."""
    draft = read_folder(folder)
    register = Register(
        sources=MappingProxyType({source.id: source for source in draft.sources}),
        units=MappingProxyType({unit.id: unit for unit in draft.units}),
        scale=tuple(draft.scale),
    )
    return register, sorted(draft.faults + check(draft))


@cache
def load() -> Register:
    """Return the register of the package, checked and cached; raise :class:`BadRegister` that lists every fault."""
    register, faults = read(data_folder())
    if faults:
        raise BadRegister(faults)
    return register
