"""The map of learning outcomes: objectives of the chapters, exercises, Bloom's levels and three frameworks.

Nothing is typed here: objectives come from the front matter of the chapters, the places in the frameworks from the
registry, the names of levels and areas from ``book/outcomes.yml``. Directives: ``{outcomes-by-chapter}`` each objective
with the exercises that train it; ``{outcomes-by-exercise}``; ``{outcomes-by} bloom|eu|kmk`` a table the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import ways
import yaml
from chapter import front_matter, inline
from course_ways import title
from docutils import nodes
from session import table
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

FRAMEWORKS = {"c3": "C3", "eu": "EU", "kmk": "KMK"}
Registry = Mapping[str, Mapping[str, Any]]


def data(root: Path) -> dict[str, Any]:
    """Return the names of levels and areas, ``book/outcomes.yml``."""
    return dict(yaml.safe_load((root / "book" / "outcomes.yml").read_text(encoding="utf-8")))


def level(verb: str, bloom: Mapping[str, Iterable[str]]) -> str:
    """Return the level on which a verb is counted; one that no level has stops the build."""
    for name, verbs in bloom.items():
        if verb in verbs:
            return name
    raise ExtensionError(f"book/outcomes.yml: no level of 'bloom' has the verb '{verb}'")


def places(entry: Mapping[str, Any], names: Mapping[str, Any]) -> str:
    """Return where the outcomes of an exercise stand in the three frameworks: ``C3 D2.His, EU literacy, KMK I``."""
    said = []
    for key, short in FRAMEWORKS.items():
        found = list(dict.fromkeys(outcome[key] for outcome in entry["outcomes"]))
        if unknown := [one for one in found if one not in names[key]]:
            raise ExtensionError(
                f"book/outcomes.yml: '{key}' does not name {unknown}, which {entry['id']} cites"
            )
        said.append(f"{short} {' and '.join(found)}")
    return ", ".join(said)


def by(key: str, known: Registry, names: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Return for each place of a framework, or each level, its name and the exercises that have an outcome there."""
    found = []
    for place in names[key]:
        there = [
            entry["title"]
            for entry in known.values()
            if any(
                place == (level(o["bloom"], names["bloom"]) if key == "bloom" else o[key])
                for o in entry["outcomes"]
            )
        ]
        found.append((place, "" if key == "bloom" else str(names[key][place]), ", ".join(there) or "none"))
    return found


class _Map(SphinxDirective):
    """What the directives read."""

    @property
    def root(self) -> Path:
        return Path(self.env.app.srcdir).parent

    def read(self) -> tuple[dict[str, dict[str, Any]], dict[str, Any]]:
        """Return the registry and the names of levels and areas, and note on what the page depends."""
        for path in (self.root / "book" / "outcomes.yml", self.root / "solutions" / "exercises.yml"):
            self.env.note_dependency(str(path))
        return ways.exercises(self.root), data(self.root)

    def link(self, entry: Mapping[str, Any]) -> nodes.Node:
        """Return a link to the page of an exercise."""
        return ways.to_page(f"{entry['topic']}/{entry['id']}", entry["title"], self.env.docname)


class ByChapter(_Map):
    """``{outcomes-by-chapter}``: each objective with its level, and the exercises that train it with their places."""

    def run(self) -> list[nodes.Node]:
        """Return a section for each chapter."""
        self.known, self.names = self.read()
        return [self.chapter(one["chapter"]) for one in ways.data(self.root)["course"]]

    def chapter(self, name: str) -> nodes.section:
        """Return the section of a chapter."""
        path = self.root / "book" / f"{name}.md"
        self.env.note_dependency(str(path))
        words = title(path)
        section = nodes.section(ids=[nodes.make_id(f"outcomes {words}")], names=[])
        section += nodes.title("", "", ways.to_page(name, words, self.env.docname))
        items = nodes.bullet_list(classes=["qk-outcomes"])
        for objective in front_matter(path)["objectives"]:
            items += self.objective(name, objective)
        section += items
        return section

    def objective(self, name: str, objective: Mapping[str, Any]) -> nodes.list_item:
        """Return one objective; an exercise that is not there stops the build."""
        if unknown := [one for one in objective["exercises"] if one not in self.known]:
            raise ExtensionError(f"{name}: an objective names exercises that are not there: {unknown}")
        said = nodes.paragraph("", "", nodes.strong("", objective["verb"]), *inline(f" {objective['text']}"))
        said += nodes.Text(f" ({level(objective['verb'], self.names['bloom'])})")
        trained = nodes.bullet_list()
        for one in objective["exercises"]:
            entry = self.known[one]
            words = nodes.Text(f": {places(entry, self.names)}")
            trained += nodes.list_item("", nodes.paragraph("", "", self.link(entry), words))
        return nodes.list_item("", said, trained)


class ByExercise(_Map):
    """``{outcomes-by-exercise}``: what each exercise trains, its level and its places."""

    def run(self) -> list[nodes.Node]:
        """Return a list with an item an exercise."""
        known, names = self.read()
        items = nodes.bullet_list(classes=["qk-outcomes"])
        for entry in known.values():
            optional = " (optional)" if entry["track"] == "bonus" else ""
            said = [
                f"{o['bloom']} {o['text']} ({level(o['bloom'], names['bloom'])})" for o in entry["outcomes"]
            ]
            words = nodes.Text(f"{optional}: {'; '.join(said)}. {places(entry, names)}.")
            items += nodes.list_item("", nodes.paragraph("", "", self.link(entry), words))
        return [items]


class By(_Map):
    """``{outcomes-by} kmk``: a framework's places, or Bloom's levels, with the exercises that stand there."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        key = self.arguments[0]
        known, names = self.read()
        rows: list[tuple[str, ...]] = [*by(key, known, names)]
        if key == "bloom":
            return [table(("level", "exercises"), [(row[0], row[2]) for row in rows], "Exercises by level")]
        head = (FRAMEWORKS[key], "name", "exercises")
        return [table(head, rows, f"Exercises by {FRAMEWORKS[key]}")]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.add_directive("outcomes-by-chapter", ByChapter)
    app.add_directive("outcomes-by-exercise", ByExercise)
    app.add_directive("outcomes-by", By)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
