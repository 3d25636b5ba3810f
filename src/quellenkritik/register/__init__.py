"""The register of sources, quotations, witnesses, readings and tellings.

``load()`` gives the whole of it; every record is typed and frozen, every reference resolves, and a wrong record is
refused with file, id, field, what came and what was expected. The texts are in ``data/``, the editors' codings in the
folder ``codings/`` of the package; see ``parting.py``.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType

from quellenkritik.register.blocks import printable_blocks
from quellenkritik.register.checks import check
from quellenkritik.register.collection import Register
from quellenkritik.register.corpus import Piece, Rendering, Version, versions_by_id
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
    "Piece",
    "Quotation",
    "Reading",
    "Record",
    "Register",
    "Rendering",
    "Source",
    "Statement",
    "Telling",
    "Unit",
    "VerbCode",
    "VerbStep",
    "Version",
    "load",
    "printable_blocks",
    "read",
]


def data_folder() -> Traversable:
    """Return the folder of the package's own texts."""
    return files(__name__) / "data"


def codings_folder() -> Traversable:
    """Return the folder of the package's own codings; the student's package has none."""
    return files(__name__.partition(".")[0]) / "codings"


def read(folder: Traversable | None = None) -> tuple[Register, list[Fault]]:
    """Return what the package, or a data folder with its ``codings``, holds, and every fault in it.

    Records with a fault of their own are left out.
    """
    draft = (
        read_folder(data_folder(), codings_folder())
        if folder is None
        else read_folder(folder, folder / "codings")
    )
    register = Register(
        sources=MappingProxyType({source.id: source for source in draft.sources}),
        units=MappingProxyType({unit.id: unit for unit in draft.units}),
        scale=tuple(draft.scale),
        has_codings=draft.coded,
        corpus=versions_by_id(draft.versions),
    )
    return register, sorted(draft.faults + check(draft))


@cache
def load() -> Register:
    """Return the register of the package, checked and cached; raise :class:`BadRegister` that lists every fault."""
    register, faults = read()
    if faults:
        raise BadRegister(faults)
    return register
