"""Three ways through a chapter, short, session and long: which sections, which exercises, how many minutes.

Front matter of a chapter: ``minutes: {S, M, L}`` and ``paths`` with ``sections`` (heading: minutes by way), ``exercises``
(id: minutes by way) and ``besides`` (what else takes time). Everything is checked when the page is read: a heading that is
not there, an exercise of another chapter or minutes that do not add up stop the build. The box at the head of the chapter
gets the three ways as links, and each section a line that says whether it is on the short way and where that goes on.
``course_ways`` has the pages on the ways through the whole course.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import yaml
from chapter import front_matter
from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

WAYS = {"S": "Short way", "M": "Session", "L": "Long way"}
STEPS = ("sections", "exercises", "besides")
Minutes = Mapping[str, Mapping[str, int]]


def data(root: Path) -> dict[str, Any]:
    """Return the ways through the course, ``book/paths.yml``."""
    return dict(yaml.safe_load((root / "book" / "paths.yml").read_text(encoding="utf-8")))


def exercises(root: Path) -> dict[str, dict[str, Any]]:
    """Return the entries of the registry by id."""
    text = (root / "solutions" / "exercises.yml").read_text(encoding="utf-8")
    return {entry["id"]: entry for entry in yaml.safe_load(text)["exercises"]}


def total(steps: Minutes, way: str) -> int:
    """Return the minutes that steps take on a way."""
    return sum(given.get(way, 0) for given in steps.values())


def problems(
    matter: Mapping[str, Any], headings: Iterable[str], own: Mapping[str, Any], besides: Iterable[str]
) -> list[str]:
    """Return what is wrong with the ways of a chapter, in words; ``own`` are the exercises of this chapter."""
    paths, known = (
        matter["paths"],
        {"sections": set(headings), "exercises": set(own), "besides": set(besides)},
    )
    found = [
        f"{kind}: there is no '{name}'" for kind in STEPS for name in paths[kind] if name not in known[kind]
    ]
    for way, wanted in matter["minutes"].items():
        came = sum(total(paths[kind], way) for kind in STEPS)
        if came != wanted:
            found.append(f"way {way}: the steps take {came} minutes, and the chapter says {wanted}")
    for name, given in paths["sections"].items():
        if sorted(given, key="SML".index) != list("SML"[-len(given) :]):
            found.append(f"sections: '{name}' is on a shorter way and not on a longer one")
    for name, given in paths["exercises"].items():
        if name in own and given.get("L") != own[name]["minutes"]:
            found.append(f"exercises: the long way has all of {name}, {own[name]['minutes']} minutes")
    return found


# ---- the page of a chapter ----


def to_page(target: str, text: str, here: str) -> addnodes.pending_xref:
    """Return a link to another page of the book."""
    link = addnodes.pending_xref(
        "",
        refdomain="std",
        reftype="doc",
        reftarget=f"/{target}",
        refexplicit=True,
        refdoc=here,
        refwarn=True,
    )
    link += nodes.inline("", text, classes=["doc"])
    return link


def to_section(section: nodes.section) -> nodes.reference:
    """Return a link to a section of the same page, with its title."""
    return nodes.reference("", section[0].astext(), internal=True, refid=section["ids"][0])


def counted(number: int) -> str:
    """Return minutes in words."""
    return "1 minute" if number == 1 else f"{number} minutes"


def joined(parts: list[list[nodes.Node]]) -> list[nodes.Node]:
    """Return inline parts with semicolons between them and a full stop at the end."""
    out: list[nodes.Node] = []
    for number, part in enumerate(parts):
        out += [nodes.Text("; ")] if number else []
        out += part
    return [*out, nodes.Text(".")]


def _exercise_parts(
    way: str, matter: Mapping[str, Any], known: Mapping[str, Any], here: str
) -> list[list[nodes.Node]]:
    out: list[list[nodes.Node]] = []
    for name, given in matter["paths"]["exercises"].items():
        if way in given:
            entry, whole = known[name], given[way] == known[name]["minutes"]
            share = "whole" if whole else "two items, aloud or for yourself" if way == "S" else "begun"
            link = to_page(f"{entry['topic']}/{name}", entry["title"], here)
            out.append([nodes.Text("exercise "), link, nodes.Text(f" ({share}), {given[way]}")])
    return out


def steps(
    way: str, matter: Mapping[str, Any], sections: Mapping[str, nodes.section], root: Path, here: str
) -> list[nodes.Node]:
    """Return one way through a chapter as inline nodes: sections, exercises and what else, each with its minutes."""
    paths = matter["paths"]
    on = {name: given[way] for name, given in paths["sections"].items() if way in given}
    if len(on) == len(paths["sections"]):
        parts = [[nodes.Text(f"the whole chapter, {sum(on.values())}")]]
    else:
        parts = [[to_section(sections[name]), nodes.Text(f" {number}")] for name, number in on.items()]
    parts += _exercise_parts(way, matter, exercises(root), here)
    words = data(root)["besides"]
    parts += [[nodes.Text(f"{words[n]}, {g[way]}")] for n, g in paths["besides"].items() if way in g]
    return joined(parts)


def head(
    matter: Mapping[str, Any], sections: Mapping[str, nodes.section], root: Path, here: str
) -> list[nodes.Node]:
    """Return the three ways for the box at the head of a chapter."""
    items = nodes.bullet_list(classes=["qk-ways"])
    for way, name in WAYS.items():
        said = nodes.strong("", f"{name}, {counted(matter['minutes'][way])}: ")
        items += nodes.list_item("", nodes.paragraph("", "", said, *steps(way, matter, sections, root, here)))
    link = to_page("start/choose-your-way", "All ways through the book", here)
    said = nodes.Text("Minutes are planned, not timed. ")
    more = nodes.paragraph("", "", said, link, nodes.Text("."), classes=["minutes"])
    return [nodes.rubric("", "Three ways through this chapter"), items, more]


def line(name: str, matter: Mapping[str, Any], sections: Mapping[str, nodes.section]) -> nodes.paragraph:
    """Return the line under the heading of a section: on the short way or not, and where that goes on."""
    given = matter["paths"]["sections"]
    order = list(given)
    later = [other for other in order[order.index(name) :] if "S" in given[other]]
    if "S" in given[name]:
        said: list[nodes.Node] = [nodes.Text(f"On the short way, {counted(given[name]['S'])}.")]
    elif later:
        link = to_section(sections[later[0]])
        said = [nodes.Text("Not on the short way, which goes on with "), link, nodes.Text(".")]
    else:
        rest = "goes on with the exercise" if matter["paths"]["exercises"] else "has ended before it"
        said = [nodes.Text(f"Not on the short way, which {rest}.")]
    return nodes.paragraph("", "", *said, classes=["qk-way"])


def _show(app: Sphinx, doctree: nodes.document) -> None:
    """Check the ways of a chapter and put them on its page."""
    here, root = app.env.docname, Path(app.srcdir).parent
    matter = front_matter(Path(app.env.doc2path(here)))
    if "paths" not in matter:
        return
    for path in ("book/paths.yml", "solutions/exercises.yml"):
        app.env.note_dependency(str(root / path))
    top = next(doctree.findall(nodes.section))
    sections = {one[0].astext(): one for one in top.children if isinstance(one, nodes.section)}
    own = {name: entry for name, entry in exercises(root).items() if entry["chapter"] == here}
    if wrong := problems(matter, sections, own, data(root)["besides"]):
        raise ExtensionError(f"{here}: " + "; ".join(wrong))
    box = next(one for one in doctree.findall(nodes.container) if "chapter-head" in one["classes"])
    box += head(matter, sections, root, here)
    for name in matter["paths"]["sections"]:
        sections[name].insert(1, line(name, matter, sections))


def setup(app: Sphinx) -> dict[str, Any]:
    """Show the ways on each chapter when it has been read."""
    app.connect("doctree-read", _show)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
