"""The ladder of verbs: how strong the verb is in headlines, and how strong it is in the same texts' leads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from quellenkritik.figures.svg import Figure, element, figure, lines_of, text, wrap

MARGIN, BAR = 24, 16
Pair = tuple[int | None, int | None]
"""One text: step of its headline, step of its lead; None where the element was not seen or does not exist."""


def ladder(
    pairs: Sequence[Pair], steps: Mapping[int, str], *, title: str, name: str = "ladder", width: int = 760
) -> Figure:
    """Return two bars a step, headline and lead, strongest step on top; ``steps`` names them."""
    heads = Counter(head for head, _ in pairs if head is not None)
    leads = Counter(lead for _, lead in pairs if lead is not None)
    unit = (width - 2 * MARGIN - 40) / max([1, *heads.values(), *leads.values()])
    head = wrap(title, int((width - 2 * MARGIN) / 8.4))
    body, y = lines_of(MARGIN, 34, head, "head"), 40.0 + 18 * len(head)
    body += _key(y)
    y += 28
    for step in sorted(steps, reverse=True):
        rows, y = _step(y, f"{step}  {steps[step]}", heads[step], leads[step], unit, width)
        body += rows
    body += [text(MARGIN, y + 6 + 18 * i, line, "soft") for i, line in enumerate(_sums(pairs, width))]
    return figure(name, width, y + 40, title, body, in_words(pairs, steps))


def in_words(pairs: Sequence[Pair], steps: Mapping[int, str]) -> list[str]:
    """Return the counts of each step as one line, and the comparison of headline and lead."""
    heads, leads = Counter(head for head, _ in pairs), Counter(lead for _, lead in pairs)
    lines = [
        f"Step {step}, {steps[step]}: {_counted(heads[step], 'headline')}, {_counted(leads[step], 'lead')}."
        for step in sorted(steps, reverse=True)
    ]
    return [*lines, comparison(pairs)]


def comparison(pairs: Sequence[Pair]) -> str:
    """Return how often the headline is stronger than, as strong as, or weaker than the lead of the same text."""
    both = [(head, lead) for head, lead in pairs if head is not None and lead is not None]
    stronger = sum(head > lead for head, lead in both)
    weaker = sum(head < lead for head, lead in both)
    return (
        f"Of {len(both)} texts with both seen, the headline is stronger in {stronger}, as strong in "
        f"{len(both) - stronger - weaker}, weaker in {weaker}."
    )


def _key(y: float) -> list[str]:
    return [
        element("rect", class_="warm-bar", x=MARGIN, y=y - 10, width=12, height=12),
        text(MARGIN + 18, y, "headline", "soft"),
        element("rect", class_="cool-bar", x=MARGIN + 96, y=y - 8, width=12, height=8, rx=4),
        text(MARGIN + 114, y, "lead", "soft"),
    ]


def _step(y: float, label: str, heads: int, leads: int, unit: float, width: int) -> tuple[list[str], float]:
    """Return label and bars of one step and the y below; the lead's bar is thinner and round, so shape tells them apart."""
    lines = wrap(label, int((width - 2 * MARGIN) / 7.2))
    rows = [text(MARGIN, y + 16 * i, line, "") for i, line in enumerate(lines)]
    y += 16 * (len(lines) - 1) + 8
    for count, class_, height, radius in ((heads, "warm-bar", 12, 0), (leads, "cool-bar", 8, 4)):
        size = count * unit
        if count:
            rows.append(element("rect", class_=class_, x=MARGIN, y=y, width=size, height=height, rx=radius))
        rows.append(text(MARGIN + (size + 6 if count else 0), y + height - 0.5, str(count), "soft"))
        y += BAR
    return rows, y + 16


def _sums(pairs: Sequence[Pair], width: int) -> list[str]:
    return wrap(comparison(pairs), int((width - 2 * MARGIN) / 6.4))


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}" if number == 1 else f"{number} {thing}s"
