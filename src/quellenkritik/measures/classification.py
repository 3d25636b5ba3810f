"""Sorting into classes: F1 per class, their mean, and the mean corrected for the best constant answer.

Reference: C. J. van Rijsbergen, Information Retrieval (2nd ed., Butterworths 1979), chapter 7 (the F measure);
macro averaging: D. D. Lewis, Evaluating text categorization, Proc. Speech and Natural Language Workshop (1991).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from quellenkritik.measures.chance import rescale


def f1(right: int, given: int, wanted: int) -> float:
    """Return F1 from three counts: hits, things given, things wanted; 0.0 where there is nothing at all."""
    return 2.0 * right / (given + wanted) if given + wanted else 0.0


def class_f1(gold: Sequence[Hashable], answer: Sequence[Hashable], label: Hashable) -> float:
    """Return the F1 of one class over parallel sequences of labels."""
    _same_length(gold, answer)
    right = sum(g == a == label for g, a in zip(gold, answer, strict=True))
    return f1(right, sum(a == label for a in answer), sum(g == label for g in gold))


def macro_f1(gold: Sequence[Hashable], answer: Sequence[Hashable]) -> float:
    """Return the mean F1 over the classes that the gold has; an unanswered item is any value outside them."""
    _same_length(gold, answer)
    labels = list(dict.fromkeys(gold))
    return sum(class_f1(gold, answer, label) for label in labels) / len(labels)


def constant_macro_f1(gold: Sequence[Hashable]) -> float:
    """Return what the best constant answer earns: the same class for every item."""
    return max(macro_f1(gold, [label] * len(gold)) for label in set(gold))


def corrected_macro_f1(gold: Sequence[Hashable], answer: Sequence[Hashable]) -> float:
    """Return macro F1 rescaled so that the best constant answer earns 0 and the gold earns 1."""
    return rescale(macro_f1(gold, answer), constant_macro_f1(gold))


def accuracy(gold: Sequence[Hashable], answer: Sequence[Hashable]) -> float:
    """Return the share of items with the gold's label."""
    _same_length(gold, answer)
    return sum(g == a for g, a in zip(gold, answer, strict=True)) / len(gold)


def _same_length(gold: Sequence[Hashable], answer: Sequence[Hashable]) -> None:
    if len(gold) != len(answer) or not gold:
        raise ValueError(f"one answer an item; came {len(answer)} for {len(gold)} items")
