"""Scoring the exercise shifts: marks matched one to one, then category, stage and severity of those that were found.

A mark of the key that is ``open`` can be defended and need not be made: a student's mark that meets it counts neither
for nor against. A stage is scored where the chain decides, and ``undetermined`` where it says that it does not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

from quellenkritik.measures.agreement import krippendorff_alpha
from quellenkritik.measures.chance import rescale
from quellenkritik.measures.classification import f1
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


TELLING = 3
"""How much more a mark weighs that an earlier step than the last one has made."""


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
        return _taken(self.keys[at], field, str(getattr(mark, field)) if mark else "")


def _taken(key: Key, field: str, value: str) -> str:
    """Return the key's own value in the place of one that is accepted."""
    return str(key[field][0]) if value in key[field] else value


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


def precision(found: Found) -> float:
    """Return the share of the marks that meet the key, 0.0 where there are none; marks on open ones do not count."""
    met, beside = len(found.met), sum(at not in found.met for at in found.pairs)
    return met / max(1, len(found.marks) - beside)


def marks_share(found: Found) -> float:
    """Return span F1 times the share of found marks whose category is right; marks that meet an open one do not count."""
    met = found.met
    beside = sum(at not in met for at in found.pairs)
    right = sum(bool(found.value(at, "category") == found.keys[at]["category"][0]) for at in met)
    return f1(len(met), len(found.marks) - beside, len(found.scored)) * right / max(1, len(met))


def stage_share(found: Found) -> float:
    """Return how far the stages of the marks found are right beyond chance, times recall and precision of the marks.

    Chance is the best constant answer or the blaming of the last step, whichever earns more on the very marks found.
    Marks of which the last step is not the stage tell more than the others and weigh ``TELLING`` times as much.
    """
    weights = {at: _weight(found.keys[at]) for at in found.met}
    if not weights:
        return 0.0

    def share(right: Callable[[int], bool]) -> float:
        return sum(weight for at, weight in weights.items() if right(at)) / sum(weights.values())

    constant = max(share(lambda at, stage=stage: stage in found.keys[at]["stage"]) for stage in w.STAGES)  # type: ignore[misc]
    blamed = share(lambda at: found.keys[at]["last"] in found.keys[at]["stage"])
    given = share(lambda at: bool(found.value(at, "stage") == found.keys[at]["stage"][0]))
    return rescale(given, max(constant, blamed)) * len(weights) / len(found.scored) * precision(found)


def _weight(key: Key) -> int:
    return 1 if key["last"] in key["stage"] else TELLING


def asked(found: Found) -> list[int]:
    """Return the marks whose severity is scored: those where only one can be defended, unless these are all alike."""
    fixed = [at for at in found.scored if len(found.keys[at]["severity"]) == 1]
    return fixed if len({found.keys[at]["severity"][0] for at in fixed}) > 1 else found.scored


def severity_alpha(found: Found) -> float:
    """Return Krippendorff's ordinal alpha between key and answer over the marks that are found and asked."""
    places = [at for at in asked(found) if at in found.pairs]
    pairs = [(str(found.keys[at]["severity"][0]), found.value(at, "severity") or None) for at in places]
    return krippendorff_alpha(pairs, "ordinal", tuple(w.SEVERITIES)) if pairs else 0.0


def severity_share(found: Found) -> float:
    """Return the band of alpha times the share of the asked severities that were given, times the precision."""
    alpha = severity_alpha(found)
    band: float = next((worth for least, worth in BANDS if alpha >= least), 0.0)
    wanted = asked(found)
    given = sum(bool(found.pairs[at].severity) for at in wanted if at in found.pairs)
    return band * given / max(1, len(wanted)) * precision(found)
