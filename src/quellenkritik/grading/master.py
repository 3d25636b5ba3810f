"""The instructor's release: the order, texts and points of every cell, the public sheet, and the key.

Whatever is not a student's answer comes from here. The key (``gold``) stays in the grader's process; what may go into
the sandbox is :attr:`Master.public` and :attr:`Master.code`, which hold neither key nor solution.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from quellenkritik.errors import Mistake

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class MasterCell:
    """One cell of the release. For a solution cell ``source`` is what students were given, never the solution."""

    id: str
    kind: str
    source: str
    grade_id: str = ""
    grade: bool = False
    solution: bool = False
    locked: bool = False
    points: float = 0.0

    @property
    def manual(self) -> bool:
        """Whether a person grades it."""
        return self.grade and self.solution

    @property
    def auto(self) -> bool:
        """Whether it carries the machine's points."""
        return self.grade and not self.solution

    @property
    def checksum(self) -> str:
        """The checksum that nbgrader keeps for the cell (over text, kind, flags, id and points)."""
        flags = (
            (self.grade, self.solution, self.locked or self.grade)
            if not self.solution
            else (self.grade, True, False)
        )
        parts = [self.source, self.kind, *map(str, flags), self.grade_id]
        parts += [str(float(self.points))] if self.grade else []
        return hashlib.md5("".join(parts).encode(), usedforsecurity=False).hexdigest()


@dataclass(frozen=True)
class Master:
    """One exercise as released. ``release`` names exactly this state of notebook and key."""

    exercise: str
    topic: str
    cells: tuple[MasterCell, ...]
    sheet: Mapping[str, Any]
    gold: Mapping[str, Any]
    sheet_text: str
    release: str
    metadata: Mapping[str, Any]
    bonus: bool = False
    """Whether its points come on top of the others."""

    @cached_property
    def by_grade_id(self) -> dict[str, MasterCell]:
        """The cells that nbgrader knows, by their id."""
        return {cell.grade_id: cell for cell in self.cells if cell.grade_id}

    @cached_property
    def answer(self) -> MasterCell | None:
        """The code cell that holds the answer."""
        return next((c for c in self.cells if c.solution and c.kind == "code"), None)

    @cached_property
    def auto(self) -> MasterCell | None:
        """The cell that carries the machine's points."""
        return next((c for c in self.cells if c.auto), None)

    @cached_property
    def manual(self) -> tuple[MasterCell, ...]:
        """The cells that wait for a person."""
        return tuple(c for c in self.cells if c.manual)

    @property
    def asks_for_code(self) -> bool:
        """Whether the answer is a program whose functions are called, so that a bare answer file cannot hold it."""
        return "calls" in self.gold

    def passed_over(self, cell: MasterCell) -> bool:
        """Return whether a given cell is not run while grading; a check of functions would call them on the examples."""
        return not cell.solution and (interactive(cell.source) or (self.asks_for_code and cell.auto))

    @property
    def public(self) -> dict[str, str]:
        """The files that lie beside the notebook, by name."""
        return {f"{self.exercise}.sheet.yml": self.sheet_text}

    def given_code(self) -> list[str]:
        """Return the code cells as students were given them, the empty form among them, to be run once beforehand.

        What the check of an answer needs is then loaded in every sandbox before the first submission comes.
        """
        return [cell.source for cell in self.cells if cell.kind == "code" and not interactive(cell.source)]


def interactive(source: str) -> bool:
    """Return whether a given cell is for the student's eyes alone: it opens an editor, or tries a function on the examples.

    Nobody looks at it while grading, and a function that hangs on an example must not cost the calls that count.
    """
    return "qk.widget(" in source or "qk.try_out(" in source


class Course:
    """A release folder: ``source/``, ``release/``, ``keys/`` as `qk release --course` writes them."""

    def __init__(self, root: Path) -> None:
        self.root = root
        if not (root / "source").is_dir() or not (root / "keys").is_dir():
            raise Mistake(
                str(root),
                "a folder without source/ and keys/",
                "the release of a course",
                "Make it with: qk release --course",
            )
        paths = sorted((root / "source").glob("*/*.ipynb"))
        self.masters = {path.stem: load(root, path) for path in paths}
        self.id = _course_id(root / "nbgrader_config.py")
        self.topics = sorted({master.topic for master in self.masters.values()})
        self.owner_of = {gid: m.exercise for m in self.masters.values() for gid in m.by_grade_id}
        if not self.masters:
            raise Mistake(
                str(root / "source"), "no notebook", "<topic>/<exercise>.ipynb", "qk release --course"
            )

    def of(self, topic: str) -> list[Master]:
        """Return the exercises of one topic, by id."""
        return [m for m in self.masters.values() if m.topic == topic]


def load(root: Path, path: Path) -> Master:
    """Read one exercise: the source notebook gives cells and points, the release gives what students saw."""
    exercise, topic = path.stem, path.parent.name
    key_path = root / "keys" / f"{exercise}.key.yml"
    if not key_path.is_file():
        raise Mistake(str(key_path), "no such file", "the key of a released exercise", "qk release --course")
    raw, key_raw = path.read_bytes(), key_path.read_bytes()
    key = yaml.load(key_raw, Loader=_Loader)
    notebook = json.loads(raw)
    given = _given(root / "release" / topic / path.name)
    cells = tuple(_cell(number, entry, given) for number, entry in enumerate(notebook["cells"]))
    sheet_path = root / "release" / topic / f"{exercise}.sheet.yml"
    text = sheet_path.read_text("utf-8") if sheet_path.is_file() else _dumped(key["sheet"])
    release = hashlib.sha256(raw + b"\0" + key_raw).hexdigest()[:16]
    metadata = notebook.get("metadata", {})
    bonus = key.get("bonus") is True
    return Master(exercise, topic, cells, key["sheet"], key["gold"], text, release, metadata, bonus)


def _course_id(config: Path) -> str:
    """Return the name under which nbgrader knows the course."""
    text = config.read_text("utf-8") if config.is_file() else ""
    named = re.search(r"""course_id\s*=\s*['"]([^'"]+)""", text)
    return named[1] if named else "default_course"


def _given(path: Path) -> dict[str, str]:
    """Return the texts of the solution cells as released, by grade id."""
    if not path.is_file():
        return {}
    cells = json.loads(path.read_bytes())["cells"]
    claims = [(cell.get("metadata", {}).get("nbgrader", {}), cell) for cell in cells]
    return {claim["grade_id"]: _joined(cell["source"]) for claim, cell in claims if claim.get("solution")}


def _cell(number: int, entry: Mapping[str, Any], given: Mapping[str, str]) -> MasterCell:
    claim = entry.get("metadata", {}).get("nbgrader", {})
    grade_id = str(claim.get("grade_id", ""))
    solution = bool(claim.get("solution", False))
    source = given.get(grade_id, "") if solution else _joined(entry["source"])
    return MasterCell(
        id=str(entry.get("id") or grade_id or f"cell-{number}"),
        kind=str(entry["cell_type"]),
        source=source,
        grade_id=grade_id,
        grade=bool(claim.get("grade", False)),
        solution=solution,
        locked=bool(claim.get("locked", False)),
        points=float(claim.get("points", 0) or 0),
    )


def _joined(source: str | list[str]) -> str:
    return source if isinstance(source, str) else "".join(source)


def _dumped(sheet: Mapping[str, Any]) -> str:
    return str(yaml.safe_dump(dict(sheet), allow_unicode=True, sort_keys=False))
