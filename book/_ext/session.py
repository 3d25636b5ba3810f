"""A page of a session says in its front matter what is done when; the page shows it, and what follows from it.

Front matter: ``exercises``, a list of ids; ``plan``, a list of ``{minutes, who, do}``, with ``exercise: ID`` where the time
is spent on one. Directives: ``{session-head}`` chapter, exercises and outcomes from the registry; ``{minute-plan}``;
``{misconceptions}`` lines ``exercise/code: sentence to say``, with the title from the exercise's words and what a sample
student earns with it; ``{homework}`` the minutes of each exercise that the plan leaves over.
"""

from __future__ import annotations

import functools
import html
import statistics
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from quellenkritik.course import cohort
from quellenkritik.course.cohort import Student

WORDS = Path("src") / "quellenkritik" / "tasks" / "words"
COHORT = Path("tests") / "cohort"


def front_matter(path: Path) -> dict[str, Any]:
    """Return the front matter of a page as plain data."""
    text = path.read_text(encoding="utf-8")
    return dict(yaml.safe_load(text[4 : text.index("\n---\n", 4)]))


def clocked(plan: Sequence[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Return the rows of a plan with the clock: ``('0-10', who, what)``."""
    rows, at = [], 0
    for step in plan:
        rows.append((f"{at}-{at + step['minutes']}", str(step["who"]), str(step["do"])))
        at += step["minutes"]
    return rows


def left_over(plan: Sequence[dict[str, Any]], minutes: dict[str, int]) -> dict[str, int]:
    """Return the minutes of each exercise that the plan does not give, never less than none."""
    given = {name: sum(s["minutes"] for s in plan if s.get("exercise") == name) for name in minutes}
    return {name: max(0, whole - given[name]) for name, whole in minutes.items()}


@functools.cache  # many pages ask, and the file does not change while they are built
def registry(root: Path) -> dict[str, dict[str, Any]]:
    """Return the entries of the registry by id."""
    data = yaml.safe_load((root / "solutions" / "exercises.yml").read_text(encoding="utf-8"))
    return {entry["id"]: entry for entry in data["exercises"]}


def title_of(root: Path, exercise: str, code: str) -> str:
    """Return the title of a misconception as its exercise has it; one that is not there stops the build."""
    words = yaml.safe_load((root / WORDS / f"{exercise}.yml").read_text(encoding="utf-8"))
    for entry in words["misconceptions"]:
        if entry["code"] == code:
            return str(entry["title"])
    raise ValueError(f"{exercise}.yml has no misconception '{code}'")


@functools.cache  # each session's page asks for all of them
def students_of(root: Path) -> tuple[Student, ...]:
    """Return the sample students."""
    return tuple(cohort.load(root / COHORT))


def earned(students: Iterable[Student], exercise: str, code: str) -> float | None:
    """Return what the sample student of a misconception must get: the one who shows fewest others beside it."""
    shown = [
        (len(e.codes), code not in s.name, s.name, e.total)
        for s in students
        if (e := s.expected.get(exercise)) and e.codes and code in e.codes
    ]
    return min(shown)[-1] if shown else None


def own_totals(students: Iterable[Student], exercise: str) -> list[float]:
    """Return what the sample students made for an exercise must get, from the lowest to the highest."""
    names = (f"sample-{exercise}-", f"sample-{exercise.replace('_', '-')}-")
    return sorted(
        s.expected[exercise].total for s in students if s.name.startswith(names) and exercise in s.expected
    )


def spread(totals: Sequence[float]) -> tuple[float, ...]:
    """Return lowest, quarter, middle, three quarters and highest of at least two totals."""
    return (min(totals), *statistics.quantiles(totals, n=4, method="inclusive"), max(totals))


def table(head: Sequence[str], rows: Iterable[Sequence[str]], label: str) -> nodes.raw:
    """Return a table that scrolls sideways by itself on a phone; all cells are plain text."""
    top = "".join(f"<th scope='col'>{html.escape(name)}</th>" for name in head)
    body = "".join(
        "<tr>"
        + f"<th scope='row'>{html.escape(row[0])}</th>"
        + "".join(f"<td>{html.escape(cell)}</td>" for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    text = f"<table class='qk-table'><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table>"
    box = (
        f"<div class='table-scroll' tabindex='0' role='region' aria-label='{html.escape(label)}'>{text}</div>"
    )
    return nodes.raw("", box, format="html")


class _Session(SphinxDirective):
    """What the directives share: the project's folder, the page's front matter, its exercises."""

    @property
    def root(self) -> Path:
        return Path(self.env.app.srcdir).parent

    @property
    def matter(self) -> dict[str, Any]:
        return front_matter(Path(self.env.doc2path(self.env.docname)))

    def entries(self) -> dict[str, dict[str, Any]]:
        """Return the session's exercises from the registry, in the order of the page."""
        self.env.note_dependency(str(self.root / "solutions" / "exercises.yml"))
        known = registry(self.root)
        return {name: known[name] for name in self.matter["exercises"]}


class SessionHead(_Session):
    """``{session-head}``: the session's exercises, and what students can do afterwards."""

    def run(self) -> list[nodes.Node]:
        """Return a list with an item an exercise."""
        items = nodes.bullet_list()
        for entry in self.entries().values():
            items += nodes.list_item("", nodes.paragraph("", "", *_announced(entry)))
        return [items]


def _announced(entry: dict[str, Any]) -> list[nodes.Node]:
    """Return an exercise in words: name, minutes, points, outcomes with their places in the three frameworks."""
    points, track = entry["points"], "" if entry["track"] == "core" else f", {entry['track']}"
    facts = f" ({entry['minutes']} minutes{track}; {points['auto']:g} points by machine, {points['manual']:g} by a person)."
    outcomes = "; ".join(
        f"{o['bloom']} {o['text']} (C3 {o['c3']}, EU {o['eu']}, KMK {o['kmk']})" for o in entry["outcomes"]
    )
    return [nodes.strong("", entry["title"]), nodes.Text(f"{facts} Afterwards they can {outcomes}.")]


class MinutePlan(_Session):
    """``{minute-plan}``: the plan with the clock."""

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        return [table(("minutes", "who", "what"), clocked(self.matter["plan"]), "Plan of the session")]


class Misconceptions(_Session):
    """``{misconceptions}``: what they may believe, what to say, and what a sample student earns with it."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        students, known = students_of(self.root), registry(self.root)
        rows = []
        for line in self.content:
            name, _, said = line.partition(": ")
            exercise, _, code = name.partition("/")
            self.env.note_dependency(str(self.root / WORDS / f"{exercise}.yml"))
            points = earned(students, exercise, code)
            most = known[exercise]["points"]["auto"]
            shown = "-" if points is None else f"{points:.1f} of {most:g}"
            rows.append((title_of(self.root, exercise, code), said, shown))
        head = ("what they may believe", "what to say", "a sample student earns")
        return [
            table(head, rows, "Misconceptions and what to say"),
            nodes.paragraph("", self.spreads(students)),
        ]

    def spreads(self, students: Sequence[Student]) -> str:
        """Return in a sentence where the middle half of each exercise's sample students lies."""
        said = []
        for name, entry in self.entries().items():
            if entry["track"] == "core":
                _, low, _, high, _ = spread(own_totals(students, name))
                said.append(f"{entry['title']} {low:.1f} to {high:.1f} of {entry['points']['auto']:g}")
        return f"The middle half of all sample students earns, by machine: {'; '.join(said)}."


class Homework(_Session):
    """``{homework}``: how many minutes of each exercise are left for home."""

    def run(self) -> list[nodes.Node]:
        """Return a list with a line an exercise."""
        entries = self.entries()
        minutes = {name: int(e["minutes"]) for name, e in entries.items()}
        items = nodes.bullet_list()
        for name, left in left_over(self.matter["plan"], minutes).items():
            optional = ", for those who program" if entries[name]["track"] == "bonus" else ""
            said = f"{entries[name]['title']}{optional}: about {left} of {minutes[name]} minutes are left."
            items += nodes.list_item("", nodes.paragraph("", said))
        return [items]


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.add_directive("session-head", SessionHead)
    app.add_directive("minute-plan", MinutePlan)
    app.add_directive("misconceptions", Misconceptions)
    app.add_directive("homework", Homework)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
