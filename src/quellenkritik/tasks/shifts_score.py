"""Scoring the exercise shifts: marks matched one to one, then category, stage and severity of those that were found.

A mark of the key that is ``open`` can be defended and need not be made: a student's mark that meets it counts neither
for nor against. A stage is scored where the chain decides, and ``undetermined`` where it says that it does not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from quellenkritik.measures.agreement import krippendorff_alpha
from quellenkritik.measures.classification import corrected_macro_f1, f1
from quellenkritik.measures.spans import Span, match_any
from quellenkritik.tasks import shifts_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import rows_of, span_of, text_of

Key = Mapping[str, Any]
APART = 10_000
"""Tokens between the beginnings of two items, once all are laid into one line: more than any text has."""

BANDS = ((0.8, 1.0), (0.667, 0.75), (0.5, 0.5), (0.25, 0.25))
"""Least alpha of a band and what it earns: with so few marks on a sheet the figure is too unsure for fine steps."""


class Mark(NamedTuple):
    """One mark of an answer; a field that is formally wrong is empty."""

    item: str
    span: Span
    category: str
    severity: str
    stage: str


class Found(NamedTuple):
    """Answer and key laid together: ``pairs`` index of the key -> mark, for the scored and for the open part of the key."""

    marks: Sequence[Mark]
    keys: Sequence[Key]
    pairs: Mapping[int, Mark]

    @property
    def scored(self) -> list[int]:
        """The indices of the key's marks that are scored."""
        return [at for at, key in enumerate(self.keys) if not key["open"]]

    @property
    def met(self) -> dict[int, Mark]:
        """The scored marks that were found."""
        return {at: self.pairs[at] for at in self.scored if at in self.pairs}

    def value(self, at: int, field: str) -> str:
        """Return what the answer has in a field: the key's own value where it was accepted, empty if nothing was found."""
        mark = self.pairs.get(at)
        given = str(getattr(mark, field)) if mark else ""
        return str(self.keys[at][field][0]) if given in self.keys[at][field] else given


def marks_of(answer: Tree, sheet: Sheet) -> list[Mark]:
    """Return the marks of an answer that lie within their texts, each once, at most a few on one text."""
    sizes = {item["id"]: len(item["tokens"]) for item in sheet["items"]}
    found: dict[tuple[str, Span], Mark] = {}
    for row in rows_of(answer, "marks"):
        item, span = text_of(row, "item"), span_of(text_of(row, "span"))
        many = sum(mark.item == item for mark in found.values()) >= w.MOST_MARKS
        if span and not many and span[1] <= sizes.get(item, 0):
            found.setdefault((item, span), Mark(item, span, *_labels(row)))
    return list(found.values())


def _labels(row: Mapping[str, Tree]) -> tuple[str, str, str]:
    known = (("category", w.CATEGORIES), ("severity", w.SEVERITIES), ("stage", w.STAGES))
    category, severity, stage = (
        text_of(row, name) if text_of(row, name) in words else "" for name, words in known
    )
    return category, severity, stage


def laid(answer: Tree, sheet: Sheet, gold: Gold) -> Found:
    """Return answer and key matched one to one over all texts; scored marks of the key are served first."""
    place = {item["id"]: APART * at for at, item in enumerate(sheet["items"])}
    marks = marks_of(answer, sheet)
    keys = sorted(gold["marks"], key=lambda key: bool(key["open"]))
    wanted = [[_moved(span, place[key["item"]]) for span in key["spans"]] for key in keys]
    pairs = match_any(wanted, [_moved(mark.span, place[mark.item]) for mark in marks])
    return Found(marks, keys, {g: marks[a] for g, a in pairs.items()})


def _moved(span: Sequence[int], by: int) -> Span:
    return span[0] + by, span[1] + by


def marks_share(found: Found) -> float:
    """Return span F1 times the share of found marks whose category is right; marks that meet an open one do not count."""
    met = found.met
    beside = sum(at not in met for at in found.pairs)
    right = sum(bool(found.value(at, "category") == found.keys[at]["category"][0]) for at in met)
    return f1(len(met), len(found.marks) - beside, len(found.scored)) * right / max(1, len(met))


def stage_share(found: Found) -> float:
    """Return the macro F1 of the stages, corrected for the best constant answer; a mark not found has no stage."""
    wanted = [str(found.keys[at]["stage"][0]) for at in found.scored]
    return max(0.0, corrected_macro_f1(wanted, [found.value(at, "stage") for at in found.scored]))


def severity_alpha(found: Found) -> float:
    """Return Krippendorff's ordinal alpha between key and answer over the marks that were found."""
    pairs = [(str(found.keys[at]["severity"][0]), found.value(at, "severity") or None) for at in found.met]
    return krippendorff_alpha(pairs, "ordinal", tuple(w.SEVERITIES)) if pairs else 0.0


def severity_share(found: Found) -> float:
    """Return the band of alpha times the share of the key's marks that were found with a severity."""
    alpha = severity_alpha(found)
    band: float = next((worth for least, worth in BANDS if alpha >= least), 0.0)
    return band * sum(bool(mark.severity) for mark in found.met.values()) / max(1, len(found.scored))
