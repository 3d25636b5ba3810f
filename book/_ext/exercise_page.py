"""The page of an exercise: what is asked and given, what it is worth, and its files, from the registry and the sheet.

Directives: ``{exercise-card} ID``, ``{rubric-table}``, ``{include-figure} NAME``.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import yaml
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective
from sphinx.util.fileutil import copy_asset_file

from quellenkritik import tasks
from quellenkritik.course import classpages
from quellenkritik.course.pictures import FIGURES
from quellenkritik.course.project import Project
from quellenkritik.tasks.functions import is_function_task
from quellenkritik.tasks.given import Given


def _root(directive: SphinxDirective) -> Path:
    return Path(directive.env.app.srcdir).parent


def _raised(picture: str) -> str:
    """Return the picture of a sheet with its headings right below the page's: in a notebook they stand one level lower."""
    return re.sub(r"<(/?)h([3-6])\b", lambda found: f"<{found[1]}h{int(found[2]) - 1}", picture)


def _handed(root: Path) -> Path:
    """Return the folder with the notebooks and sheets: the public ones, or those of the class."""
    return classpages.handed(Project(root)).folder


def _yaml(path: Path) -> Any:  # noqa: ANN401
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def _entry(root: Path, ident: str) -> dict[str, Any]:
    for entry in _yaml(root / "solutions" / "exercises.yml")["exercises"]:
        if entry["id"] == ident:
            return dict(entry)
    raise ValueError(f"solutions/exercises.yml has no exercise '{ident}'")


class ExerciseDirective(SphinxDirective):
    """``{exercise-card} pivot``: the facts of one exercise and its files to take away."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return a definition list of the facts and a list of files."""
        root, ident = _root(self), self.arguments[0]
        entry = _entry(root, ident)
        points = entry["points"]
        facts = nodes.bullet_list()
        for line in (
            f"Question: {entry['question']}",
            f"Minutes: about {entry['minutes']}",
            f"Points: {points['auto']:g} by machine, {points['manual']:g} by a person"
            + (", on top of the others" if entry["track"] == "bonus" else ""),
        ):
            facts += nodes.list_item("", nodes.paragraph("", line))
        files = self.files(root, entry["topic"], ident)
        # The browser edition has the practice notebooks, which are not those of a class.
        own = classpages.handed(Project(root)).name
        browser = nodes.comment() if own else self.in_the_browser(ident)
        return [facts, files, browser, *self.given(root, entry["topic"], ident)]

    def given(self, root: Path, topic: str, ident: str) -> list[nodes.Node]:
        """Return the given material as the notebook shows it, in a part that scrolls sideways on a phone."""
        sheet = _yaml(_handed(root) / topic / f"{ident}.sheet.yml")
        picture = _raised(Given(sheet)._repr_html_())
        label = html.escape(f"What you are given in {ident}")
        box = (
            f'<div class="given table-scroll" tabindex="0" role="region" aria-label="{label}">{picture}</div>'
        )
        title = nodes.rubric("", "What you are given", level=2)
        return [title, nodes.raw("", box, format="html")]

    def files(self, root: Path, topic: str, ident: str) -> nodes.Node:
        """Return the list of downloads: the notebook and its sheet."""
        box = nodes.bullet_list()
        for suffix, text in (
            (".ipynb", "the notebook"),
            (".sheet.yml", "its sheet (what is given, as data)"),
        ):
            path = _handed(root) / topic / f"{ident}{suffix}"
            if not path.is_file():
                raise ValueError(f"{path.relative_to(root)} is missing; run: qk release")
            self.env.note_dependency(str(path))
            link = nodes.reference("", f"Download {text}", refuri=self._keep(path), classes=["download"])
            box += nodes.list_item("", nodes.paragraph("", "", link))
        return box

    def in_the_browser(self, ident: str) -> nodes.Node:
        """Return the way to the notebook in the browser; hidden until ``qk site`` has put that beside the pages."""
        address = "../" * self.env.docname.count("/") + f"lite/notebooks/index.html?path={ident}.ipynb"
        phone = (
            "on a phone it is slow, and a computer is the better place"
            if is_function_task(tasks.task(ident))
            else "on a phone the form on this page is the better way"
        )
        words = (
            f'It loads up to <span class="qk-browser-size">0</span> MB once; {phone}. '
            "Your work is kept in this browser only: to keep it, and to hand it in, "
            "download the notebook there (menu File, Download)."
        )
        link = f'<a href="{address}">Open the notebook in the browser</a>'
        return nodes.raw("", f'<p class="qk-browser" hidden="hidden">{link}. {words}</p>', format="html")

    def _keep(self, path: Path) -> str:
        target = Path(self.env.app.outdir) / "_downloads" / "exercises"
        target.mkdir(parents=True, exist_ok=True)
        copy_asset_file(str(path), str(target))
        depth = self.env.docname.count("/")
        return "../" * depth + f"_downloads/exercises/{path.name}"


