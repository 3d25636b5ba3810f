"""The passage of 4 June 2000 clause by clause: what each version has there, word by word, each reading from a quotation.

The first version of the data is the English record; its clauses are the clauses of all. A version is one text or, where
one text is cut off, a named composite of texts of one branch; each reading names its quotation and thereby its source.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Annotated, Any

from quellenkritik.register import vocabularies as v
from quellenkritik.register.columns import (
    Column,
    Refused,
    flag,
    matching,
    note,
    or_missing,
    quotation_id,
    text,
    word_of,
)
from quellenkritik.register.missing import Missing
from quellenkritik.register.model import Quotation, Source

_BETWEEN = r"[\s,;:.،„“”\"«»—–-]*"
"""What may stand between two pieces: white space and marks, no words and no mark of a cut."""

clause_id = matching(r"c\d+", "the id of a clause, such as c1")
_version_id = matching(r"[a-z]{2}-[a-z0-9]+", "a language and a name, such as ru-ria")


@dataclass(frozen=True)
class Piece:
    """A few words in a row that are glossed together; a mark of a cut, such as ``(...)``, is a piece of its own."""

    text: str
    gloss: str = ""

    @property
    def marks_a_cut(self) -> bool:
        """Whether the page itself says here that it leaves words out."""
        return not any(letter.isalpha() for letter in self.text)


def pieces(value: object) -> tuple[Piece, ...]:
    """The words in their order, each piece ``words = gloss``; English pieces without a gloss."""
    if not isinstance(value, list) or not value or not all(isinstance(entry, str) for entry in value):
        raise Refused("a list of pieces, each 'words = gloss'")
    return tuple(Piece(*(part.strip() for part in entry.split(" = ", 1))) for entry in value)


@dataclass(frozen=True, kw_only=True)
class Rendering:
    """What one version has for one clause: a reading from a quotation, or why there is none."""

    clause: str
    version: str
    quote: Annotated[str | None, Column("the quotation that the words are from", quotation_id)] = None
    words: Annotated[tuple[Piece, ...], Column("the words in pieces, each with its gloss", pieces)] = ()
    gap: Annotated[
        Missing | None,
        Column(
            "why there is no reading: absent or not_seen",
            or_missing(matching("-", "-"), Missing.ABSENT, Missing.NOT_SEEN),
        ),
    ] = None
    cut: Annotated[bool, Column("our copy of the page ends inside this clause", flag)] = False
    indirect: Annotated[bool, Column("the page tells it in its own sentence", flag)] = False


@dataclass(frozen=True, kw_only=True)
class Version:
    """The passage in one text, or in a named composite of texts of one branch."""

    id: Annotated[str, Column("language and name", _version_id)]
    lang: Annotated[str, Column("language", word_of(v.LANGUAGE), v.LANGUAGE)]
    title: Annotated[str, Column("what it is called on the page", text)]
    clauses: Mapping[str, Rendering]
    note: Annotated[str, Column("what it is made of, and where it ends", note)] = ""

    @property
    def right_to_left(self) -> bool:
        """Whether the script runs from right to left."""
        return self.lang in v.RIGHT_TO_LEFT

    @property
    def sources(self) -> tuple[str, ...]:
        """The ids of the sources of its readings, in the order of the clauses."""
        quotes = (rendering.quote for rendering in self.clauses.values())
        return tuple(dict.fromkeys(quote.partition("#")[0] for quote in quotes if quote))


def spans(words: Sequence[Piece], text: str) -> list[tuple[int, int]] | None:
    """Return where each piece stands in the text, as (start, end); ``None`` where they do not run on there."""
    pattern = _BETWEEN.join(f"({re.escape(piece.text)})" for piece in words)
    for found in re.finditer(pattern, text):
        places = [found.span(number + 1) for number in range(len(words))]
        if not any(_inside_a_word(text, at) for place in places for at in place):
            return places
    return None


def reading(rendering: Rendering, quotation: Quotation) -> str:
    """Return the words of a reading as the page has them, with its punctuation."""
    places = spans(rendering.words, quotation.text)
    if places is None:
        raise ValueError(f"{rendering.version} {rendering.clause}: its words do not stand in {quotation.id}")
    return quotation.text[places[0][0] : places[-1][1]]


def _inside_a_word(text: str, at: int) -> bool:
    return 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()


def check_corpus(
    versions: Sequence[Version], quotes: Mapping[str, Quotation], sources: Mapping[str, Source]
) -> Iterator[tuple[str, str, object, str]]:
    """Yield version, field, what came and what was expected for every fault of the corpus."""
    record = versions[0] if versions else None
    known = tuple(record.clauses) if record else ()
    for version in versions:
        if list(version.clauses) != [name for name in known if name in version.clauses]:
            yield (
                version.id,
                "clauses",
                " ".join(version.clauses),
                "clauses of the first version, in its order",
            )
        for name, rendering in version.clauses.items():
            for field, came, expected in _faults(rendering, version, quotes, sources):
                yield version.id, f"clauses {name} {field}", came, expected


def _faults(
    rendering: Rendering, version: Version, quotes: Mapping[str, Quotation], sources: Mapping[str, Source]
) -> Iterator[tuple[str, object, str]]:
    if rendering.gap is not None:
        yield from _gap_faults(rendering, version, sources)
        return
    quote = quotes.get(rendering.quote or "")
    if quote is None or not rendering.words:
        yield "quote", rendering.quote, "a registered quotation with its words, or a gap"
        return
    if quote.lang != version.lang:
        yield "quote", quote.lang, f"a quotation in {version.lang}"
    if spans(rendering.words, quote.text) is None:
        yield "words", " | ".join(piece.text for piece in rendering.words), f"words in a row of {quote.id}"
    if any((version.lang == "en") == bool(piece.gloss) for piece in rendering.words):
        yield "words", rendering.clause, "a gloss for every piece that is not English, none for English"
    if rendering.cut and quote.source in sources and sources[quote.source].seen == "whole":
        yield "cut", "true", "no cut, since the text was seen whole"


def _gap_faults(
    rendering: Rendering, version: Version, sources: Mapping[str, Source]
) -> Iterator[tuple[str, object, str]]:
    if rendering.quote or rendering.words or rendering.cut or rendering.indirect:
        yield "gap", str(rendering.gap), "either a gap or a reading"
    if rendering.gap is Missing.ABSENT and not _shown_absent(rendering.clause, version, sources):
        yield (
            "gap",
            "absent",
            "not_seen, unless the text was seen whole or one quotation runs on without the clause",
        )


def _shown_absent(clause: str, version: Version, sources: Mapping[str, Source]) -> bool:
    seen = [sources[name].seen for name in version.sources if name in sources]
    return (bool(seen) and set(seen) == {"whole"}) or bool(
        _quotes(version, lambda name: name < clause) & _quotes(version, lambda name: name > clause)
    )


def _quotes(version: Version, wanted: Any) -> set[str]:  # noqa: ANN401 (a test of a clause's id)
    return {r.quote for name, r in version.clauses.items() if r.quote and wanted(name)}


def versions_by_id(versions: Iterable[Version]) -> Mapping[str, Version]:
    """Return the versions by id, in their order."""
    return MappingProxyType({version.id: version for version in versions})
