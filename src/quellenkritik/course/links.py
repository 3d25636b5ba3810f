"""Internal links of built pages: every address that a page leads to is there, and so is the place in it.

Sphinx checks what it resolves itself; what a directive or a template writes as HTML, nobody does. External addresses
are not looked at here; ``qk book --check-links`` asks them, and only warns.
"""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

_HIDDEN = re.compile(r"<!--.*?-->|(<script\b[^>]*>).*?</script>", re.S | re.I)
_LEADS = re.compile(r"\s(?:href|src)\s*=\s*(\"[^\"]*\"|'[^']*')", re.I)
_PLACE = re.compile(r"\s(?:id|name)\s*=\s*(\"[^\"]*\"|'[^']*')", re.I)
LATER = ("lite",)
"""Folders of the finished site that the build of the pages alone does not make."""


def broken(site: Path, later: tuple[str, ...] = ()) -> list[str]:
    """Return one line for each broken internal link of the pages under ``site``, in the order of the pages.

    ``later`` names folders of the site that are not there yet: what leads into them is not asked. Pages that other
    tools made (in a folder of ``LATER``, or below ``_static``) are targets only.
    """
    asked, found = _Site(site, later), []
    for page in sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html")):
        if not _below(page, (*LATER, "_static")):
            found += [
                f"{page}: link to '{a}', {why}"
                for a in asked.addresses(page)
                if (why := asked.fault(page, a))
            ]
    return found


def _below(name: str, folders: tuple[str, ...]) -> bool:
    return name.partition("/")[0] in folders


class _Site:
    """The folder of built pages; what was asked once is known (the same sidebar stands on every page)."""

    def __init__(self, folder: Path, later: tuple[str, ...]) -> None:
        self._folder, self._later = folder, later
        self._target = cache(self._ask)
        self._places = cache(self._read_places)

    def addresses(self, page: str) -> Iterator[str]:
        """Yield every address in the page's markup once; texts of scripts and comments are no markup."""
        markup = _HIDDEN.sub(lambda found: found.group(1) or "", self._read(page))
        return (html.unescape(found[1:-1]) for found in dict.fromkeys(_LEADS.findall(markup)))

    def fault(self, page: str, address: str) -> str:
        """Return what is wrong with an address on a page, or nothing."""
        before, _, place = address.partition("#")
        target, wrong = self._target(posixpath.dirname(page), before) if before else (page, "")
        if wrong or not place or not target.endswith(".html") or unquote(place) in self._places(target):
            return wrong
        return "where the page has no such place"

    def _ask(self, folder: str, address: str) -> tuple[str, str]:
        """Return the file that an address leads to from a folder of the site, and what is wrong with it."""
        parts = urlsplit(address)
        if parts.scheme or parts.netloc:
            return "", ""
        if parts.path.startswith("/"):
            return "", "which begins at the root of the host; the site must work from any folder"
        target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if target.startswith(".."):
            return "", "which leads out of the site"
        if _below(target, self._later):
            return "", ""
        if (self._folder / target).is_dir():
            target = posixpath.join(target, "index.html")
        return target, "" if (self._folder / target).is_file() else "where no file is"

    def _read_places(self, page: str) -> frozenset[str]:
        """Return the names of the places in a page; an empty name and ``top`` lead to its beginning."""
        return frozenset({"", "top"} | {html.unescape(f[1:-1]) for f in _PLACE.findall(self._read(page))})

    def _read(self, page: str) -> str:
        return (self._folder / page).read_text(encoding="utf-8")
