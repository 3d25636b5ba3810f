"""The class at a glance as one HTML file: distribution, items, misunderstandings, calibration. It loads nothing.

It is for the instructor: it names students and shows no answer of theirs.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence

from quellenkritik.figures.bars import bars
from quellenkritik.figures.reliability import reliability
from quellenkritik.figures.svg import Figure
from quellenkritik.grading import sanitise
from quellenkritik.grading.classbook import Line, number
from quellenkritik.grading.pages import STYLE
from quellenkritik.measures.calibration import reliability_bins
from quellenkritik.measures.items import Item, analyse

FEW = 30
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
Series = tuple[list[float], list[bool]]
"""Probabilities stated and whether it was so, over a class."""


def page(name: str, lines: Sequence[Line]) -> str:
    """Return the whole page as HTML text."""
    e = sanitise.text
    calibrations = stated(lines)
    parts = [
        _shown(_distribution(lines)),
        _items(items(lines)),
        _shown(_misconceptions(lines)),
        *(_shown(_calibration(exercise, series)) for exercise, series in calibrations.items()),
        _students(lines),
    ]
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>The class {e(name)}</title><style>{STYLE}</style></head>\n"
        f"<body><main><h1>The class {e(name)}</h1>\n{''.join(parts)}</main></body></html>\n"
    )


def items(lines: Iterable[Line]) -> list[Item]:
    """Return difficulty and discrimination of every criterion over those who handed in its exercise."""
    shares: dict[str, dict[str, float]] = {}
    weights: dict[str, float] = {}
    for line in lines:
        for c in line.result["criteria"]:
            name = f"{line.exercise}: {c['id']}"
            weights[name] = max(weights.get(name, 0.0), float(c["max_points"]))
            if c["max_points"]:
                shares.setdefault(name, {})[line.student] = c["points"] / c["max_points"]
    return analyse(shares, weights)


def distribution(lines: Iterable[Line]) -> list[tuple[str, int]]:
    """Return how many students reached each tenth of the points of what they handed in."""
    points: dict[str, tuple[float, float]] = {}
    for line in lines:
        had, most = points.get(line.student, (0.0, 0.0))
        points[line.student] = (had + line.points, most + line.asked)
    tenths = Counter(min(9, int(10 * had / most + 1e-9)) for had, most in points.values() if most)
    return [(f"{10 * n} to {10 * n + 10} %", tenths[n]) for n in range(10)]


def misconceptions(lines: Iterable[Line]) -> Counter[str]:
    """Return how many submissions show each misunderstanding."""
    return Counter(f"{line.exercise}: {code}" for line in lines for code in line.result["codes"])


def stated(lines: Iterable[Line]) -> dict[str, Series]:
    """Return the probabilities of the class by exercise, where a scorer has noted them (its note ``stated``)."""
    found: dict[str, Series] = {}
    for line in lines:
        for pair in (p for c in line.result["criteria"] for p in json.loads(c["notes"].get("stated", "[]"))):
            forecasts, outcomes = found.setdefault(line.exercise, ([], []))
            forecasts.append(float(pair[0]))
            outcomes.append(bool(pair[1]))
    return found


def _distribution(lines: Sequence[Line]) -> Figure:
    title = "Students by the share of the points that they have so far"
    return bars(distribution(lines), title=title, of="students", name="distribution", room=110)


def _misconceptions(lines: Sequence[Line]) -> Figure:
    found = misconceptions(lines).most_common(15)
    title = "The most frequent misunderstandings"
    return bars(found, title=title, of="submissions", name="misconceptions", room=300)


def _calibration(exercise: str, series: Series) -> Figure:
    forecasts, outcomes = series
    caption = f"{exercise}: {len(forecasts)} probabilities of the whole class."
    bins = reliability_bins(forecasts, outcomes) if forecasts else []
    return reliability(
        bins, title="How sure, and how often so", caption=caption, name=f"calibration-{exercise}"
    )


def _shown(figure: Figure) -> str:
    return f"<section>{figure._repr_html_()}</section>\n"


def _items(found: Sequence[Item]) -> str:
    rows = [
        (one.name, str(one.students), f"{one.difficulty:.2f}", _signed(one.discrimination)) for one in found
    ]
    few = max((one.students for one in found), default=0) < FEW
    note = f"<p>With fewer than {FEW} students both figures move a good deal by chance.</p>" if few else ""
    head = ("Criterion", "Students", "Difficulty (mean share)", "Discrimination (item-rest r)")
    return f"<section><h2>Criteria</h2>{note}{_table('How each criterion works', head, rows)}</section>\n"


def _signed(value: float | None) -> str:
    return "unknown" if value is None else f"{value:+.2f}"


def _students(lines: Sequence[Line]) -> str:
    rows = [
        (line.student, line.exercise, line.verdict.replace("_", " "), number(line.points), number(line.max_points),
         number(line.late) if line.late else "", str(line.waiting))
        for line in lines
    ]  # fmt: skip
    head = ("Student", "Exercise", "Verdict", "Points", "of", "Late", "Waiting")
    return f"<section><h2>Students</h2>{_table('Points by exercise', head, rows)}</section>\n"


def _table(caption: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    e = sanitise.text
    titles = "".join(f'<th scope="col">{e(title)}</th>' for title in head)
    body = "".join(
        f'<tr><th scope="row">{e(row[0])}</th>'
        + "".join(f"<td>{e(cell)}</td>" for cell in row[1:])
        + "</tr>\n"
        for row in rows
    )
    return f"<table><caption>{e(caption)}</caption><thead><tr>{titles}</tr></thead><tbody>\n{body}</tbody></table>"
