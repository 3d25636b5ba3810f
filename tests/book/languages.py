"""Is every word of another language marked as such? A screen reader reads with the voice of the nearest ``lang``.

``unmarked(page)`` finds words whose letters tell it (Cyrillic, Arabic, Greek ...), ``misread(page)`` runs of four words of
a registered quotation whose letters do not: German, Serbian in Latin letters, Vietnamese. Both read the text of a page,
as a file has it or as a browser holds it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from typing import NamedTuple

from quellenkritik.register import tongues

SCRIPTS = {
    "Cyrillic": (r"[\u0400-\u052f]+", {"ru", "sr", "mk", "uk", "bg", "be"}),
    "Arabic": (r"[\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc]+", {"ar", "fa"}),
    "Greek": (r"[\u0370-\u03ff]+", {"el"}),
    "Hebrew": (r"[\u0590-\u05ff]+", {"he"}),
    "Georgian": (r"[\u10a0-\u10ff]+", {"ka"}),
    "Armenian": (r"[\u0530-\u058f]+", {"hy"}),
    "Chinese, Japanese, Korean": (r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+", {"zh", "ja", "ko"}),
}
"""Name of a script -> its letters, and the languages that may claim them here."""
RIGHT_TO_LEFT = ("Arabic", "Hebrew")
WITHOUT_TEXT = {"script", "style", "template", "noscript"}
VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
READ_OUT = ("alt", "aria-label", "aria-description", "placeholder", "label")
"""Attributes that are read out. Not ``title``: what a link's tip says stands on the page it leads to, with its language."""
DRAWN = {"svg"}
"""What is shown only: a drawing is read as one picture, and its words stand below it, with their languages."""


class Run(NamedTuple):
    """A piece of text of a page: the words, the nearest language and direction, and the element that holds it."""

    words: str
    lang: str
    direction: str
    element: str


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[tuple[str, str, str]] = [("", "", "")]
        self.runs: list[Run] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        _, lang, direction = self.open[-1]
        entry = (tag, given.get("lang", lang), given.get("dir", direction))
        self.runs += [Run(given[name], *entry[1:], f"{tag}[{name}]") for name in READ_OUT if given.get(name)]
        if tag not in VOID:
            self.open.append(entry)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        for place in range(len(self.open) - 1, 0, -1):
            if self.open[place][0] == tag:
                del self.open[place:]
                return

    def handle_data(self, data: str) -> None:
        tag, lang, direction = self.open[-1]
        around = {name for name, _, _ in self.open}
        if data.strip() and not WITHOUT_TEXT & around and (tag == "title" or not DRAWN & around):
            self.runs.append(Run(data, lang, direction, tag))


def runs(page: str) -> list[Run]:
    """Return all text that a page shows or reads out, in order, with its language."""
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader.runs


def unmarked(page: str, allowed: Iterable[str] = ()) -> Iterator[str]:
    """Yield words in another script without a language to fit, or in the wrong direction, save those that are allowed."""
    known = set(allowed)
    for run in runs(page):
        for script, (letters, langs) in SCRIPTS.items():
            for word in re.findall(letters, run.words):
                if word in known:
                    continue
                if run.lang.split("-")[0] not in langs:
                    yield f"{word} ({script}) in <{run.element} lang={run.lang or '?'}>: {run.words.strip()[:60]}"
                elif script in RIGHT_TO_LEFT and run.direction not in ("rtl", "auto"):
                    yield f"{word} ({script}) in <{run.element} dir={run.direction or '?'}>"


def misread(page: str) -> Iterator[str]:
    """Yield runs of words of a registered quotation in Latin letters that would be read with another language's voice."""
    told = [(word, run) for run in runs(page) for word in tongues.words(run.words)]
    for at, gram in enumerate(tongues.grams([word for word, _ in told])):
        langs, run = tongues.quoted().get(gram, frozenset()), told[at][1]
        wrong = [one for _, one in told[at : at + tongues.RUN] if one.lang.split("-")[0] not in langs]
        if langs and len(wrong) > 1:  # one word may belong to the gloss beside it
            yield f"{' '.join(gram)} ({', '.join(sorted(langs))}) in <{run.element} lang={run.lang or '?'}>"
