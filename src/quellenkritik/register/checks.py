"""Checks across records: ids are unique, references resolve, and what is claimed to be shown is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from quellenkritik.register import vocabularies as v
from quellenkritik.register.corpus import check_corpus
from quellenkritik.register.faults import Fault, shown
from quellenkritik.register.missing import Missing
from quellenkritik.register.model import Cell, Parent, Quotation, Source, Unit
from quellenkritik.register.parting import file_of
from quellenkritik.register.reader import Draft
from quellenkritik.register.statements import Statement, statements
from quellenkritik.text import tokens

Found = Iterator[tuple[str, object, str]]
"""Field, what came, what was expected."""


def check(draft: Draft) -> list[Fault]:
    """Return every fault between the records."""
    faults = [*_twice(draft), *_scale(draft)]
    world = World(draft)
    for source in draft.sources:
        file = draft.files.get(source.id, "sources")
        for field, came, expected in world.source(source):
            faults.append(Fault(file_of(file, field), source.id, field, shown(came), expected))
    for version, field, came, expected in check_corpus(draft.versions, world.quotes, world.sources):
        faults.append(Fault("corpus.yml", version, field, shown(came), expected))
    return faults


def _twice(draft: Draft) -> Iterator[Fault]:
    for file, ids in (
        ("sources", [source.id for source in draft.sources]),
        ("sources", [quote.id for source in draft.sources for quote in source.quotes]),
        ("units.yml", [unit.id for unit in draft.units]),
        ("corpus.yml", [version.id for version in draft.versions]),
    ):
        for name, count in Counter(ids).items():
            if count > 1:
                yield Fault(file, name, "id", f"{count} times", "each id once")


def _scale(draft: Draft) -> Iterator[Fault]:
    steps = [step.step for step in draft.scale]
    if steps != list(range(len(steps))):
        yield Fault("scales.yml", "-", "step", str(steps), "the steps in order, from 0")


class World:
    """All records by id, to resolve references."""

    def __init__(self, draft: Draft) -> None:
        self.sources: dict[str, Source] = {source.id: source for source in draft.sources}
        self.quotes: dict[str, Quotation] = {q.id: q for source in draft.sources for q in source.quotes}
        self.units: dict[str, Unit] = {unit.id: unit for unit in draft.units}
        self.steps = {step.step for step in draft.scale}
        # A record with a fault of its own is left out; what refers to it is not to blame.
        self.left_out = set(draft.files) - set(self.sources)

    def source(self, source: Source) -> Found:
        """Yield the faults of one source."""
        for quote in source.quotes:
            yield from (
                (f"quotes {quote.id} {f}", came, expected) for f, came, expected in self.quote(quote, source)
            )
        for number, parent in enumerate(source.parents, start=1):
            yield from (
                (f"parents {number} {f}", came, expected) for f, came, expected in self.parent(parent, source)
            )
        if source.cells and set(source.cells) != set(self.units):
            yield "cells", " ".join(sorted(source.cells)), "every unit once: " + " ".join(sorted(self.units))
        for unit, cell in source.cells.items():
            yield from (
                (f"cells {unit} {f}", came, expected) for f, came, expected in self.cell(cell, source)
            )
        yield from self.verbs(source)
        for name, part in (("record", source.record), ("telling", source.telling)):
            if part is not None:
                for field, statement in statements(part).items():
                    yield from (
                        (f"{name} {field} {f}", came, expected)
                        for f, came, expected in self.statement(statement)
                    )
        if source.id in self._ancestors(source):
            yield "parents", source.id, "no text that descends from itself"

    def lacks(self, reference: str) -> bool:
        """Return whether a reference to a source or a quotation leads nowhere."""
        return not (
            reference in self.sources
            or reference in self.quotes
            or reference.partition("#")[0] in self.left_out
        )

    def quote(self, quote: Quotation, source: Source) -> Found:
        """Yield the faults of one quotation."""
        if quote.id.partition("#")[0] != source.id:
            yield "id", quote.id, f"{source.id}# and a number"
        if (quote.lang == "en") != (quote.gloss is None):
            yield "gloss", quote.gloss, "a gloss for words in other languages, none for English"
        if (quote.known == "via") != bool(quote.via):
            yield "via", " ".join(quote.via), "the witnesses where known is via, and only there"
        yield from (("via", via, "a source of the register") for via in quote.via if self.lacks(via))
        if quote.known == "direct" and (quote.page != "seen" or source.seen == "none"):
            yield "known", quote.known, "via, since the page was not seen"
        if quote.continues and not self._goes_on(quote, source):
            yield "continues", quote.continues, f"an earlier quotation of {source.id}"

    def _goes_on(self, quote: Quotation, source: Source) -> bool:
        order = [other.id for other in source.quotes]
        return quote.continues in order and order.index(str(quote.continues)) < order.index(quote.id)

    def parent(self, parent: Parent, source: Source) -> Found:
        """Yield the faults of one parent."""
        if bool(parent.id) == bool(parent.unseen):
            yield "id", parent.id, "either id (registered) or unseen (a description)"
        if parent.id and self.lacks(parent.id):
            yield "id", parent.id, "a source of the register"
        for unit in parent.units:
            if unit not in self.units or unit not in source.cells:
                yield "units", unit, "units at which this text is coded"
        if parent.confidence == "certain" and parent.ground not in ("printed_credit", "copy"):
            yield "confidence", "certain", "certain only for a printed credit or a copy"
        if parent.confidence == "high" and parent.ground == "shared_secondary" and parent.id in self.sources:
            other = self.sources[parent.id]
            if not any(self.binds(unit, source, other) for unit in parent.units):
                yield (
                    "units",
                    " ".join(parent.units),
                    "a shared secondary reading shown by quotations of both",
                )

    def binds(self, unit_id: str, one: Source, other: Source) -> bool:
        """Return whether both show, by quotations, secondary readings of one class that are not polygenetic."""
        unit = self.units.get(unit_id)
        cells = [text.cells.get(unit_id) for text in (one, other)]
        if unit is None or not all(cell and cell.basis == "quotation" for cell in cells):
            return False
        readings = [unit.readings.get(str(cell.reading)) for cell in cells if cell]
        good = [r for r in readings if r and r.secondary and not r.polygenetic]
        return len(good) == 2 and good[0].reading_class == good[1].reading_class

    def cell(self, cell: Cell, source: Source) -> Found:
        """Yield the faults of one cell."""
        unit = self.units.get(cell.unit)
        if unit is None:
            yield "unit", cell.unit, "a unit of units.yml"
        elif isinstance(cell.reading, str) and cell.reading not in unit.readings:
            yield "reading", cell.reading, "absent, not_seen, or one of " + ", ".join(unit.readings)
        if (cell.reading is Missing.ABSENT) != (cell.basis == "whole_text"):
            yield "basis", cell.basis, "whole_text for absent, and only for it"
        if cell.reading is Missing.ABSENT and source.seen != "whole":
            yield "reading", "absent", "not_seen, since this text was not seen whole"
        if (cell.reading is Missing.NOT_SEEN) != (cell.basis is None):
            yield "basis", cell.basis, "a basis for every reading, none for not_seen"
        if (cell.basis == "quotation") != bool(cell.quotes):
            yield "quotes", " ".join(cell.quotes), "quotations where the basis is quotation, and only there"
        yield from self._own(cell.quotes, source)

    def _own(self, quotes: Iterable[str], source: Source) -> Found:
        for quote in quotes:
            if quote not in self.quotes or self.quotes[quote].source != source.id:
                yield "quotes", quote, f"a registered quotation of {source.id}"

    def statement(self, statement: Statement) -> Found:
        """Yield the faults of one statement: a value needs a quotation, and every quotation resolves."""
        if isinstance(statement.value, str) and not statement.quotes:
            yield "quotes", "", "at least one quotation that shows it"
        yield from (
            ("quotes", quote, "a registered quotation")
            for quote in statement.quotes
            if quote not in self.quotes
        )

    def verbs(self, source: Source) -> Found:
        """Yield the faults of the verb codes."""
        if source.verbs and set(source.verbs) != set(v.PLACE):
            yield "verbs", " ".join(source.verbs), "each of " + ", ".join(v.PLACE)
        for place, code in source.verbs.items():
            if isinstance(code.step, int) and code.step not in self.steps:
                yield f"verbs {place} step", code.step, "a step of scales.yml"
            if isinstance(code.step, int) and not code.text:
                yield f"verbs {place} text", code.text, "the words that were coded"
            if code.step is Missing.ABSENT and code.text:
                yield f"verbs {place} text", code.text, "no words where there is no such element"
            if code.quote is not None:
                yield from ((f"verbs {place} {f}", c, e) for f, c, e in self._own([code.quote], source))
                yield from self._stands(place, code.text, code.quote)

    def _stands(self, place: str, words: str, quote_id: str) -> Found:
        """Yield a fault where the coded words do not stand in the quotation that is named for them."""
        quote = self.quotes.get(quote_id)
        if quote and not set(tokens(words)) <= set(tokens(quote.text)):
            yield f"verbs {place} text", words, f"words of {quote_id}"

    def _ancestors(self, source: Source) -> set[str]:
        found: set[str] = set()
        waiting = [parent.id for parent in source.parents]
        while waiting:
            name = waiting.pop()
            if name and name in self.sources and name not in found:
                found.add(name)
                waiting += [parent.id for parent in self.sources[name].parents]
        return found
