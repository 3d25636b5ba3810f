"""The ways through the whole course, from ``book/paths.yml``, the chapters' front matter and the registry; no sum is typed.

Directives: ``{course-length}`` in a sentence what the three ways come to; ``{course-ways}`` that, and the chapters with
their minutes; ``{six-sessions}`` the cut to six sessions, with what is left for home.
"""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import ways
from chapter import front_matter
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

HEAD = ("chapter", "short", "session", "at home", "long")
Registry = Mapping[str, Mapping[str, Any]]


def hours(minutes: int) -> str:
    """Return minutes as hours and minutes: ``3 h``, ``12 h 20 min``, ``50 min``."""
    whole, rest = divmod(minutes, 60)
    return " ".join(part for part in (f"{whole} h" if whole else "", f"{rest} min" if rest else "") if part)


def left(given: Mapping[str, int], own: Registry) -> dict[str, int]:
    """Return the minutes of each core exercise that are left for home; the optional ones are not counted."""
    core = {name: entry for name, entry in own.items() if entry["track"] != "bonus"}
    return {name: entry["minutes"] - given.get(name, 0) for name, entry in core.items()}


def of_chapter(chapter: str, known: Registry) -> dict[str, Any]:
    """Return the exercises of a chapter."""
    return {name: entry for name, entry in known.items() if entry["chapter"] == chapter}


def row(entry: Mapping[str, Any], matter: Mapping[str, Any], known: Registry) -> list[int]:
    """Return the minutes of a chapter: short, in the session, at home, long."""
    minutes, own = matter["minutes"], of_chapter(entry["chapter"], known)
    if "alone" in entry:  # read before the first meeting
        return [minutes["S"], 0, minutes[entry["alone"]], minutes["L"]]
    given = {name: one.get("M", 0) for name, one in matter["paths"]["exercises"].items()}
    return [minutes["S"], minutes["M"], sum(left(given, own).values()), minutes["L"]]


def six_problems(
    part: Mapping[str, Any], chapters: Mapping[int, str], matters: Registry, known: Registry
) -> list[str]:
    """Return what is wrong with a merged session, in words."""
    merged = [chapters[number] for number in part["merges"]]
    own = [name for chapter in merged for name in of_chapter(chapter, known)]
    found = [f"there is no exercise '{name}' in {merged}" for name in part["exercises"] if name not in own]
    for chapter, given in part["sections"].items():
        there = matters[chapter]["paths"]["sections"] if chapter in merged else {}
        found += [f"{chapter} has no section '{name}'" for name in given if name not in there]
    came = sum(
        sum(given.values()) for given in (*part["sections"].values(), part["exercises"], part["besides"])
    )
    return found + (
        [f"the steps take {came} minutes of {part['minutes']}"] if came != part["minutes"] else []
    )


class _Course(SphinxDirective):
    """What both directives read."""

    def read(self) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        """Return the ways through the course, the front matter of each chapter, the registry."""
        root = Path(self.env.app.srcdir).parent
        course = ways.data(root)
        pages = {one["chapter"]: root / "book" / f"{one['chapter']}.md" for one in course["course"]}
        for path in (root / "book" / "paths.yml", root / "solutions" / "exercises.yml", *pages.values()):
            self.env.note_dependency(str(path))
        return course, {name: front_matter(path) for name, path in pages.items()}, ways.exercises(root)

    def link(self, chapter: str) -> nodes.Node:
        """Return a link to a chapter, with its title."""
        return ways.to_page(chapter, title(Path(self.env.app.srcdir) / f"{chapter}.md"), self.env.docname)


