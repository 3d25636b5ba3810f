"""Marked passages: token ranges matched one to one where they overlap enough.

A span is ``(start, end)`` in tokens, the end not included.
Reference for the overlap: P. Jaccard, The distribution of the flora in the alpine zone, New Phytologist 11 (1912)
37-50; for one-to-one matching at a threshold of one half: M. Everingham and others, The Pascal Visual Object Classes
challenge, International Journal of Computer Vision 88 (2010) 303-338.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

from quellenkritik.measures.classification import f1

Span = tuple[int, int]


def overlap(a: Span, b: Span) -> float:
    """Return intersection over union of two spans, in [0, 1]."""
    _check(a)
    _check(b)
    common = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return common / ((a[1] - a[0]) + (b[1] - b[0]) - common)


def best_overlap(spans: Sequence[Span], other: Span) -> float:
    """Return the greatest overlap of a span with any of several, 0.0 where there is none."""
    return max((overlap(span, other) for span in spans), default=0.0)


def match(gold: Sequence[Span], answer: Sequence[Span], least: float = 0.5) -> dict[int, int]:
    """Return the greatest one-to-one matching, gold index to answer index, of pairs that overlap by ``least`` or more.

    Free partners are tried first, the better overlap before the lesser.
    Reference: H. W. Kuhn, Naval Research Logistics Quarterly 2 (1955) 83-97 (augmenting paths).
    """
    return match_any([(span,) for span in gold], answer, least)


def match_any(gold: Sequence[Sequence[Span]], answer: Sequence[Span], least: float = 0.5) -> dict[int, int]:
    """Return the same matching where each passage of the gold has several extents that can be defended.

    The best of them counts. A passage that stands earlier in the gold never loses its partner to a later one.
    """
    fits = [[best_overlap(spans, other) for other in answer] for spans in gold]
    fitting = {
        g: sorted((a for a, fit in enumerate(row) if fit >= least), key=lambda a, row=row: -row[a])  # type: ignore[misc]
        for g, row in enumerate(fits)
    }
    taken: dict[int, int] = {}
    for g in fitting:
        _augment(g, fitting, taken, set())
    return {g: a for a, g in sorted(taken.items(), key=lambda pair: pair[1])}


def _augment(g: int, fitting: Mapping[int, Sequence[int]], taken: dict[int, int], tried: set[int]) -> bool:
    """Find a partner for one gold span: one that is free, else by giving the holder of a taken one another."""
    free = next((a for a in fitting[g] if a not in taken), None)
    if free is not None:
        taken[free] = g
        return True
    for a in fitting[g]:
        if a in tried:
            continue
        tried.add(a)
        if _augment(taken[a], fitting, taken, tried):
            taken[a] = g
            return True
    return False


def span_f1(gold: Sequence[Span], answer: Sequence[Span], least: float = 0.5) -> float:
    """Return F1 over matched spans, in [0, 1]."""
    return f1(len(match(gold, answer, least)), len(answer), len(gold))


def labelled_f1(
    gold: Sequence[tuple[Span, Hashable]], answer: Sequence[tuple[Span, Hashable]], least: float = 0.5
) -> float:
    """Return span F1 times the share of matched spans that carry the gold's label, in [0, 1]."""
    pairs = match([span for span, _ in gold], [span for span, _ in answer], least)
    if not pairs:
        return 0.0
    right = sum(gold[g][1] == answer[a][1] for g, a in pairs.items())
    return f1(len(pairs), len(answer), len(gold)) * right / len(pairs)


def _check(span: Span) -> None:
    if not 0 <= span[0] < span[1]:
        raise ValueError(f"a span is (start, end) with 0 <= start < end; came {span}")
