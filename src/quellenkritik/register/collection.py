"""The register as one object: look things up by id."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from functools import cached_property
from types import MappingProxyType
from typing import TypeVar

from quellenkritik.errors import Mistake
from quellenkritik.register import edtf
from quellenkritik.register.corpus import Rendering, Version, reading
from quellenkritik.register.missing import Missing
from quellenkritik.register.model import Cell, Parent, Quotation, Reading, Source, Unit, VerbStep
from quellenkritik.text import is_exact_quotation

T = TypeVar("T")


@dataclass(frozen=True)
class Register:
    """All sources, quotations and units, in the order of the files."""

    sources: Mapping[str, Source]
    units: Mapping[str, Unit]
    scale: tuple[VerbStep, ...]
    has_codings: bool = True
    """Whether the editors' codings are there; the student's package has the texts alone."""
    corpus: Mapping[str, Version] = field(default_factory=dict)
    """The passage clause by clause, version by version; the first is the English record."""

    def need_codings(self) -> None:
        """Raise a :class:`Mistake` where the editors' codings are not there."""
        if not self.has_codings:
            raise Mistake(
                "register",
                "a question for the editors' codings, which are not part of the student's package",
                "a checkout of the project, which has them",
                "The texts, the quotations and their glosses are here: 'qk sources show ID'.",
            )

    @cached_property
    def quotations(self) -> Mapping[str, Quotation]:
        """All quotations by id."""
        return MappingProxyType(
            {quote.id: quote for source in self.sources.values() for quote in source.quotes}
        )

    def source(self, source_id: str) -> Source:
        """Return a source; a :class:`Mistake` names ids that look alike."""
        return _find(self.sources, source_id, "a source of the register", "'qk sources list' lists them.")

    def quotation(self, quotation_id: str) -> Quotation:
        """Return a quotation; a :class:`Mistake` names ids that look alike."""
        hint = "'qk sources show ID' lists the quotations of a source."
        return _find(self.quotations, quotation_id, "a quotation of the register", hint)

    def version(self, version_id: str) -> Version:
        """Return one version of the passage."""
        return _find(self.corpus, version_id, "a version of the corpus", "")

    def reading_of(self, rendering: Rendering) -> str:
        """Return the words of a clause in one version, as the page has them; empty where there is no reading."""
        return reading(rendering, self.quotation(rendering.quote)) if rendering.quote else ""

    def unit(self, unit_id: str) -> Unit:
        """Return a variation unit."""
        return _find(self.units, unit_id, "a variation unit", "")

    def by_role(self, role: str) -> tuple[Source, ...]:
        """Return the sources of one role."""
        return tuple(source for source in self.sources.values() if source.role == role)

    def witnesses(self) -> tuple[Source, ...]:
        """Return the press witnesses of August 2025."""
        return self.by_role("witness")

    def tellings(self) -> tuple[Source, ...]:
        """Return the sources whose telling of the talk is coded, in the order in which they were told; undated last."""
        self.need_codings()
        coded = [source for source in self.sources.values() if source.telling]
        return tuple(sorted(coded, key=_told))

    def records(self) -> tuple[Source, ...]:
        """Return the sources whose origin is described field by field."""
        self.need_codings()
        return tuple(source for source in self.sources.values() if source.record)

    def coded(self) -> tuple[Source, ...]:
        """Return the sources that have a row in the table of variants."""
        self.need_codings()
        return tuple(source for source in self.sources.values() if source.cells)

    def cell(self, source_id: str, unit_id: str) -> Cell:
        """Return what a witness has at a unit."""
        self.need_codings()
        self.unit(unit_id)
        return _find(self.source(source_id).cells, unit_id, f"a coded cell of {source_id}", "")

    def reading(self, source_id: str, unit_id: str) -> Reading | Missing:
        """Return the reading of a witness at a unit, or why there is none."""
        reading = self.cell(source_id, unit_id).reading
        return reading if isinstance(reading, Missing) else self.unit(unit_id).readings[reading]

    def parents(self, source_id: str) -> tuple[Parent, ...]:
        """Return the parents of a source, seen and unseen."""
        self.need_codings()
        return self.source(source_id).parents

    def children(self, source_id: str) -> tuple[Source, ...]:
        """Return the sources that were made from this one."""
        self.need_codings()
        return tuple(s for s in self.sources.values() if any(parent.id == source_id for parent in s.parents))

    def quoted_in(self, candidate: str, sources: Iterable[str] | None = None) -> tuple[Quotation, ...]:
        """Return the registered quotations that the candidate quotes exactly (five words in a row, or all of it)."""
        wanted = None if sources is None else set(sources)
        pool = (q for q in self.quotations.values() if wanted is None or q.source in wanted)
        return tuple(quote for quote in pool if is_exact_quotation(candidate, quote.text))


def _told(source: Source) -> tuple[date, date]:
    told = source.telling.told if source.telling else Missing.UNKNOWN
    return (date.max, date.max) if isinstance(told, Missing) else edtf.interval(told)


def _find(records: Mapping[str, T], key: str, expected: str, hint: str) -> T:
    if key in records:
        return records[key]
    near = get_close_matches(key, records, n=3)
    raise Mistake("register", f"'{key}'", expected, f"Did you mean {', '.join(near)}?" if near else hint)
