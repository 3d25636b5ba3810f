"""Texts and codings: which fields say what a page is and prints, and which say what the editors make of it.

A student needs the texts; from the codings the keys of exercises can be read off. So the two are kept in two folders,
``register/data/`` and ``codings/``, file by file under the same names, and the student's package has the first alone.
"""

from __future__ import annotations

from collections.abc import Mapping

CODED: Mapping[str, str] = {
    "kind": "names the genre, and tells copies and machine translations",
    "kind_note": "as kind, in words",
    "date_note": "tells the day of the event, of writing and of release apart",
    "url_note": "tells where else the text stands and who made it",
    "siglum": "names the branch",
    "family": "names the branch",
    "record": "answers who made it, when, for whom, and who let it out",
    "telling": "answers who raised it, what was answered, and when it was taken back",
    "parents": "answers who copied whom",
    "cells": "answers what a witness has at each locus",
    "verbs": "answers how strong the verb is",
    "claims": "the editors' remarks on all of these",
    "notes": "the editors' remarks",
    "locators": "remarks on where words stand also say what was changed, cut off or reworded there",
}
"""The fields of a source that are codings, with the reason. All others are texts: what the page is, says and shows."""

CODED_OF_UNIT: Mapping[str, str] = {
    "use": "says which texts a locus binds",
    "readings": "holds the classes and whether each is a change",
}
"""The fields of a unit that are codings. Its id, lemma and question are the public part."""

FULLER: Mapping[str, str] = {"outlet": " (", "date": "-"}
"""The fields that may stand in both, and how the codings go on: an outlet from where it has its texts, in brackets; a
date to the day, where the day is asked (sources with a record)."""

NEEDED: Mapping[str, tuple[str, ...]] = {"sources": ("kind", "kind_note"), "units.yml": ("use",)}
"""The codings that every record must have."""


def file_of(file: str, field: str) -> str:
    """Return the file in which a field of a record stands, from the file of the record's texts."""
    words = field.split() or [""]
    first, last = words[0], words[-1]
    if file == "units.yml":
        return f"codings/{file}" if first in CODED_OF_UNIT else file
    coded = first in CODED or (first == "quotes" and last == "locator")
    return file.replace("sources/", "codings/", 1) if coded else file
