"""Whose work a file is, by where it lies: nbgrader's tree, a folder or zip a student, or what Moodle and Canvas pack.

The path decides. What a file says of itself (``student:`` in an answer file) counts only where it was given alone on
the command line; else anyone could hand in under another's name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from quellenkritik.grading.master import Course
from quellenkritik.grading.matching import named_exercise
from quellenkritik.grading.sources import Found
from quellenkritik.grading.submission import student_id

_MOODLE = re.compile(r"^(?P<name>.+)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?$")
_CANVAS = re.compile(r"^(?P<name>[^_]+)_(?:LATE_)?(?P<id>\d+)_(?P<file>\d+)_(?P<rest>.+)$")
_MOODLE_FILE = re.compile(r"^(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_(?P<rest>.+)$")
_WRAPPERS = ("submitted", "submissions")


def owner_of(found: Found, course: Course) -> str:
    """Return the student id for something found; raise :class:`Refusal` where there is no usable name."""
    return student_id(name_of(found, course))


def name_of(found: Found, course: Course) -> str:
    """Return the name that the student id for something found is made of."""
    *folders, file = found.parts
    topics = [place for place, name in enumerate(folders) if name.lower() in course.topics]
    if topics:
        folders = folders[: topics[0]]
    while folders and folders[0].lower() in _WRAPPERS:
        folders = folders[1:]
    if folders:
        return _of_folder(folders[0])
    if moodle := _MOODLE_FILE.match(file):  # packed without a folder for each student
        return _numbered(moodle["name"], moodle["id"])
    if not topics and (name := _from_file(file, course)):
        return name
    return _of_folder(found.container)


def _of_folder(folder: str) -> str:
    """Return ``name-number`` for a folder as Moodle packs it, else the folder's name; the number keeps names apart."""
    moodle = _MOODLE.match(folder)
    return folder if moodle is None else _numbered(moodle["name"], moodle["id"])


def _numbered(name: str, number: str) -> str:
    words = re.sub(r"[^\w.@-]+", "-", name)
    return f"{words}-{number}"


def packed(name: str, number: str) -> str:
    """Return the student id for a name and a participant's number as Moodle writes them; the number keeps names apart."""
    return student_id(_numbered(name, number))


def _from_file(file: str, course: Course) -> str:
    """Return the student that a file at the top names, as in ``name_1234_5678_pivot.ipynb`` or ``name_pivot.ipynb``."""
    canvas = _CANVAS.match(file)
    if canvas:
        return f"{canvas['name']}-{canvas['id']}"
    stem = file.split(".", 1)[0]
    exercise = named_exercise(stem, course.masters)
    before = re.split(rf"[ _-]*(?:{re.escape(exercise)}|answers)", stem, maxsplit=1, flags=re.IGNORECASE)[0]
    return before if exercise or stem.lower().startswith("answers") else stem


def marks(found: Found) -> list[str]:
    """Return what the name of a file says of how it came: Canvas marks late work, but not when it came."""
    canvas = _CANVAS.match(found.parts[-1])
    if canvas and f"{canvas['name']}_LATE_" in found.parts[-1]:
        return [
            "Canvas marks it as late; enter the time under 'received' in course.yml if it is to cost points"
        ]
    return []


def claimed_student(answers: Mapping[str, object]) -> str:
    """Return what an answer file says about its own student."""
    claim = answers.get("student", "")
    return claim.strip() if isinstance(claim, str) else ""
