"""The few SVG pieces that the figures are made of: elements, wrapped text, the frame with its style sheet.

Every figure carries ``<title>`` and ``<desc>``, uses system fonts and follows the theme of the page: standing alone
it obeys ``prefers-color-scheme``, inside a page it obeys ``data-theme`` of the root element.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass

from quellenkritik.figures.palette import DARK, LIGHT
from quellenkritik.register.tongues import marked

SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'DejaVu Sans', sans-serif"
SERIF = "Charter, 'Iowan Old Style', Georgia, 'Noto Serif', 'DejaVu Serif', serif"


@dataclass(frozen=True)
class Figure:
    """A drawn figure: ``svg`` to show, ``alternative`` the same in words, one line each."""

    svg: str
    title: str
    alternative: tuple[str, ...]

    def _repr_html_(self) -> str:
        """Return the figure with its text alternative folded below it, as a notebook shows it."""
        return f"{self.svg}{self.in_words()}"

    def in_words(self, id_: str = "") -> str:
        """Return the text alternative, folded; words of other languages have their language."""
        lines = "".join(f"<li>{marked(escape(line))}</li>" for line in self.alternative)
        given = f' id="{html.escape(id_)}"' if id_ else ""
        return f'<details class="qk-in-words"{given}><summary>The figure in words</summary><ul>{lines}</ul></details>'


def escape(words: str) -> str:
    """Return words as the text of an element (``xml.sax`` would do the same, and load the network on the way)."""
    return html.escape(words, quote=False)


def element(name: str, *children: str, **attributes: str | float) -> str:
    """Return one element; ``_`` in an attribute name stands for ``-``, a trailing one is dropped (``class_``)."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{html.escape(number(value))}"'
        for key, value in attributes.items()
    )
    return f"<{name}{given}>{''.join(children)}</{name}>" if children else f"<{name}{given}/>"


def number(value: str | float) -> str:
    """Return a coordinate with at most one decimal, so that the same figure is the same bytes everywhere."""
    return value if isinstance(value, str) else f"{round(value, 1):g}"


def text(x: float, y: float, words: str, class_: str, **attributes: str | float) -> str:
    """Return one line of text, escaped."""
    return element("text", escape(words), x=x, y=y, class_=class_, **attributes)


def lines_of(x: float, y: float, lines: Iterable[str], class_: str, **attributes: str | float) -> list[str]:
    """Return lines of text one below the other, 18 pixels apart."""
    return [text(x, y + 18 * i, line, class_, **attributes) for i, line in enumerate(lines)]


def wrap(words: str, width: int) -> list[str]:
    """Return the words in lines of at most ``width`` characters; a longer word stands alone."""
    lines: list[str] = []
    for word in words.split():
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


def figure(
    name: str, width: float, height: float, title: str, body: Iterable[str], alternative: Iterable[str]
) -> Figure:
    """Return the whole figure; ``name`` makes its element ids unique on a page."""
    words = tuple(alternative)
    svg = element(
        "svg",
        element("title", escape(title), id=f"{name}-title"),
        element("desc", escape(" ".join(words)), id=f"{name}-desc"),
        element("style", _STYLE),
        element("rect", class_="paper", width=width, height=height, rx=10),
        *body,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=width,
        role="img",
        class_="qk-svg",
        aria_labelledby=f"{name}-title {name}-desc",
    )
    return Figure(svg, title, words)


def _variables(colours: dict[str, str]) -> str:
    return "".join(f"--fig-{name}:{colour};" for name, colour in colours.items())


_ROOT = ".qk-svg"
_STYLE = "\n".join(
    [
        f"{_ROOT}{{{_variables(LIGHT)}max-width:100%;height:auto;font-family:{SANS}}}",
        f"@media (prefers-color-scheme:dark){{{_ROOT}{{{_variables(DARK)}}}}}",
        f"html[data-theme=light] {_ROOT}{{{_variables(LIGHT)}}}",
        f"html[data-theme=dark] {_ROOT}{{{_variables(DARK)}}}",
        f"{_ROOT} .paper{{fill:var(--fig-paper)}}",
        f"{_ROOT} .card{{fill:var(--fig-card);stroke:var(--fig-faint)}}",
        f"{_ROOT} .document{{fill:var(--fig-warm-wash);stroke:var(--fig-warm)}}",
        f"{_ROOT} .agency{{fill:var(--fig-cool-wash);stroke:var(--fig-cool)}}",
        f"{_ROOT} .press{{fill:var(--fig-card);stroke:var(--fig-rule)}}",
        f"{_ROOT} .unseen{{fill:none;stroke:var(--fig-rule);stroke-dasharray:2 3}}",
        f"{_ROOT} .line{{fill:none;stroke:var(--fig-rule);stroke-width:1.5}}",
        f"{_ROOT} .unsure{{stroke-dasharray:5 4}}",
        f"{_ROOT} .tip{{fill:var(--fig-rule)}}",
        f"{_ROOT} .warm-bar{{fill:var(--fig-warm)}}",
        f"{_ROOT} .cool-bar{{fill:var(--fig-cool)}}",
        f"{_ROOT} text{{fill:var(--fig-ink);font-size:13px}}",
        f"{_ROOT} .head{{font-size:14px;font-weight:600}}",
        f"{_ROOT} .soft{{fill:var(--fig-soft);font-size:12px}}",
        f"{_ROOT} .title{{font-size:17px;font-weight:600}}",
        f"{_ROOT} .note{{font-size:12.5px}}",
        f"{_ROOT} .words{{font-family:{SERIF};font-size:23px}}",
        f"{_ROOT} .words.small{{font-size:20px}}",
        f"{_ROOT} .warm{{fill:var(--fig-warm);font-weight:700;text-decoration:underline;text-decoration-thickness:2px}}",
        f"{_ROOT} .cool{{fill:var(--fig-cool);font-weight:700;font-style:italic}}",
    ]
)
