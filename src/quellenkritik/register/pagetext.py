"""The visible text of a page, with the standard library alone."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_HIDDEN = frozenset({"script", "style", "noscript", "template", "svg"})
# Elements inside a word or a line; every other element parts words.
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "em", "font", "i", "ins", "mark", "q", "s", "small"}
)
_INLINE |= {"span", "strong", "sub", "sup", "u", "wbr"}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)


class _Visible(HTMLParser):
    """Collects the text outside hidden elements."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.hidden: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Part words at a block; go into a hidden element."""
        if tag in _HIDDEN:
            self.hidden.append(tag)
        if tag not in _INLINE:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Part words at the end of a block; come out of a hidden element and of what was left open in it."""
        if tag in self.hidden:
            while self.hidden.pop() != tag:
                pass
        if tag not in _INLINE:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        """Keep what can be seen."""
        if not self.hidden:
            self.parts.append(data)


def visible_text(html: str) -> str:
    """Return what a reader sees of an HTML page, blocks parted by spaces; broken markup is read as far as it goes."""
    page = _Visible()
    page.feed(html)
    page.close()
    return "".join(page.parts)


def decode(body: bytes, stated: str | None) -> str | None:
    """Return the text of a body: by the charset of the reply, of the page's head, or as UTF-8; ``None`` if none fits.

    A stated charset that does not fit the bytes is not believed.
    """
    in_page = _CHARSET.search(body[:4096])
    named = [stated, in_page.group(1).decode("ascii") if in_page else None, "utf-8"]
    for charset in dict.fromkeys(name for name in named if name):
        try:
            return body.decode(charset)
        except (LookupError, UnicodeDecodeError):
            continue
    return None
