"""Intake: whatever was handed in becomes submissions, one message for each oddity, and nothing stops the others.

Reading is lazy: the list of files is made first, each file is read when its turn comes, so memory does not grow with
the class.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import yaml

from quellenkritik.errors import Mistake
from quellenkritik.grading import arrival, notebook, owners, sources
from quellenkritik.grading.master import Course
from quellenkritik.grading.matching import Overlay, exercise_of, named_exercise
from quellenkritik.grading.submission import Refusal, Submission, composed, printable, student_id, well_formed
from quellenkritik.tasks import answers

MAX_FILES = 60
NEEDS_NOTEBOOK = "an answer file for an exercise that asks for a program; expected its notebook, which is run"
MAX_NOTES = 60
TOO_MANY = f"more than {MAX_FILES} files of one student"


def read(listed: Iterable[tuple[str, sources.Found]], course: Course) -> Iterator[Submission]:
    """Yield the submissions of a list made by :func:`listing`, refused ones too; each file is read when its turn comes."""
    known: set[tuple[str, str]] = set()
    for student, found in listed:
        for submission in _safely(student, found, course):
            if submission.refused or submission.key not in known:
                if not submission.refused:
                    known.add(submission.key)
                yield submission
            else:
                yield _set_aside(submission)


def _set_aside(submission: Submission) -> Submission:
    text = f"a second file for '{submission.exercise}'; the newest one of this student was taken"
    return replace(submission, refused=text, aside=True, cells={}, extras=[], answer=None, raw=b"")


def listing(paths: list[Path], course: Course) -> list[tuple[str, sources.Found]]:
    """Return what is under the paths with its student ('' where there is no usable name), newest first for each."""
    return owned(sources.find(paths), course)


def owned(given: Iterable[sources.Found], course: Course) -> list[tuple[str, sources.Found]]:
    """Return what was found with its student, newest first for each."""
    listed: list[tuple[str, sources.Found]] = []
    names: dict[str, set[str]] = {}
    for found in given:
        try:
            student = owners.owner_of(found, course)
            names.setdefault(student, set()).add(composed(owners.name_of(found, course)))
            listed.append((student, found))
        except Exception as error:
            listed.append(("", replace(found, refused=found.refused or sources.reason(error))))
    listed = _not_too_many([_apart(student, found, names) for student, found in listed])
    # A notebook goes before a bare answer file of the same student, then the newer before the older.
    return sorted(
        listed, key=lambda pair: (pair[0], pair[1].kind == "answers", -pair[1].modified, pair[1].name)
    )


def _apart(student: str, found: sources.Found, names: dict[str, set[str]]) -> tuple[str, sources.Found]:
    """Take a student's id away where two names give the same: nobody's work may be mixed with another's."""
    several = sorted(names.get(student, ()))
    if len(several) < 2:
        return student, found
    told = " and ".join(f"{name!r:.40}" for name in several[:2])
    return "", replace(found, refused=f"two names that give one student id ({told}); expected names apart")


def _not_too_many(listed: list[tuple[str, sources.Found]]) -> list[tuple[str, sources.Found]]:
    """Refuse whoever hands in more than ``MAX_FILES`` files, told once."""
    counts = Counter(student for student, _ in listed if student)
    told: set[str] = set()
    kept = []
    for student, found in listed:
        if counts[student] <= MAX_FILES:
            kept.append((student, found))
        elif student not in told:
            told.add(student)
            kept.append((student, replace(found, refused=f"{TOO_MANY} ({counts[student]}); none is read")))
    return kept


def _safely(student: str, found: sources.Found, course: Course) -> Iterator[Submission]:
    """Read one file; whatever goes wrong with it becomes a refused submission."""
    try:
        if found.refused:
            raise Refusal(found.refused)
        yield from _read_one(student, found, course)
    except Refusal as refusal:
        exercise = named_exercise(found.parts[-1].split(".", 1)[0], course.masters)
        yield Submission(student, exercise, _name(found), "", refused=str(refusal))
    except Exception as error:
        yield Submission(student, "", _name(found), "", refused=sources.reason(error))


