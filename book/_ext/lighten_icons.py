"""The theme's icons as drawings in the page, in the place of a script of a megabyte and a half and its fonts.

Shapes and style come from the icon package that the theme brings (Font Awesome Free, icons CC BY 4.0, code MIT); the markup
is what its script would make of each ``<i class="fa-solid fa-...">``. A page carries the shapes that it shows, each once.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from urllib.parse import quote

STYLES = {"fa", "fas", "fa-solid", "far", "fa-regular"}
SIZES = re.compile(r"fa-(?:lg|sm|xs|xl|fw|\dx)$")
CREDIT = "<!-- icons: Font Awesome Free (https://fontawesome.com), CC BY 4.0 -->"
_ELEMENT = re.compile(r"<(i|span)((?:\s+[\w-]+=\"[^\"]*\")*\s+class=\"[^\"]*\bfa-[^\"]*\"[^>]*)>\s*</\1>")
_ATTRIBUTE = re.compile(r"([\w-]+)=\"([^\"]*)\"")
_SHAPE = re.compile(r"\"?([\w-]+)\"?:\[(\d+),(\d+),\[([^\]]*)\],\"([0-9a-f]+)\",\"(M[^\"]+)\"\]")
_GLYPH = re.compile(r"\.fa-[\w-]+::?before(?:,\.fa-[\w-]+::?before)*\{content:[^}]*\}")
_STYLE = re.compile(r"'((?:[^'\\]|\\.)*\.svg-inline--fa\{(?:[^'\\]|\\.)*)'")


@dataclass(frozen=True)
class Shape:
    """One icon: its field, and the line around it."""

    width: int
    height: int
    path: str

    def address(self) -> str:
        """Return the shape as something a stylesheet can use as a mask."""
        box = f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {self.width} {self.height}'>"
        return f'url("data:image/svg+xml,{quote(box + f"<path d={self.path!r}/></svg>", safe=" =:/")}")'


@dataclass(frozen=True)
class Icons:
    """All icons of the package, by name and by the code of their character; and the style that its script sets."""

    shapes: dict[str, Shape]
    codes: dict[str, Shape]
    style: str


def read(script: str) -> Icons:
    """Read the package's script. Where two styles draw the same name, the solid one stands last and is taken."""
    shapes, codes = {}, {}
    for name, width, height, others, code, path in _SHAPE.findall(script):
        shape = Shape(int(width), int(height), path)
        codes[code] = shape
        for one in (name, *re.findall(r"\"([\w-]+)\"", others)):
            shapes[one] = shape
    style = _STYLE.search(script)
    if not shapes or style is None:
        raise ValueError(
            "fontawesome.js of the theme has no icons where they are looked for; see lighten_icons.py"
        )
    return Icons(shapes, codes, style.group(1))


def drawn(page: str, icons: Icons) -> str:
    """Return a page with its icons drawn; the shapes stand once, at the start of the body."""
    used: dict[str, Shape] = {}

    def draw(found: re.Match[str]) -> str:
        given = dict(_ATTRIBUTE.findall(found.group(2)))
        classes = given.pop("class").split()
        name = next(c for c in classes if c.startswith("fa-") and c not in STYLES and not SIZES.match(c))[3:]
        used[name] = shape = icons.shapes[name]
        kept = [c for c in classes if c not in STYLES]
        title = given.pop("title", "")
        given = {"class": " ".join(["svg-inline--fa", *kept]), **given, "aria-hidden": "true"}
        words = " ".join(f'{key}="{value}"' for key, value in given.items())
        inside = (f"<title>{html.escape(title)}</title>" if title else "") + f'<use href="#fa-{name}"/>'
        return f'<svg {words} viewBox="0 0 {shape.width} {shape.height}">{inside}</svg>'

    text = _ELEMENT.sub(draw, page)
    if not used:
        return text
    paths = "".join(
        f'<path id="fa-{name}" fill="currentColor" d="{s.path}"/>' for name, s in sorted(used.items())
    )
    shelf = f'{CREDIT}<svg width="0" height="0" style="position:absolute" aria-hidden="true"><defs>{paths}</defs></svg>'
    return re.sub(r"<body[^>]*>", lambda body: body.group() + shelf, text, count=1)


def masked(style: str, icons: Icons) -> str:
    """Return a stylesheet in which the characters of the icon font are drawn as masks instead."""
    named = dict(re.findall(r"(--pst-icon-[\w-]+):\s*\"\\?([^\"]+)\"", style))
    for name, other in re.findall(r"(--pst-icon-[\w-]+):var\((--pst-icon-[\w-]+)\)", style):
        named[name] = named.get(other, "")

    def glyph(character: str) -> str:
        code = (
            character.lstrip("\\") if re.fullmatch(r"\\?[0-9a-f]{4}", character) else f"{ord(character[0]):x}"
        )
        shape = icons.codes.get(code)
        return f'content:"";--qk-icon:{shape.address()}' if shape else 'content:""'

    def by_name(found: re.Match[str]) -> str:
        return glyph(named[found.group(1)]) if named.get(found.group(1)) else found.group()

    style = _GLYPH.sub("", style)  # an icon that is an element of its own is drawn in the page
    style = re.sub(r"content:\s*var\((--pst-icon-[\w-]+)\)", by_name, style)
    style = re.sub(r"content:\s*\"(\\f[0-9a-f]{3}|[\uf000-\uf8ff])\"", lambda m: glyph(m.group(1)), style)
    mask = "box-sizing:content-box;mask:var(--qk-icon) center/contain no-repeat content-box"
    both = f"background:currentColor;display:inline-block;height:1em;width:1em;{mask}"
    return re.sub(
        r"font:\s*var\(--fa-font-solid\)|font-family:\s*Font Awesome\\ 6 Free;font-weight:900",
        lambda _: both,
        style,
    )
