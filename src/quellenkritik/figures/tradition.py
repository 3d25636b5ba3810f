"""Figures of the tradition of August 2025, drawn from the register: a stemma of chosen witnesses, the ladder of verbs."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from quellenkritik import register
from quellenkritik.figures.ladder import Pair, ladder
from quellenkritik.figures.stemma import Edge, Node, stemma
from quellenkritik.figures.svg import Figure
from quellenkritik.register import Parent, numbers

DATA = "tradition.yml"
SURE = ("certain", "high")
WIDE, NARROW = 760, 390


def chosen_stemma(*, narrow: bool = False) -> Figure:
    """Return the stemma of the witnesses in the data file, with the parents that the register gives them."""
    plan = _data()["stemma"]
    nodes = [Node(entry["id"], entry["label"], entry["kind"]) for entry in plan["nodes"]]
    known = {node.id for node in nodes}
    edges = [
        Edge(str(parent.id), source.id, parent.confidence in SURE, _reason(parent))
        for source in (register.load().source(node.id) for node in nodes if node.kind != "unseen")
        for parent in source.parents
        if parent.id in known and parent.confidence != "low"
    ]
    edges += [Edge(parent, child, sure=False, words=why) for parent, child, why in plan["unseen"]]
    return stemma(
        nodes, edges, title=plan["title"], name=_name("who-copied-whom", narrow), width=_width(narrow)
    )


def verb_ladder(*, narrow: bool = False) -> Figure:
    """Return the ladder of verbs over every witness whose headline or lead is coded."""
    plan, here = _data()["ladder"], register.load()
    pairs: list[Pair] = [numbers.verb_steps(source) for source in here.witnesses()]
    pairs = [pair for pair in pairs if pair != (None, None)]
    steps = {entry.step: entry.label for entry in here.scale}
    return ladder(pairs, steps, title=plan["title"], name=_name("verb-ladder", narrow), width=_width(narrow))


def _reason(parent: Parent) -> str:
    at = f" at {', '.join(parent.units)}" if parent.units else ""
    return parent.ground.replace("_", " ") + at


def _name(name: str, narrow: bool) -> str:
    return f"{name}-narrow" if narrow else name


def _width(narrow: bool) -> int:
    return NARROW if narrow else WIDE


@cache
def _data() -> dict[str, Any]:
    text = files("quellenkritik.figures").joinpath("data", DATA).read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))