def _sample(level: dict[str, Any]) -> str:
    """Return a sample answer; what it has in German is named under ``german`` and gets its language."""
    text = html.escape(level["sample"])
    for words in level.get("german", ()):
        if (part := html.escape(words)) not in text:
            raise ValueError(f"solutions/rubric.yml: '{words}' does not stand in its sample")
        text = text.replace(part, f'<span lang="de">{part}</span>', 1)
    return text


class RubricDirective(SphinxDirective):
    """``{rubric-table}``: the rubric with its sample answers, from ``solutions/rubric.yml``."""

    def run(self) -> list[nodes.Node]:
        """Return one section per criterion."""
        path = _root(self) / "solutions" / "rubric.yml"
        self.env.note_dependency(str(path))
        out: list[nodes.Node] = []
        for criterion in _yaml(path)["criteria"]:
            out.append(nodes.rubric("", criterion["title"], level=2))
            out.append(nodes.paragraph("", criterion["question"]))
            rows = "".join(
                f"<tr><th scope='row'>{lv['level']}</th><td>{html.escape(lv['descriptor'])}</td>"
                f"<td><em>{_sample(lv)}</em></td></tr>"
                for lv in criterion["levels"]
            )
            head = "<thead><tr><th scope='col'>level</th><th scope='col'>what it looks like</th>"
            head += "<th scope='col'>sample</th></tr></thead>"
            table = f"<div class='table-scroll' tabindex='0' role='region' aria-label='{html.escape(criterion['title'])}'>"
            out.append(
                nodes.raw(
                    "",
                    f"{table}<table class='qk-table'>{head}<tbody>{rows}</tbody></table></div>",
                    format="html",
                )
            )
        return out


class FigureDirective(SphinxDirective):
    """``{include-figure} NAME``: an inline SVG from ``book/figures``, and below it the same in words, folded.

    In the page the description leaves the drawing: as a list it can be gone through, and each word has its language.
    """

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the figure; the narrow variant NAME-narrow.svg is used on a phone where it exists."""
        folder = Path(self.env.app.srcdir) / "figures"
        out = ""
        names = [(self.arguments[0], "wide"), (f"{self.arguments[0]}-narrow", "narrow")]
        found = [(folder / f"{name}.svg", kind) for name, kind in names if (folder / f"{name}.svg").is_file()]
        if not found:
            raise ValueError(f"book/figures/{self.arguments[0]}.svg is missing")
        for path, kind in found:
            self.env.note_dependency(str(path))
            extra = f" qk-{kind}" if len(found) > 1 else ""
            svg = self.pointing(path.read_text(encoding="utf-8"))
            out += f"<figure class='qk-figure{extra}'>{svg}</figure>"
        words = FIGURES[self.arguments[0]]().in_words(f"{self.arguments[0]}-in-words")
        return [nodes.raw("", out + words, format="html")]

    def pointing(self, svg: str) -> str:
        """Return the drawing with its title as its name, and a pointer to the words below it."""
        svg = re.sub(r"<desc\b.*?</desc>", "", svg, count=1, flags=re.DOTALL)
        name = f'aria-details="{self.arguments[0]}-in-words"'
        return re.sub(r'aria-labelledby="(\S+) \S+"', rf'aria-labelledby="\1" {name}', svg, count=1)


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directives."""
    app.add_directive("exercise-card", ExerciseDirective)
    app.add_directive("rubric-table", RubricDirective)
    app.add_directive("include-figure", FigureDirective)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
