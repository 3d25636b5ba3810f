"""The key of one sheet of stemma: classes and parents from the bank, under the sigla of the class."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from quellenkritik.measures.graphs import ancestors
from quellenkritik.tasks.core import Gold
from quellenkritik.tasks.stemma_words import DOCUMENTS, NO_WORDS, SURE

Item = Mapping[str, Any]
Parents = dict[str, list[dict[str, Any]]]


def key(bank: Mapping[str, Any], sigla: Mapping[str, str], asked: Mapping[str, str]) -> Gold:
    """Return the key: asked readings by opaque id (``asked``), parents and classes by siglum, the nature of each class."""
    items = [item for item in bank["items"] if item["given"]["source"] in sigla]
    cells = [item for item in items if item["kind"] == "reading"]
    names = {**sigla, **{bank["documents"][d]["source"]: d for d in DOCUMENTS}}
    return {
        "exercise": bank["exercise"],
        "readings": {asked[cell["id"]]: _asked(cell) for cell in cells if cell["id"] in asked},
        "parents": _nearest(
            {
                sigla[item["id"]]: [_parent(p, names) for p in item["gold"]["parents"]]
                for item in items
                if item["kind"] == "witness"
            }
        ),
        "classes": _classes(cells, sigla),
        "traits": {
            locus: {name: [bool(c["secondary"]), bool(c["polygenetic"])] for name, c in classes.items()}
            for locus, classes in bank["traits"].items()
        },
    }


def _asked(cell: Item) -> dict[str, Any]:
    """Return the classes that are right for an asked cell, the best first."""
    others = cell.get("accept", {}).get("class", [])
    return {"locus": cell["given"]["locus"], "classes": [cell["gold"]["class"], *others]}


def _classes(cells: list[Item], sigla: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """Return the class of every quoted cell, by siglum and locus."""
    classes: dict[str, dict[str, str]] = {siglum: {} for siglum in sigla.values()}
    for cell in cells:
        given = cell["given"]
        if cell["gold"]["class"] not in NO_WORDS:
            classes[sigla[given["source"]]][given["locus"]] = cell["gold"]["class"]
    return classes


def _parent(parent: Item, names: Mapping[str, str]) -> dict[str, Any]:
    """Return one parent by its name on the sheet; scored are witnesses that are certain or high, never documents."""
    name = names.get(parent.get("id", ""), "unseen")
    return {
        "parent": name,
        "scored": parent["confidence"] in SURE and name not in ("unseen", *DOCUMENTS),
        "confidence": parent["confidence"],
        "loci": list(parent["loci"]),
        "credit": bool(parent.get("credit", False)),
    }


def _nearest(parents: Parents) -> Parents:
    """Return the parents with those no longer scored that are an ancestor of another parent: the nearest one is asked."""
    above = ancestors((child, p["parent"]) for child, found in parents.items() for p in found if p["scored"])
    for found in parents.values():
        scored = {p["parent"] for p in found if p["scored"]}
        for p in found:
            p["scored"] = p["scored"] and not any((q, p["parent"]) in above for q in scored)
    return parents
