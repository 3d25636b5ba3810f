"""Moodle's grading worksheet, filled in: only grade and comment are touched.

Its importer finds columns by their names in the language of the person who uploads, and a participant by the number
after the word for 'Participant' in that language. So the columns are found here by what stands in them, and where that
does not decide, the person is asked.
"""

from __future__ import annotations

import html
import re
from collections.abc import Mapping

from quellenkritik.errors import Mistake
from quellenkritik.grading import owners
from quellenkritik.grading.classbook import number
from quellenkritik.grading.tables import defused
from quellenkritik.grading.worksheet import Filled, Mark, Sheet, find, once, plain, scaled

_IDENTIFIER = re.compile(r"(?P<word>\D+?)(?P<number>\d+)")
_COMMENTS = ("feedback comments",)
_HINT = "The names of the columns are in your language; tell which one it is with {}."


def fill(
    sheet: Sheet,
    marks: Mapping[str, Mark],
    names: Mapping[str, str],
    *,
    grade: str = "",
    comment: str = "",
    scale: bool = False,
    partial: bool = False,
) -> Filled:
    """Fill in the worksheet; ``grade`` and ``comment`` name columns where they cannot be found, '-' means no comment."""
    ident = identifier_column(sheet)
    most_at = maximum_column(sheet, ident)
    grade_at = sheet.column(grade, "--grade-column") if grade else _before(sheet, most_at, ident)
    comment_at = comment_column(sheet, comment, {ident, most_at, grade_at})
    done, seen = Filled(), set[str]()
    for row in sheet.rows[1:]:
        mark = once(sheet, seen, _whose(row, ident, marks, names))
        if mark is None:
            done.not_graded.append(row[ident])
        elif mark.waiting and not partial:
            done.waiting.append(mark.student)
        else:
            most = plain(row[most_at]) or 0.0
            points = scaled(mark, most, f"{sheet.name}, '{sheet.head[most_at]}'", scale=scale)
            row[grade_at] = _as_written(points, row[most_at])
            if comment_at is not None:
                row[comment_at] = defused(html.escape(mark.said))
            done.marked.append(mark.student)
        seen.add(mark.student if mark else "")
    done.not_in_file = sorted(set(marks) - seen)
    done.text = sheet.text()
    _say(sheet, done, {grade_at, *([comment_at] if comment_at is not None else [])}, grade_at, comment_at)
    return done


def _say(sheet: Sheet, done: Filled, touched: set[int], grade_at: int, comment_at: int | None) -> None:
    where = f"'{sheet.head[comment_at]}'" if comment_at is not None else "no column"
    done.said.append(
        f"Grades into '{sheet.head[grade_at]}', comments into {where}; nothing else was touched."
    )
    if count := sheet.formulas(set(range(len(sheet.head))) - touched):
        done.said.append(f"{count} of the LMS's own cells begin like a formula; they were left as they are.")


def identifier_column(sheet: Sheet) -> int:
    """Return the column of 'Participant 1234': in each row the same word and another number."""
    for place in range(len(sheet.head)):
        found = [_IDENTIFIER.fullmatch(row[place].strip()) for row in sheet.rows[1:]]
        matches = [match for match in found if match]
        words = {match["word"] for match in matches}
        numbers = {match["number"] for match in matches}
        if matches and len(matches) == len(found) == len(numbers) and len(words) == 1:
            return place
    raise Mistake(
        sheet.name,
        "no column with 'Participant 1234' (in your language) in each row",
        "a grading worksheet as Moodle gives it out",
        "In the assignment choose: Download grading worksheet.",
    )


def maximum_column(sheet: Sheet, ident: int) -> int:
    """Return the column of the maximum grade: the only one with the same number above nought in each row."""
    places = [
        place
        for place in range(len(sheet.head))
        if place != ident
        and len(values := {plain(row[place]) for row in sheet.rows[1:]}) == 1
        and any(values)
    ]
    if len(places) == 1:
        return places[0]
    titled = [place for place in places if sheet.head[place].strip().lower() == "maximum grade"]
    if len(titled) == 1:
        return titled[0]
    came = " | ".join(sheet.head[place] for place in places) or "none"
    raise Mistake(
        f"{sheet.name}, maximum grade",
        f"columns with the same number in each row: {came}",
        "one such column",
        "The assignment has to be graded by points, and its worksheet to be as Moodle gave it out.",
    )


def _before(sheet: Sheet, most_at: int, ident: int) -> int:
    """Return the grade's column: it stands before the maximum and holds numbers or nothing."""
    place = most_at - 1
    cells = [row[place].strip() for row in sheet.rows[1:]]
    if place > ident and all(not cell or cell == "-" or plain(cell) is not None for cell in cells):
        return place
    raise Mistake(
        f"{sheet.name}, grade", f"'{sheet.head[place]}' before the maximum", "a column of grades",
        _HINT.format("--grade-column NAME"),
    )  # fmt: skip


def comment_column(sheet: Sheet, name: str, others: set[int]) -> int | None:
    """Return the column of the comments, or None where none is wanted; ask where it cannot be told."""
    if name == "-":
        return None
    if name:
        return sheet.column(name, "--comment-column")
    known = [place for place, title in enumerate(sheet.head) if title.strip().lower() in _COMMENTS]
    if len(known) == 1 and known[0] not in others:
        return known[0]
    raise Mistake(
        f"{sheet.name}, comments",
        "columns " + " | ".join(sheet.head),
        "one that is known to hold the feedback comments",
        _HINT.format("--comment-column NAME (or --comment-column - for none)"),
    )


def _whose(row: list[str], ident: int, marks: Mapping[str, Mark], names: Mapping[str, str]) -> Mark | None:
    """Return the mark of a row: by the map, by 'name-number' as Moodle packs folders, else by a cell that is the id."""
    match = _IDENTIFIER.fullmatch(row[ident].strip())
    num = match["number"] if match else ""
    for key in (row[ident].strip(), num):
        if key in names:
            return marks.get(names[key])
    cells = [cell.strip() for cell in row if cell.strip()]
    word = match["word"].strip() if match else ""
    return find(marks, [*(owners.packed(name, num) for name in (*cells, word)), *_telling(cells)])


def _telling(cells: list[str]) -> list[str]:
    """Return the cells that can name one person: an address or a name, never a bare number."""
    return [cell for cell in cells if plain(cell) is None]


def _as_written(points: float, like: str) -> str:
    text = number(points)
    return text.replace(".", ",") if "," in like else text
