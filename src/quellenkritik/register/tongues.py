"""The language of words in a page: each run of foreign words gets its ``lang``, so that a screen reader changes its voice.

Letters tell Cyrillic, Arabic, Greek and Chinese words; words in Latin letters are known by the registered quotations: four
words in a row of one of them. What already stands in an element with a language is left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from quellenkritik.register import load

RUN = 4
"""So many words of a quotation in a row are no accident."""
RIGHT_TO_LEFT = ("ar", "fa", "he")
_LETTERS = {
    "Cyrillic": r"\u0400-\u052f",
    "Arabic": r"\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
    "Greek": r"\u0370-\u03ff",
    "Chinese": r"\u3400-\u9fff",
}
_LANGS = {
    "Cyrillic": ("ru", "sr", "mk", "uk", "bg"),
    "Arabic": ("ar", "fa"),
    "Greek": ("el",),
    "Chinese": ("zh",),
}
"""Script -> the languages of the register that are written in it, the commonest first."""
_TELLING = {"uk": "іїєґ", "mk": "ќѓѕ", "sr": "ђјљњћџ", "fa": "پچژگ"}
"""Letters that only this language of its script has; where two fit, the first."""
_SCRIPT_RUN = re.compile(
    "|".join(f"(?P<{name}>[{x}]+(?:[^<>&\\w]{{1,3}}[{x}]+|[{x}])*)" for name, x in _LETTERS.items())
)
_WORD = re.compile(r"&#?\w+;|\w+")
_PART = re.compile(
    r"<(?P<raw>script|style|title|textarea|option|desc|svg|template)\b.*?</(?P=raw)\s*>|<!--.*?-->|<[^>]*>|[^<]+",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z][\w-]*)(?P<rest>[^>]*)>")
_LANG = re.compile(r'\blang=["\']?([\w-]*)')
_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}


@cache
def quoted() -> dict[tuple[str, ...], frozenset[str]]:
    """Return every four words in a row of a foreign quotation -> its languages; names alone tell nothing."""
    sources = load().sources.values()
    quotes = [(q.text, q.lang) for source in sources for q in source.quotes]
    titles = [(source.title, source.language) for source in sources]
    english = {word for text, lang in quotes + titles if lang == "en" for word in words(text)}
    found: dict[tuple[str, ...], set[str]] = {}
    for text, lang in quotes:
        for gram in grams(words(text)) if lang != "en" else ():
            if sum(word not in english and not word.isdigit() for word in gram) >= RUN // 2:
                found.setdefault(gram, set()).add(lang)
    return {gram: frozenset(langs) for gram, langs in found.items()}


def words(text: str) -> list[str]:
    """Return the words of a text as they are compared."""
    return [word.casefold() for word in _WORD.findall(text) if word[0] != "&"]


def grams(told: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield all runs of words of the length that tells a quotation."""
    return zip(*(told[at:] for at in range(RUN)), strict=False)


def marked(page: str, hint: str = "") -> str:
    """Return HTML (or Markdown with HTML) in which each run of foreign words has its language; ``hint`` decides a draw."""
    out, inside = [], [("", "")]
    for part in _PART.finditer(page):
        text = part[0]
        if text[0] != "<":
            out.append(text if inside[-1][1] not in ("", "en") else _marked_text(text, hint))
            continue
        out.append(text)
        if part["raw"] is None:
            _follow(text, inside)
    return "".join(out)


def _follow(text: str, inside: list[tuple[str, str]]) -> None:
    """Keep the open elements with their languages."""
    tag = _TAG.fullmatch(text)
    if tag is None or tag["name"].lower() in _VOID or tag["rest"].endswith("/"):
        return
    if not tag["end"]:
        given = _LANG.search(tag["rest"])
        inside.append((tag["name"], given[1] if given else inside[-1][1]))
        return
    for place in range(len(inside) - 1, 0, -1):
        if inside[place][0] == tag["name"]:
            del inside[place:]
            return


def spans(text: str, hint: str = "") -> list[tuple[int, int, str]]:
    """Return the places of foreign words in a text, with their language; none lies over another."""
    found: list[tuple[int, int, str]] = []
    for start, end, lang in sorted([*_by_letters(text, hint), *_by_quotation(text, hint)]):
        if not found or start >= found[-1][1]:
            found.append((start, end, lang))
    return found


def _marked_text(text: str, hint: str) -> str:
    out, at = [], 0
    for start, end, lang in spans(text, hint):
        direction = ' dir="rtl"' if lang in RIGHT_TO_LEFT else ""
        out += [text[at:start], f'<span lang="{lang}"{direction}>{text[start:end]}</span>']
        at = end
    return "".join([*out, text[at:]])


def _by_letters(text: str, hint: str) -> Iterator[tuple[int, int, str]]:
    if text.isascii():
        return
    for found in _SCRIPT_RUN.finditer(text):
        langs = _LANGS[str(found.lastgroup)]
        yield *found.span(), _tongue(found[0], langs, hint)


def _tongue(run: str, langs: tuple[str, ...], hint: str) -> str:
    """Return the language of a run: of the quotation that has it, by its letters, by the page, or the commonest."""
    for gram in grams(words(run)):
        if known := sorted(set(langs) & quoted().get(gram, frozenset())):
            return hint if hint in known else known[0]
    for lang, letters in _TELLING.items():
        if lang in langs and set(run.casefold()) & set(letters):
            return lang
    return hint if hint in langs else langs[0]


def _by_quotation(text: str, hint: str) -> Iterator[tuple[int, int, str]]:
    """Yield the places of words in Latin letters that are those of a foreign quotation, as long as they go on."""
    found = [one for one in _WORD.finditer(text) if one[0][0] != "&"]
    start = end = -1
    tongue = ""
    for at, gram in enumerate(grams([one[0].casefold() for one in found])):
        langs = quoted().get(gram)
        if not langs or not any(letter < "\u0250" for letter in gram[0]):
            continue
        if at > end:
            if tongue:
                yield found[start].start(), found[end].end(), tongue
            start, tongue = at, hint if hint in langs else sorted(langs)[0]
        end = at + RUN - 1
    if tongue:
        yield found[start].start(), found[end].end(), tongue
