"""The data files as plain text, lists and mappings, each record with its place; what cannot be read becomes a fault."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources.abc import Traversable
from typing import Any

from quellenkritik.register.faults import Fault, shown
from quellenkritik.register.parting import file_of


@dataclass(frozen=True)
class Place:
    """Where a record stands: file, id, and the part of the record."""

    file: str
    id: str
    part: str
    faults: list[Fault]

    def refuse(self, name: str, came: object, expected: str) -> None:
        """Note a fault of one field."""
        where = " ".join(word for word in (self.part, name) if word)
        self.faults.append(Fault(file_of(self.file, where), self.id, where, shown(came), expected))

    def inside(self, part: str) -> Place:
        """Return the place of a part of this record."""
        return Place(self.file, self.id, f"{self.part} {part}".strip(), self.faults)


def yaml_files(folder: Traversable) -> list[Traversable]:
    """Return the YAML files of a folder by name; none where there is no such folder."""
    entries = folder.iterdir() if folder.is_dir() else ()
    return sorted((e for e in entries if e.name.endswith(".yml")), key=lambda entry: entry.name)


def records(
    file: Traversable, name: str, faults: list[Fault], key: str = "id"
) -> Iterator[tuple[dict[str, Any], Place]]:
    """Yield the mappings of one file, each with its place."""
    try:
        entries = _entries(file.read_text(encoding="utf-8"))
    except (ValueError, OSError) as error:
        faults.append(Fault(name, "-", "file", " ".join(str(error).split()), "a YAML file in UTF-8"))
        return
    if not isinstance(entries, list):
        faults.append(Fault(name, "-", "file", shown(entries), "a list of records"))
        return
    for number, entry in enumerate(entries, start=1):
        if isinstance(entry, dict):
            yield entry, Place(name, str(entry.get(key) or f"record {number}"), "", faults)
        else:
            faults.append(Fault(name, f"record {number}", "-", shown(entry), "a mapping"))


def _entries(text: str) -> Any:  # noqa: ANN401 (whatever the file holds)
    """Return the content of a file; JSON, which is YAML as well, is read by the quick parser.

    The wheel for the browser has its data so, because there the parser of YAML would take seconds.
    """
    if text.startswith('[{"'):
        return json.loads(text)
    from quellenkritik.register import yamltext  # where all is JSON it is never needed

    return yamltext.load(text)
