"""Canvas's gradebook, filled in: the exported file's own identifying columns and one assignment's column."""

from __future__ import annotations

import re
from collections.abc import Mapping

from quellenkritik.errors import Mistake
from quellenkritik.grading.classbook import number
from quellenkritik.grading.worksheet import Filled, Mark, Sheet, find, once, plain, scaled

_ASSIGNMENT = re.compile(r".+\(\d+\)")
_NEEDED = ("Student", "ID")
_IDENTIFYING = ("Student", "ID", "SIS User ID", "SIS Login ID", "Integration ID", "Root Account", "Section")


def fill(
    sheet: Sheet,
    marks: Mapping[str, Mark],
    names: Mapping[str, str],
    *,
    assignment: str = "",
    scale: bool = False,
    partial: bool = False,
) -> Filled:
    """Fill in one assignment's column; the other assignments are left out, so that the upload cannot change them."""
    if missing := [name for name in _NEEDED if name not in sheet.head]:
        raise Mistake(sheet.name, "no column " + ", ".join(missing), "a gradebook as Canvas exports it")
    place = _assignment(sheet, assignment)
    most = _possible(sheet, place)
    student_at, ident_at = sheet.head.index("Student"), sheet.head.index("ID")
    done, seen = Filled(), set[str]()
    for row in sheet.rows[1:]:
        if not row[ident_at].strip():  # 'Points Possible' and the like
            continue
        mark = once(sheet, seen, _whose(sheet, row, marks, names))
        if mark is None:
            done.not_graded.append(row[student_at])
        elif mark.waiting and not partial:
            done.waiting.append(mark.student)
        else:
            row[place] = number(scaled(mark, most, f"{sheet.name}, Points Possible", scale=scale))
            done.marked.append(mark.student)
        seen.add(mark.student if mark else "")
    done.not_in_file = sorted(set(marks) - seen)
    kept = [at for at, title in enumerate(sheet.head) if title in _IDENTIFYING or at == place]
    done.text = sheet.text([[row[at] for at in kept] for row in sheet.rows])
    done.said.append(f"Points into '{sheet.head[place]}'; other assignments are not in the file.")
    if count := sheet.formulas(at for at in kept if at != place):
        done.said.append(f"{count} of the LMS's own cells begin like a formula; they were left as they are.")
    return done


def before(sheet: Sheet, assignment: str) -> str:
    """Return the same selection of columns as it was, to show what changes."""
    place = _assignment(sheet, assignment)
    kept = [at for at, title in enumerate(sheet.head) if title in _IDENTIFYING or at == place]
    return sheet.text([[row[at] for at in kept] for row in sheet.rows])


def _assignment(sheet: Sheet, named: str) -> int:
    """Return the column ``<Assignment> (<id>)``: the one that is named, or the only one."""
    places = [at for at, title in enumerate(sheet.head) if _ASSIGNMENT.fullmatch(title.strip())]
    wanted = [at for at in places if _is_called(sheet.head[at].strip(), named)] if named else places
    if len(wanted) != 1:
        raise Mistake(
            f"{sheet.name}, assignment",
            f"'{named}'" if named else f"{len(places)} columns",
            "one of "
            + (
                " | ".join(sheet.head[at] for at in places) or "'<Assignment> (<id>)', of which there is none"
            ),
            "Tell which one it is with --assignment.",
        )
    return wanted[0]


def _is_called(title: str, named: str) -> bool:
    return named in (title, title.rsplit(" (", 1)[0], title.rsplit("(", 1)[1].rstrip(")"))


def _possible(sheet: Sheet, place: int) -> float:
    student = sheet.head.index("Student")
    for row in sheet.rows[1:4]:
        if "possible" in row[student].lower() and (most := plain(row[place])):
            return most
    raise Mistake(sheet.name, "no row 'Points Possible' with a number", "a gradebook as Canvas exports it")


def _whose(sheet: Sheet, row: list[str], marks: Mapping[str, Mark], names: Mapping[str, str]) -> Mark | None:
    """Return the mark of a row: by the map, by ``lastfirst-id`` as Canvas names files, else by an id of the school."""
    own = {title: row[at].strip() for at, title in enumerate(sheet.head)}
    keys = [own["ID"], own.get("SIS User ID", ""), own.get("SIS Login ID", "")]
    for key in keys:
        if key and key in names:
            return marks.get(names[key])
    packed = re.sub(r"[\W_]", "", own["Student"].lower())
    school = [key for key in keys[1:] if key]
    return find(marks, [f"{packed}-{own['ID']}", f"anonymous-{own['ID']}", *school])
