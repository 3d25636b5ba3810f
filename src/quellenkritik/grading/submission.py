"""A submission as data: who, which exercise, the sources of answer cells, the student's own cells, and what was odd."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass, field

from quellenkritik.text.marks import too_many_marks

MAX_ID = 64
_MARKED = re.compile(r".*-(?=[0-9]*[a-f])[0-9a-f]{6}")


class Refusal(Exception):
    """A submission that cannot be taken; the text says what came and what was expected."""


@dataclass(frozen=True)
class Extra:
    """A cell of the student's own; ``after`` is the id of the master's cell that it follows ('' at the top)."""

    after: str
    kind: str
    source: str


@dataclass
class Submission:
    """One student's work on one exercise.

    ``cells`` maps grade ids of the master to the student's source; ``answer`` is the text of a bare answer file.
    ``notes`` are repairs, told to the instructor. ``refused`` is set where nothing could be taken.
    """

    student: str
    exercise: str
    name: str
    sha256: str
    cells: dict[str, str] = field(default_factory=dict)
    extras: list[Extra] = field(default_factory=list)
    answer: str | None = None
    notes: list[str] = field(default_factory=list)
    refused: str = ""
    aside: bool = False
    """Refused only because a newer file of the same student for the same exercise was taken."""
    raw: bytes = b""
    received: str = ""
    """When it came in (ISO 8601, UTC), where nbgrader has noted it."""

    @property
    def key(self) -> tuple[str, str]:
        """Student and exercise: there is one grade for each pair."""
        return self.student, self.exercise


def student_id(name: str) -> str:
    """Return a name as a student id that is safe in paths, pages and tables; raise :class:`Refusal` where none is left.

    Letters and digits of any script, ``.``, ``_``, ``@`` and ``-`` stay, anything else becomes ``-``. A name that had to
    be changed gets a mark of its own, and so does one that looks as if it had such a mark already, so that no name can
    be made to look like another student's.
    """
    given = composed(name)
    text = re.sub(r"[^\w.@-]+", "-", given).strip("-.")
    if not text:
        raise Refusal(f"a student's name that cannot be used ({name[:40]!r}); expected letters and digits")
    if text == given and len(text) <= MAX_ID and not _MARKED.fullmatch(text):
        return text
    mark = hashlib.sha256(given.encode()).hexdigest()[:6]
    mark = f"a{mark[1:]}" if mark.isdigit() else mark  # a number at the end is what Moodle and Canvas write
    return f"{text[: MAX_ID - 7].rstrip('-.')}-{mark}"


def composed(name: str) -> str:
    """Return a name in one form of Unicode (NFC); raise :class:`Refusal` where it is a tower of accents."""
    if too_many_marks(name):
        raise Refusal(
            "a student's name that cannot be used (accents without end); expected letters and digits"
        )
    return unicodedata.normalize("NFC", name.encode("utf-8", "replace").decode("utf-8"))


def printable(text: str) -> str:
    """Return text for a terminal: control characters and marks of direction are replaced."""
    return "".join(char if char.isprintable() else "�" for char in text)


def well_formed(text: str) -> tuple[str, bool]:
    """Return text without lone surrogates and null characters, and whether anything had to be replaced."""
    clean = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "�")
    return clean, clean != text
