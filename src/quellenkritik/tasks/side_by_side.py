"""The passage side by side: for each clause what the versions have, in pieces with glosses, in their script's direction.

The page holds all of it and can be read without a script; ``book/_static/side-by-side.js`` narrows it to the texts that
a reader picks and marks what differs. The same rule marks it in a notebook (:func:`columns`): a piece differs from
another text where a word of its English begins as no word of the other's does. That is an aid and no verdict.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from quellenkritik.register import Missing, Piece, Register, Rendering, Version
from quellenkritik.register.corpus import spans
from quellenkritik.text import words
from quellenkritik.text.transliterate import scheme, transliterate

STEM = 5
"""Two words count as one where they begin with the same letters, so many of them: *understand*, *understood*."""
_SILENT = frozenset({
    "a", "an", "the", "of", "to", "in", "on", "for", "that", "and", "with", "be", "is", "as", "it", "i", "was", "will",
    "from", "at", "by", "its", "this", "they",
})  # fmt: skip
_GAPS = {
    Missing.ABSENT: "Not there: the text goes on without this clause.",
    Missing.NOT_SEEN: "Not seen: our copy of the page ends before this clause.",
}
_CUT = "Our copy of the page ends here."
_INDIRECT = "Told in the page’s own sentence."
_CODES = {"en": "English", "ru": "Russian", "sr": "Serbian", "de": "German", "mk": "Macedonian", "pl": "Polish"} | {
    "hu": "Hungarian", "tr": "Turkish", "ar": "Arabic", "fa": "Persian", "es": "Spanish", "it": "Italian", "fr": "French"
}  # fmt: skip


def stems(piece: Piece) -> frozenset[str]:
    """Return the beginnings of the English words of a piece that are more than grammar."""
    english = words((piece.gloss or piece.text).casefold())
    return frozenset(word[:STEM] for word in english if word not in _SILENT)


def clauses(register: Register) -> Mapping[str, Rendering]:
    """Return the clauses of the English record, which name the rows."""
    return next(iter(register.corpus.values())).clauses


def row_title(register: Register, clause: str) -> str:
    """Return the heading of a row: its number and the words of the record."""
    return f"Clause {clause[1:]}: {register.reading_of(clauses(register)[clause])}"


def reading(
    register: Register, version: Version, clause: str, others: Sequence[Version] = (), link: str | None = None
) -> str:
    """Return one cell as HTML: title, pieces, where it is from; ``others`` are the texts that it is marked against.

    ``link`` is the address of the pages of sources, ending in a slash. Without it the quotation's id is plain text, and
    each piece has by itself what the script of a page would give it: a place for the keyboard, and the way to its gloss.
    """
    rendering = version.clauses.get(clause)
    head = f'<h3 class="qk-who">{escape(version.title)}</h3>'
    if rendering is None or rendering.gap is not None:
        gap = _GAPS[rendering.gap] if rendering and rendering.gap else "Not in this corpus."
        body = f'<p class="qk-gap">{gap}</p>'
    else:
        text = register.quotation(str(rendering.quote)).text
        body = _words(version, rendering, text, _pool(others, clause), link is None) + _origin(
            rendering, link
        )
    return f'<article class="qk-reading" data-version="{version.id}">{head}{body}</article>'


def _pool(others: Sequence[Version], clause: str) -> frozenset[str] | None:
    """Return the beginnings of all words that the other texts have in this clause; None where there is no other reading."""
    found = [v.clauses[clause] for v in others if clause in v.clauses and v.clauses[clause].words]
    return frozenset(stem for r in found for piece in r.words for stem in stems(piece)) if found else None


def _words(
    version: Version, rendering: Rendering, text: str, pool: frozenset[str] | None, alone: bool
) -> str:
    """Return the reading as the page has it: the pieces, and between them its punctuation."""
    places = spans(rendering.words, text) or []
    ends = [start for start, _ in places[1:]] + [places[-1][1]]
    parts = []
    for number, (piece, (_, end), following) in enumerate(
        zip(rendering.words, places, ends, strict=True), start=1
    ):
        ident = f"{version.id}-{rendering.clause}-{number}" if alone else ""
        parts.append(_piece(piece, ident, version, pool, escape(text[end:following].strip())))
    direction = "rtl" if version.right_to_left else "ltr"
    line = f'<p class="qk-words" lang="{version.lang}" dir="{direction}">{"".join(parts)}</p>'
    return line + _notes(rendering)


def _piece(piece: Piece, ident: str, version: Version, pool: frozenset[str] | None, after: str) -> str:
    """Return one piece with its gloss; the two are tied to each other where the piece has an id."""
    own = stems(piece)
    differs = pool is not None and not own <= pool
    tip = " · ".join(filter(None, (piece.gloss, _latin(piece.text))))
    marks = [f'class="qk-piece{" qk-differs" if differs else ""}"']
    marks += ['tabindex="0"'] if ident else []
    marks += [f'aria-describedby="qk-tip-{ident}"'] if ident and tip else []
    marks += [f'data-stems="{escape(" ".join(sorted(own)))}"'] if own else []
    word = f"<span {' '.join(marks)}>{escape(piece.text)}</span>"
    tied = f' role="tooltip" id="qk-tip-{ident}"' if ident else ""
    direction = ' dir="ltr"' if version.right_to_left else ""
    told = f'<span class="qk-tip"{tied} lang="en"{direction}>{escape(tip)}</span>' if tip else ""
    return f'<span class="qk-token">{word}{told}{after}</span> '


def _latin(text: str) -> str:
    return transliterate(text) if scheme(text) else ""


def _notes(rendering: Rendering) -> str:
    notes = ([_CUT] if rendering.cut else []) + ([_INDIRECT] if rendering.indirect else [])
    return f'<p class="qk-gap">{" ".join(notes)}</p>' if notes else ""


def _origin(rendering: Rendering, link: str | None) -> str:
    quote = str(rendering.quote)
    source = quote.partition("#")[0]
    name = escape(quote) if link is None else f'<a href="{escape(link + source)}.html">{escape(quote)}</a>'
    return f'<p class="qk-from">{name}</p>'


def page(register: Register, link: str) -> str:
    """Return the whole corpus as one part of a page: the controls for the script, then clause by clause every version."""
    rows = "".join(_row(register, clause, _cells(register, clause, link)) for clause in clauses(register))
    return f'<div class="qk-side" id="side-by-side">{controls(register)}{rows}</div>'


def _row(register: Register, clause: str, cells: str) -> str:
    title = escape(row_title(register, clause))
    return f'<section class="qk-row"><h2>{title}</h2><div class="qk-columns">{cells}</div></section>'


def _cells(register: Register, clause: str, link: str) -> str:
    versions = register.corpus.values()
    return "".join(reading(register, v, clause, link=link) for v in versions if clause in v.clauses)


def controls(register: Register) -> str:
    """Return the form with which the texts are picked; it stays hidden without the script, which copies the list."""
    options = "".join(
        _group(lang, versions) for lang, versions in by_language(register.corpus.values()).items()
    )
    names = ("First text", "Second text", "Third text", "Fourth text")
    picks = "".join(_pick(at, name, options if at == 0 else "") for at, name in enumerate(names))
    mark = '<label class="qk-box"><input type="checkbox" checked data-mark> mark what differs</label>'
    tips = '<label class="qk-box"><input type="checkbox" data-glosses> all glosses below the words</label>'
    said = '<p class="qk-said" role="status"></p>'
    return f'<form class="qk-pick" hidden aria-label="Texts to compare">{picks}<div>{mark}{tips}</div>{said}</form>'


def _pick(at: int, name: str, options: str) -> str:
    none = "" if at < 2 else '<option value="">none</option>'
    return f'<label>{name}<select data-place="{at}">{none}{options}</select></label>'


def by_language(versions: Iterable[Version]) -> dict[str, list[Version]]:
    """Return the versions by the name of their language, in the order of the corpus."""
    groups: dict[str, list[Version]] = {}
    for version in versions:
        groups.setdefault(_CODES.get(version.lang, version.lang), []).append(version)
    return groups


def _group(language: str, versions: Iterable[Version]) -> str:
    options = "".join(f'<option value="{v.id}">{escape(v.title)}</option>' for v in versions)
    return f'<optgroup label="{escape(language)}">{options}</optgroup>'


def columns(register: Register, chosen: Sequence[str], mark: bool = True) -> str:
    """Return the passage in the chosen texts as HTML that needs no script: the first is compared with all, each with it."""
    versions = [register.version(name) for name in chosen]
    first, rest = versions[0], versions[1:]
    rows = []
    for clause in clauses(register):
        cells = [reading(register, first, clause, rest if mark else ())]
        cells += [reading(register, version, clause, [first] if mark else ()) for version in rest]
        rows.append(_row(register, clause, "".join(cells)))
    return f'<div class="qk-side on" data-count="{len(versions)}">{"".join(rows)}</div>'
