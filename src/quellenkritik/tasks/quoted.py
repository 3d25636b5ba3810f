"""Quotations of the register, to be looked at in a notebook: words, gloss, source, and how they are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import overload

from quellenkritik import register
from quellenkritik.register.missing import Missing
from quellenkritik.register.model import Quotation


class Quotations(Sequence[Quotation]):
    """A few quotations that show themselves as a table or as plain lines, each apart with its id."""

    def __init__(self, quotes: Sequence[Quotation]) -> None:
        self._quotes = tuple(quotes)

    @overload
    def __getitem__(self, index: int) -> Quotation: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Quotation]: ...
    def __getitem__(self, index: int | slice) -> Quotation | Sequence[Quotation]:
        return self._quotes[index]

    def __len__(self) -> int:
        return len(self._quotes)

    def __repr__(self) -> str:
        return (
            "\n".join(line for quote in self._quotes for line in _lines(quote)) or "no registered quotation"
        )

    def _repr_html_(self) -> str:
        rows = "".join(_row(quote) for quote in self._quotes)
        head = "".join(f'<th scope="col">{name}</th>' for name in ("id", "words", "gloss", "source"))
        return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def one(quotation: str) -> Quotations:
    """Return one quotation; a ``Mistake`` names ids that look alike."""
    return Quotations([register.load().quotation(quotation)])


def all_of(source: str) -> Quotations:
    """Return all quotations of a source."""
    return Quotations(register.load().source(source).quotes)


def _credit(quote: Quotation) -> str:
    source = register.load().source(quote.source)
    date = "date unknown" if isinstance(source.date, Missing) else source.date
    known = f", known through {', '.join(quote.via)}" if quote.via else ""
    return f"{source.outlet}, {date}{known}"


def _lines(quote: Quotation) -> Iterator[str]:
    words = f"\u2068{quote.text}\u2069" if quote.right_to_left else quote.text
    yield f"{quote.id} [{quote.lang}] {words}"
    if quote.gloss:
        yield f"    gloss: {quote.gloss}"
    yield f"    {_credit(quote)}"


def _row(quote: Quotation) -> str:
    words = (
        f'<td lang="{quote.lang}" dir="{"rtl" if quote.right_to_left else "ltr"}">{escape(quote.text)}</td>'
    )
    return (
        f'<tr><th scope="row">{quote.id}</th>{words}<td>{escape(quote.gloss or "")}</td>'
        f"<td>{escape(_credit(quote))}</td></tr>"
    )
