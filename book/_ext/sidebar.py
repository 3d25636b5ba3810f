"""The list of pages beside each page, written straight from the table of contents.

The theme makes it by resolving the whole tree for every page and parsing the result again: that is half the time of a
build, and two hundred names of sources on every page. Here a branch of many pages lists only the page being read; its own
page lists them all.
"""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

MOST = 12
"""A branch with more pages is not opened out in the list."""
TOGGLE = '<span class="toctree-toggle" role="presentation"><i class="fa-solid fa-chevron-down"></i></span>'


@dataclass(frozen=True)
class Sidebar:
    """The list as one page shows it; ``address`` makes the relative address of another page."""

    env: BuildEnvironment
    page: str
    address: Callable[[str], str]

    def markup(self) -> str:
        """Return the parts with their captions, as the theme's style expects them."""
        site = self.env.external_site_map  # type: ignore[attr-defined] # set by sphinx-external-toc
        out = []
        for part in site.root.subtrees:
            names = [name.removesuffix(".md") for name in part.files()]
            caption = f'<span class="caption-text">{html.escape(part.caption or "")}</span>'
            out.append(f'<p aria-level="2" class="caption" role="heading">{caption}</p>')
            current = "current " if any(map(self.holds, names)) else ""
            entries = "".join(self.entry(name, 1) for name in names)
            out.append(f'<ul class="{current}nav bd-sidenav">\n{entries}</ul>')
        return "\n".join(out)

    def holds(self, name: str) -> bool:
        """Say whether a branch has the page being read."""
        return name == self.page or any(map(self.holds, self.below(name)))

    def below(self, name: str) -> list[str]:
        """Return the pages right below a page."""
        return list(self.env.toctree_includes.get(name, ()))

    def entry(self, name: str, level: int) -> str:
        """Return one page of the list, with those below it."""
        children, here = self.below(name), self.holds(name)
        if len(children) > MOST:
            children = [child for child in children if self.holds(child)]
        classes = [f"toctree-l{level}", *(["current", "active"] if here else [])]
        title = html.escape(self.env.titles[name].astext())
        current, href = ("current ", "#") if name == self.page else ("", self.address(name))
        link = f'<a class="{current}reference internal" href="{href}">{title}</a>'
        if not children:
            return f'<li class="{" ".join(classes)}">{link}</li>\n'
        inner = "".join(self.entry(child, level + 1) for child in children)
        words = f'<summary aria-label="Pages below: {title}">{TOGGLE}</summary>'
        opened, inside = (' open="open"', ' class="current"') if here else ("", "")
        return (
            f'<li class="{" ".join(classes)} has-children">{link}'
            f"<details{opened}>{words}<ul{inside}>\n{inner}</ul>\n</details></li>\n"
        )


def spare(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Let the theme, which tries every part of a page for being empty, find no tree that it would resolve."""
    context["toctree"] = lambda **options: ""


def use(app: Sphinx, page: str, template: str, context: dict[str, Any], doctree: object) -> None:
    """Put the list in the place of the theme's."""

    def address(name: str) -> str:
        return str(app.builder.get_relative_uri(page, name))

    text = Sidebar(app.env, page, address).markup()
    context["generate_toctree_html"] = lambda *words, **options: text


def outdated(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return all pages where the list has changed since the last build, so that none keeps the old one."""
    titles = [
        (name, env.titles[name].astext(), env.toctree_includes.get(name)) for name in sorted(env.found_docs)
    ]
    now = repr(titles)
    before, env.qk_sidebar = getattr(env, "qk_sidebar", None), now  # type: ignore[attr-defined] # ours, kept with the rest
    return [] if before in (None, now) else sorted(env.found_docs)


def setup(app: Sphinx) -> dict[str, Any]:
    """Stand before the theme's own function (at 500) and after it."""
    app.connect("env-updated", outdated)
    app.connect("html-page-context", spare, priority=400)
    app.connect("html-page-context", use, priority=910)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
