"""The editors' codings, joined to the texts that they belong to before anything is checked."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources.abc import Traversable
from typing import Any

from quellenkritik.register.datafiles import Place, records, yaml_files
from quellenkritik.register.faults import Fault, shown
from quellenkritik.register.parting import CODED, CODED_OF_UNIT, FULLER, NEEDED


class Codings:
    """The codings of a folder, to be joined to the texts; ``there`` is False where the folder is not."""

    def __init__(self, folder: Traversable, faults: list[Fault]) -> None:
        self.there = folder.is_dir()
        self.faults = faults
        self._waiting: dict[tuple[str, str], dict[str, Any]] = {}
        for file in yaml_files(folder):
            for raw, place in records(file, f"codings/{file.name}", faults):
                if (file.name, place.id) in self._waiting:
                    place.refuse("codings", place.id, "the codings of each record once")
                self._waiting[file.name, place.id] = raw
        self._all = dict(self._waiting)

    def joined(self, raw: dict[str, Any], place: Place) -> dict[str, Any]:
        """Return a record with its codings; what stands in the wrong one of the two files is refused."""
        unit = place.file == "units.yml"
        fields = CODED_OF_UNIT if unit else CODED
        for name in sorted(raw.keys() & fields.keys()):
            expected = f"this field in {_file(place)}: {fields[name]}"
            self.faults.append(Fault(place.file, place.id, name, shown(raw[name]), expected))
        if not self.there:
            return raw
        key = (place.file.rpartition("/")[2], place.id)
        self._waiting.pop(key, None)
        coded = self._all.get(key)
        if coded is None:
            Place(_file(place), place.id, "", self.faults).refuse(
                "codings", None, "the codings of every record"
            )
            return raw
        self._check(raw, coded, place, fields)
        return _with_locators({**raw, **coded})

    def _check(
        self, raw: Mapping[str, Any], coded: Mapping[str, Any], place: Place, fields: Mapping[str, str]
    ) -> None:
        here = Place(_file(place), place.id, "", self.faults)
        for name in NEEDED[place.file.partition("/")[0]]:
            if name not in coded and name not in raw:
                here.refuse(name, None, fields[name])
        for name in sorted((coded.keys() & raw.keys()) - {"id", *FULLER} - fields.keys()):
            here.refuse(name, coded[name], f"this field in {place.file}")
        for name, mark in FULLER.items():
            if name in coded and not str(coded[name]).startswith(f"{raw.get(name)}{mark}"):
                here.refuse(name, coded[name], f"'{raw.get(name)}' and more behind it")

    def left_over(self) -> None:
        """Refuse the codings that belong to no record of the file with the same name."""
        broken = self._broken()
        for (file, name), raw in self._waiting.items():
            if file not in broken:
                place = Place(f"codings/{file}", name, "", self.faults)
                place.refuse("id", raw.get("id"), f"a record of the file {file} of the texts")

    def _broken(self) -> set[str]:
        """Return the names of files that could not be read: what lacks its other half for that is not to blame."""
        return {fault.file.rpartition("/")[2] for fault in self.faults if fault.field in ("file", "-")}


def _file(place: Place) -> str:
    return f"codings/{place.file.rpartition('/')[2]}"


def _with_locators(raw: dict[str, Any]) -> dict[str, Any]:
    """Return a record whose remarks on places stand with their quotations; those of no quotation stay and are refused."""
    locators, quotes = raw.get("locators"), raw.get("quotes")
    if not isinstance(locators, dict) or not isinstance(quotes, list):
        return raw
    known = [q.get("id") for q in quotes if isinstance(q, dict)]
    left = {name: words for name, words in locators.items() if name not in known}
    joined = [
        {**q, "locator": locators[q["id"]]} if isinstance(q, dict) and q.get("id") in locators else q
        for q in quotes
    ]
    rest = {name: value for name, value in raw.items() if name != "locators"}
    return {**rest, "quotes": joined, **({"locators": left} if left else {})}
