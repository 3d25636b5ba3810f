"""The feedback page of a student: criteria, named misunderstandings, hints; never the key, and nothing that runs.

Every text is escaped; what a person wrote as a comment is rendered as safe Markdown. The page loads nothing and forbids
scripts by its own policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from quellenkritik.grading import sanitise
from quellenkritik.grading.classbook import Line, number
from quellenkritik.grading.drawn import is_figure
from quellenkritik.grading.verdict import Tasks
from quellenkritik.tasks.core import Task

WORDS = {
    "graded": "graded",
    "rescued": "graded; the answer was read from the text of the notebook, because the notebook could not be run",
    "timed_out": "the notebook took too long and was stopped; no answer could be read",
    "crashed": "the notebook did not run to its end; no answer could be read",
    "refused": "the file could not be taken",
    "blank": "no answer",
    "not_scored": "not scored yet; your instructor will look at it",
}
MOST_PROBLEMS = 20
STYLE = (
    "body{font:1rem/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b;background:#fff}"
    "table{border-collapse:collapse;width:100%;margin:1rem 0}caption{text-align:left;font-weight:600}"
    "th,td{border:1px solid #767676;padding:.3rem .6rem;text-align:left;vertical-align:top}"
    "details{font-weight:400}td.n{text-align:right;white-space:nowrap}section{margin:2.5rem 0}.total{font-weight:600}"
)


def page(student: str, lines: Sequence[Line], tasks: Tasks) -> str:
    """Return the whole page as HTML text."""
    e = sanitise.text
    body = "".join(_exercise(line, tasks(line.exercise)) for line in lines)
    total = f"{number(sum(x.points for x in lines))} of {number(sum(x.asked for x in lines))}"
    waiting = sum(line.waiting for line in lines)
    rest = f" {waiting} answers still wait to be read by a person." if waiting else ""
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>Feedback for {e(student)}</title><style>{STYLE}</style></head>\n"
        f'<body><main><h1>Feedback for {e(student)}</h1>\n<p class="total">{total} points.{rest}</p>\n'
        f"{body}</main></body></html>\n"
    )


def _exercise(line: Line, task: Task) -> str:
    e = sanitise.text
    parts = [
        f"<section><h2>{e(task.title)}</h2>\n<p>Result: {e(WORDS.get(line.verdict, line.verdict))}.</p>\n"
    ]
    if line.late:
        parts.append(f"<p>{number(line.late)} points are taken off for lateness.</p>\n")
    parts.append(_criteria(line, task))
    parts += [_list("What the answers suggest", _misconceptions(line, task))]
    parts += [_told(line, task)]
    parts += [_list("What the form asked for", [e(text) for text in _some(line.result["problems"])])]
    parts += [_list("About the file", [e(text) for text in _about(line)])]
    parts.append(_manual(line))
    return "".join(parts) + "</section>\n"


def _some(problems: Sequence[str]) -> list[str]:
    """Return the first problems, and how many there are besides: nobody should think that those were all."""
    rest = len(problems) - MOST_PROBLEMS
    return [*problems[:MOST_PROBLEMS], *([f"... and {rest} more of this kind"] if rest > 0 else [])]


def _about(line: Line) -> list[str]:
    """Return the notes on the file; what a fault of the scorer said stays with the instructor, it may speak of the key."""
    return [text for text in line.result["notes"] if not text.startswith("not scored:")]


def _criteria(line: Line, task: Task) -> str:
    e = sanitise.text
    specs = {spec.id: spec for spec in task.criteria}
    rows = []
    for entry in line.result["criteria"]:
        spec = specs.get(entry["id"])
        title = spec.title if spec else entry["id"]
        hints = _hints(spec.hints) if spec and entry["points"] < entry["max_points"] else ""
        rows.append(
            f'<tr><th scope="row">{e(title)}{hints}</th><td class="n">{number(entry["points"])}</td>'
            f'<td class="n">{number(entry["max_points"])}</td></tr>\n'
        )
    head = '<thead><tr><th scope="col">Criterion</th><th scope="col">Points</th><th scope="col">of</th></tr></thead>'
    foot = (
        f'<tfoot><tr class="total"><th scope="row">Sum</th><td class="n">{number(line.auto)}</td>'
        f'<td class="n">{number(line.auto_max)}</td></tr></tfoot>'
    )
    return (
        f"<table><caption>Points by criterion</caption>{head}<tbody>\n{''.join(rows)}</tbody>{foot}</table>\n"
    )


def _hints(hints: Iterable[str]) -> str:
    items = "".join(f"<li>{sanitise.text(hint)}</li>" for hint in hints)
    return f"<details><summary>Three hints, from general to specific</summary><ol>{items}</ol></details>"


def _misconceptions(line: Line, task: Task) -> list[str]:
    e = sanitise.text
    known = {m.code: m for m in (*task.misconceptions, *getattr(task, "faults", ()))}
    found = [known[code] for code in line.result["codes"] if code in known]
    return [f"<strong>{e(m.title)}.</strong> {e(m.feedback)}" for m in found]


def _told(line: Line, task: Task) -> str:
    """Return those notes of the criteria that the exercise means for students (``told``); all others stay inside."""
    names = getattr(task, "told", ())
    notes = [
        (n, text) for c in line.result["criteria"] for n, text in c.get("notes", {}).items() if n in names
    ]
    figures = [f"<figure>{text}</figure>\n" for _, text in notes if is_figure(text)]
    words = [sanitise.text(text) for _, text in notes if not is_figure(text)]
    return "".join(figures) + _list("In numbers", words)


def _list(title: str, items: Sequence[str]) -> str:
    if not items:
        return ""
    return f"<h3>{title}</h3>\n<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>\n"


def _manual(line: Line) -> str:
    parts = []
    for grade in line.manual:
        given = (
            "waits to be read"
            if grade.points is None
            else f"{number(grade.points)} of {number(grade.max_points)} points"
        )
        if not grade.points and grade.points is not None and grade.cell not in line.result.get("waiting", {}):
            given = f"nothing was written: {given}"
        comment = sanitise.markdown(grade.comment) if grade.comment else ""
        parts.append(
            f"<h3>Your own words, read by a person</h3>\n<p>{given} ({sanitise.text(grade.cell)})</p>\n{comment}\n"
        )
    return "".join(parts)