def title(path: Path) -> str:
    """Return the title of a page, its first heading."""
    return next(line[2:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# "))


class CourseLength(_Course):
    """``{course-length}``: in words what the three ways come to."""

    def run(self) -> list[nodes.Node]:
        """Return the sentence."""
        return [nodes.paragraph("", length(self.sums(*self.read())))]

    def sums(self, course: Mapping[str, Any], matters: Registry, known: Registry) -> list[int]:
        """Return the minutes of all chapters: short, in the sessions, at home, long."""
        rows = (row(one, matters[one["chapter"]], known) for one in course["course"])
        return [sum(column) for column in zip(*rows, strict=True)]


def length(sums: Sequence[int]) -> str:
    """Return in words how long the three ways through the course are."""
    short, session, home, long = map(hours, sums)
    return (
        f"The whole course takes {short} on the short way, {session} in class and about {home} at home in sessions, "
        f"and {long} on the long way."
    )


class CourseWays(CourseLength):
    """``{course-ways}``: a table of the chapters, and in words what the three ways come to."""

    def run(self) -> list[nodes.Node]:
        """Return the sentence and the table."""
        course, matters, known = self.read()
        sums = self.sums(course, matters, known)
        cells = []
        for one in course["course"]:
            numbers = row(one, matters[one["chapter"]], known)
            cells.append((self.cell(one["chapter"]), *(str(n or "-") for n in numbers)))
        return [nodes.paragraph("", length(sums)), nodes.raw("", table(cells, sums), format="html")]

    def cell(self, chapter: str) -> str:
        """Return the link to a chapter for the table."""
        to = self.env.app.builder.get_relative_uri(self.env.docname, chapter)
        name = title(Path(self.env.app.srcdir) / f"{chapter}.md")
        return f"<a href='{html.escape(to)}'>{html.escape(name)}</a>"


def table(rows: Sequence[tuple[str, ...]], sums: Sequence[int]) -> str:
    """Return the table of the course; the first cell of a row is HTML."""
    top = "".join(f"<th scope='col'>{name}</th>" for name in HEAD)
    body = "".join(
        f"<tr><th scope='row'>{first}</th>" + "".join(f"<td>{cell}</td>" for cell in rest) + "</tr>"
        for first, *rest in rows
    )
    foot = (
        "<tr><th scope='row'>minutes in all</th>" + "".join(f"<td>{number}</td>" for number in sums) + "</tr>"
    )
    inner = f"<thead><tr>{top}</tr></thead><tbody>{body}</tbody><tfoot>{foot}</tfoot>"
    label = "Minutes of each chapter on the three ways"
    return (
        f"<div class='table-scroll' tabindex='0' role='region' aria-label='{label}'>"
        f"<table class='qk-table qk-course'>{inner}</table></div>"
    )


class SixSessions(_Course):
    """``{six-sessions}``: a list of the six, each with what is done in class and what is left for home."""

    def run(self) -> list[nodes.Node]:
        """Return the list and, in words, what it comes to."""
        self.course, self.matters, self.known = self.read()
        self.chapters = {one["session"]: one["chapter"] for one in self.course["course"]}
        items, home, whole = nodes.enumerated_list(enumtype="arabic", prefix="", suffix="."), 0, 0
        for part in self.course["six"]:
            said, here, away = (
                self.merged(part) if len(part["merges"]) > 1 else self.single(part["merges"][0])
            )
            items += nodes.list_item("", *said)
            whole, home = whole + here, home + away
        words = f"Six sessions: {hours(whole)} in class, and at home about {hours(home)} besides session 0."
        return [items, nodes.paragraph("", words)]

    def single(self, number: int) -> tuple[list[nodes.Node], int, int]:
        """Return a session that stays as it is: in words, its minutes, those left for home."""
        chapter = self.chapters[number]
        _, here, away, _ = row({"chapter": chapter}, self.matters[chapter], self.known)
        said = nodes.Text(f": session {number} as it is. In class {here} minutes, at home about {away}.")
        return [nodes.paragraph("", "", self.link(chapter), said)], here, away

    def merged(self, part: Mapping[str, Any]) -> tuple[list[nodes.Node], int, int]:
        """Return a merged session: what is read, what is begun, what is left for home."""
        if wrong := six_problems(part, self.chapters, self.matters, self.known):
            raise ExtensionError(f"paths.yml, sessions {part['merges']}: " + "; ".join(wrong))
        first, second = (self.chapters[number] for number in part["merges"])
        away = left(part["exercises"], of_chapter(first, self.known) | of_chapter(second, self.known))
        numbers = " and ".join(map(str, part["merges"]))
        top = nodes.paragraph("", "", self.link(first), nodes.Text(" and "), self.link(second))
        top += nodes.Text(f": sessions {numbers} in one.")
        return [top, self.lines(part, away)], part["minutes"], sum(away.values())

    def lines(self, part: Mapping[str, Any], away: Mapping[str, int]) -> nodes.bullet_list:
        """Return what is read, done and left of a merged session, a line each."""
        read = (f"{name} {n}" for given in part["sections"].values() for name, n in given.items())
        done = (f"{self.known[name]['title']} {n}" for name, n in part["exercises"].items())
        rest = (f"{self.course['besides'][name]} {n}" for name, n in part["besides"].items())
        home = (f"{self.known[name]['title']} {n}" for name, n in away.items() if n)
        said = (
            f"Read in class: {'; '.join(read)}.",
            f"Begun in class: {', '.join(done)}; {', '.join(rest)}. With the reading {part['minutes']} minutes.",
            f"At home, about {sum(away.values())} minutes: {', '.join(home)}.",
        )
        return nodes.bullet_list("", *[nodes.list_item("", nodes.paragraph("", one)) for one in said])


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.add_directive("course-length", CourseLength)
    app.add_directive("course-ways", CourseWays)
    app.add_directive("six-sessions", SixSessions)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