def _read_one(student: str, found: sources.Found, course: Course) -> Iterator[Submission]:
    if found.kind == "notebook":
        yield _notebook(student, found, course)
    elif found.kind == "answers":
        yield from _answer_file(student, found, course)
    else:
        raise Refusal("a file of no known kind; expected a notebook (.ipynb), answers.yml or a zip of them")


def _notebook(student: str, found: sources.Found, course: Course) -> Submission:
    raw = found.read()
    cells, notes = notebook.read(raw)
    exercise = exercise_of(cells, found.parts[-1].split(".", 1)[0], course)
    overlay = Overlay(course.masters[exercise]).lay(cells)
    return Submission(
        student,
        exercise,
        _name(found),
        hashlib.sha256(raw).hexdigest(),
        overlay.cells,
        overlay.extras,
        notes=_some(list(dict.fromkeys(notes + overlay.notes + owners.marks(found)))),
        raw=raw,
        received=arrival.of(found),
    )


def _some(notes: list[str]) -> list[str]:
    more = len(notes) - MAX_NOTES
    return notes if more <= 0 else [*notes[:MAX_NOTES], f"and {more} more notes of this kind"]


def _answer_file(student: str, found: sources.Found, course: Course) -> Iterator[Submission]:
    """Yield one submission for each exercise of a bare ``answers.yml``; manual cells may be given by their grade id."""
    raw = found.read()
    text, changed = well_formed(raw.decode("utf-8-sig", "replace"))
    notes = ["characters that are no text were replaced"] if changed or "�" in text else []
    parts = _top_level(text) or _flow(text)
    claim = owners.claimed_student({"student": parts.pop("student", "")})
    if claim and found.direct:
        student = student_id(_plain(claim))
    elif claim and student_id(_plain(claim)) != student:
        notes.append(f"the file names another student ({claim[:40]!r}); the folder decides")
    exercises = [name for name in parts if name in course.masters]
    strange = [name for name in parts if name not in course.masters and name not in course.owner_of]
    if strange:
        notes.append("not known in this course: " + ", ".join(name[:40] for name in strange[:5]))
    if not exercises:
        raise Refusal(
            "an answer file without an exercise of this course; expected " + ", ".join(course.masters)
        )
    sha = hashlib.sha256(raw).hexdigest()
    for name in exercises:
        if course.masters[name].asks_for_code:
            yield Submission(student, name, _name(found), sha, notes=notes, refused=NEEDS_NOTEBOOK)
            continue
        cells = {gid: _plain(parts[gid]) for gid in parts if course.owner_of.get(gid) == name}
        own_notes, received = notes + owners.marks(found), arrival.of(found)
        yield Submission(
            student, name, _name(found), sha, cells, answer=parts[name], notes=own_notes, received=received
        )


def _top_level(text: str) -> dict[str, str]:
    """Return the texts under the top-level keys of an answer file, each as YAML of its own.

    They are cut apart at the parser's marks, so that one exercise's mistake does not cost the others their answer.
    """
    if len(text) > 4 * answers.MAX_CHARS:
        raise Refusal(f"an answer file of {len(text)} characters")
    blocks: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in text.splitlines():
        key, colon, rest = line.partition(":")
        if line[:1].strip() and line[0] not in "#-%." and colon and (not rest or rest[0] in " \t"):
            name = _plain(key)
            if name in blocks:
                raise Refusal(f"the key '{name[:40]}' twice; expected each once")
            current = blocks.setdefault(name, [rest])
        elif current is not None and not line.startswith(("---", "...")):
            current.append(line)
    return {name: "\n".join(lines) for name, lines in blocks.items()}


def _flow(text: str) -> dict[str, str]:
    """Return the same for a file that is written as one mapping in braces."""
    try:
        tree = answers.parse(text)
    except (Mistake, yaml.YAMLError):
        return {}
    return {key: json.dumps(value) for key, value in tree.items()} if isinstance(tree, dict) else {}


def _name(found: sources.Found) -> str:
    return printable(well_formed(found.name)[0])[:300]


def _plain(text: str) -> str:
    """Return the text of a YAML scalar (quotation marks, block marks), or the text as it is."""
    try:
        value = answers.parse(text)
    except (Mistake, yaml.YAMLError):
        return text.strip()
    return value if isinstance(value, str) else text.strip()
