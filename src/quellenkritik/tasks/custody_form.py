"""The form of an answer to custody, and the formal checks that know the sheet but not the key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik.measures.graphs import has_cycle
from quellenkritik.register import edtf
from quellenkritik.tasks import custody_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.custody_score import marks_of, quote_ids, station_ids
from quellenkritik.tasks.form import Field, Form, Problem, Section, entry_of, rows_of, text_of
from quellenkritik.tasks.scoring import is_run

Entry = Mapping[str, Tree]


def form(sheet: Sheet) -> Form:
    """Return the form of one sheet: rows of steps, rows of gaps, an entry a mark."""
    known = set(quote_ids(sheet))
    return Form(
        "custody",
        (_steps(sheet), _gaps(sheet), _marks(sheet)),
        {
            "locator": lambda value: None if value in known else "the id of a quotation on this sheet",
            "edtf": lambda value: (
                None if edtf.check(value) else "a date such as 2000-06-04, not_stated or not_seen"
            ),
        },
    )


def labels(sheet: Sheet) -> dict[str, str]:
    """Return the stations with the letter of their paper and their label."""
    return {
        item["id"]: f"{item['paper']}: {item['label']}"
        for item in sheet["items"]
        if item["kind"] == "station"
    }


def _ends(sheet: Sheet) -> tuple[Field, Field]:
    stations, names = tuple(station_ids(sheet)), labels(sheet)
    return (
        Field("child", "choice", "station", stations, labels=names),
        Field("parent", "choice", "made from", stations, labels=names),
    )


def _steps(sheet: Sheet) -> Section:
    fields = (
        *_ends(sheet),
        Field("agent", "choice", "who took the step", tuple(w.AGENTS), required=False, labels=w.AGENTS),
        Field("date", "edtf", "when", w.GAPS, required=False),
        Field("quote", "locator", "quotation that shows it", help="Without it a step counts nothing."),
    )
    title = "Steps that are attested: a row for each"
    return Section("steps", title, fields, min_rows=1, max_rows=len(station_ids(sheet)))


def _gaps(sheet: Sheet) -> Section:
    fields = (
        *_ends(sheet),
        Field("look_in", "choice", "where one would have to look", tuple(w.LOOK_IN), labels=w.LOOK_IN),
    )
    title = "Gaps: steps that no quotation shows, a row for each"
    return Section("gaps", title, fields, min_rows=1, max_rows=len(station_ids(sheet)))


def _marks(sheet: Sheet) -> Section:
    fields = (
        Field("step", "choice", "when it came to be", tuple(w.STEPS_OF_LIFE), labels=w.STEPS_OF_LIFE),
        Field("warrants", "choice", "what it warrants", tuple(w.WARRANTS), labels=w.WARRANTS),
        Field(
            "words",
            "words",
            "the words that show it",
            (w.NONE,),
            high=w.MOST_WORDS,
            help="One to six words, copied exactly.",
        ),
    )
    items = {item["id"]: f"{item['text']} ({item['about']})" for item in marks_of(sheet)}
    return Section("marks", "What each mark warrants", fields, items)


def check(answer: Tree, sheet: Sheet) -> list[Problem]:
    """Return the formal problems: those of the form, of single rows, of the whole graph, of the words of marks."""
    problems = form(sheet).check(answer)
    steps, gaps = rows_of(answer, "steps"), rows_of(answer, "gaps")
    problems += [*_row_problems("steps", steps), *_row_problems("gaps", gaps)]
    both = {_pair(row) for row in steps} & {_pair(row) for row in gaps} - {("", "")}
    problems += [
        Problem("gaps", f"{child} from {parent}, which is also among the steps", "a step or a gap, not both")
        for child, parent in sorted(both)
    ]
    ways = [pair for pair in map(_pair, steps) if all(pair) and pair[0] != pair[1]]
    if has_cycle(ways):
        problems.append(Problem("steps", "a circle", "nothing comes from itself, by no way round"))
    return problems + _word_problems(answer, sheet)


def _pair(row: Entry) -> tuple[str, str]:
    return text_of(row, "child"), text_of(row, "parent")


def _row_problems(section: str, rows: Sequence[Entry]) -> list[Problem]:
    """Return the rows that join a station with itself, and those that come twice."""
    pairs = [_pair(row) for row in rows]
    problems = []
    for number, (child, parent) in enumerate(pairs, start=1):
        where = f"{section} row {number}"
        if child and child == parent:
            problems.append(Problem(where, f"'{child}' from itself", "two different stations"))
        elif child and parent and (child, parent) in pairs[: number - 1]:
            problems.append(Problem(where, f"'{child}' from '{parent}' again", "each pair once"))
    return problems


def _word_problems(answer: Tree, sheet: Sheet) -> list[Problem]:
    wanted = f"one to {w.MOST_WORDS} words in a row from this mark, or none"
    return [
        Problem(f"marks {item['id']}, words", f"'{words[:60]}'", wanted, "Copy and paste them.")
        for item in marks_of(sheet)
        if (words := _words(answer, item)) not in ("", w.NONE)
        and not is_run(words, item["text"], w.MOST_WORDS)
    ]


def _words(answer: Tree, item: Mapping[str, Any]) -> str:
    return text_of(entry_of(answer, "marks", item["id"]), "words")
