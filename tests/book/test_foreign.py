"""No page asks another host for anything: not when it is opened, and nothing in its files would."""

import re

import pytest

from tests.book import audit
from tests.book.test_built import PAGES
from tests.grading import chromium

PARTS = 4
LOADED = {
    "html": re.compile(
        r"<(?:img|script|iframe|source|video|audio|embed|track|input)\b[^>]*\s(?:src|srcset|poster)\s*=\s*[\"']?(?:https?:)?//"
        r"|<object\b[^>]*\sdata\s*=\s*[\"']?(?:https?:)?//"
        r"|<link\b(?=[^>]*\brel=[\"']?(?:[\w ]*(?:stylesheet|icon|preload|prefetch|preconnect|manifest)))"
        r"[^>]*\shref\s*=\s*[\"']?(?:https?:)?//"
        r"|<form\b[^>]*\saction\s*=\s*[\"']?(?:https?:)?//"
        r"|<meta\b[^>]*http-equiv=[\"']?refresh[^>]*//",
        re.IGNORECASE,
    ),
    "css": re.compile(r"(?:url\(|@import)\s*[\"']?(?:https?:)?//", re.IGNORECASE),
    "js": re.compile(
        r"(?:\bimport\s*\(|\bfrom\s|\bimport\s|fetch\s*\(|importScripts\s*\(|new\s+(?:Worker|WebSocket|EventSource)\s*\("
        r"|\.open\s*\(\s*[\"'](?:GET|POST)[\"']\s*,|\.src\s*=|sendBeacon\s*\()\s*[\"'`](?:https?:|wss?:)?//",
        re.IGNORECASE,
    ),
}
"""What a browser loads or sends by itself, by the kind of file; a link that a reader may follow is none of it."""


def loaded(kind, text):
    """Return the places in a text that would ask another host; a page is asked for its styles and scripts as well."""
    kinds = LOADED.values() if kind == "html" else [LOADED[kind]]
    return [found[0][:120] for one in kinds for found in one.finditer(text)]


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        ("html", '<img alt="" src="https://other.example/x.png">'),
        ("html", "<script async src=//other.example/x.js></script>"),
        ("html", '<link rel="preconnect" href="https://other.example">'),
        ("html", '<link href="https://other.example/x.css" rel="stylesheet"/>'),
        ("html", "<style>@import 'https://other.example/x.css'</style>"),
        ("css", "body{background:url(//other.example/x.png)}"),
        ("js", 'const x = await import("https://other.example/x.js")'),
        ("js", "fetch('https://other.example/x')"),
        ("js", "image.src = `https://other.example/x`"),
    ],
)
def test_each_way_to_another_host_is_known(kind, text):
    assert loaded(kind, text)


@pytest.mark.parametrize(
    "text",
    [
        '<a href="https://other.example">other</a>',
        '<img src="x.png" alt="//">',
        '<link rel="index" href="x">',
    ],
)
def test_a_link_and_a_file_of_our_own_are_none(text):
    assert [] == loaded("html", text)


def test_no_file_of_the_book_would_load_anything_from_elsewhere(built_book):
    found = {}
    for path in sorted(built_book.rglob("*")):
        kind = {".html": "html", ".css": "css", ".js": "js", ".mjs": "js"}.get(path.suffix)
        if kind and (wrong := loaded(kind, path.read_text(encoding="utf-8", errors="replace"))):
            found[str(path.relative_to(built_book))] = wrong[:3]
    assert {} == found


@pytest.mark.browser
@pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine")
@pytest.mark.parametrize("part", range(PARTS))
def test_no_other_page_asks_another_host(part, built_book, served_book, tmp_path):
    """The authored pages are asked in ``test_accessible.py``, where they are used as well."""
    names = [
        str(p.relative_to(built_book)) for p in sorted(built_book.rglob("*.html")) if "_static" not in p.parts
    ]
    others = [name for name in names if name.removesuffix(".html") not in PAGES][part::PARTS]

    assert [] == audit.foreign_requests(f"{served_book}/{name}" for name in others)
    assert len(others) > 30
