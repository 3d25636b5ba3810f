"""The search for answers in what students can see: the fourth gate."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

from quellenkritik.course import notebook
from quellenkritik.course.bank import Drawn
from quellenkritik.course.project import Project
from quellenkritik.tasks.functions import is_function_task

KEY_FIELDS = {"gold", "accept", "rationale", "codings", "adjudicated", "seed", "solution"}
"""Fields of the bank that never stand in a sheet, at any depth."""


def faults(project: Project, one: Drawn) -> list[str]:
    """Return one sentence for each trace of the key in the committed notebook and sheets of one exercise."""
    stem = one.exercise.stem
    sheets = [project.exercises / f"{stem}.sheet.yml", project.practice / f"{one.exercise.id}.sheet.yml"]
    book = project.exercises / f"{stem}.ipynb"
    found = _in_texts(project, one, [p for p in (book, *sheets) if p.is_file()])
    for path in sheets:
        if path.is_file():
            found += [f"{project.named(path)}: {said}" for said in _in_sheet(path, one)]
    return found


def answer_lines(one: Drawn) -> set[str]:
    """Return the lines of the solution that say something which the empty form does not; of a program, its longer lines."""
    if is_function_task(one.task):
        given = {line.strip() for line in one.template.splitlines()}
        return {line.strip() for line in one.solution.splitlines() if len(line.strip()) > 24} - given
    given = {line.strip() for line in one.template.splitlines()}
    lines = {line.strip() for line in one.solution.splitlines()}
    return {line for line in lines - given if re.search(r"(: |- )\S", line) and not line.endswith(":")}


def sample_texts(project: Project, one: Drawn) -> set[str]:
    """Return the lines of the sample answers of the manually graded cells."""
    cells = notebook.read_master(project, one.exercise)
    parts = [
        c.source.split(notebook.SAMPLE_MARK)[1] for c in cells if notebook.grade_id(c) in one.exercise.manual
    ]
    return {line.strip() for part in parts for line in part.splitlines() if len(line.strip()) > 20}


def bank_texts(one: Drawn) -> set[str]:
    """Return the sentences of the bank that are about the key: rationales and adjudications, field by field or whole."""
    notes = [item.get(field) for item in one.bank.get("items", []) for field in ("rationale", "adjudicated")]
    texts = [text for note in notes for text in (note.values() if isinstance(note, Mapping) else [note])]
    return {text.strip() for text in texts if isinstance(text, str) and len(text.strip()) > 20}


def _in_texts(project: Project, one: Drawn, paths: list[Path]) -> list[str]:
    lines = answer_lines(one)
    sentences = sample_texts(project, one) | bank_texts(one)
    idents = _bank_ids(one)
    found: list[str] = []
    for path in paths:
        for said in _strings(path):
            stripped = {line.strip() for line in said.splitlines()}
            if path.suffix == ".ipynb":
                found += [
                    f"{project.named(path)}: the answer line '{line}'" for line in sorted(lines & stripped)
                ]
            found += [f"{project.named(path)}: of the key '{s[:60]}'" for s in sorted(sentences) if s in said]
            found += [
                f"{project.named(path)}: the bank's id '{i}'" for i in sorted(idents) if _names(said, i)
            ]
    return found


def _bank_ids(one: Drawn) -> set[str]:
    """Return the ids that students must not see, where the registry promises opaque ones.

    A word of the form's own vocabulary (``kremlin``) is public, even where an item is called so.
    """
    if one.exercise.ids != "opaque":
        return set()
    fields = (field for section in one.task.form(one.sheet).sections for field in section.fields)
    vocabulary = {choice for field in fields for choice in field.choices}
    return {str(item["id"]) for item in one.bank.get("items", [])} - vocabulary


def _names(text: str, ident: str) -> bool:
    """Return whether a text names an id of the bank.

    A compound id (``grass-blade``) counts wherever it stands. One that is a plain word may stand in a sentence or a
    web address; it counts where it is a value by itself.
    """
    around = r"(?<![\w-]){}(?![\w-])" if "-" in ident else r"(?m)(?:^|[:\[,{{] )[\"']?{}[\"']?(?=[\],}}]|$)"
    return re.search(around.format(re.escape(ident)), text) is not None


def _in_sheet(path: Path, one: Drawn) -> list[str]:
    """Return the key's fields in a sheet, and gold fields that stand beside an item."""
    sheet = yaml.safe_load(path.read_text(encoding="utf-8"))
    fields = {field for item in one.bank.get("items", []) for field in _mapping(item.get("gold"))}
    public = {field for item in one.bank.get("items", []) for field in _mapping(item.get("given"))}
    found = [f"the field '{field}'" for field in _fields(sheet) if field in KEY_FIELDS]
    items = sheet.get("items", []) if isinstance(sheet, dict) else []
    for item in items if isinstance(items, list) else []:
        found += [
            f"the answer field '{f}' of {item.get('id')}" for f in sorted((fields - public) & set(item))
        ]
    return found


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _fields(data: object) -> Iterator[str]:
    """Yield every field name of a tree."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield str(key)
            yield from _fields(value)
    elif isinstance(data, list):
        for value in data:
            yield from _fields(value)


def _strings(path: Path) -> Iterator[str]:
    """Yield the texts of a file: cell by cell of a notebook with everything that hangs on it, else the whole."""
    text = path.read_text(encoding="utf-8")
    if path.suffix != ".ipynb":
        yield text
        return
    data = json.loads(text)
    for cell in data["cells"]:
        yield "".join(cell["source"])
        yield json.dumps({k: v for k, v in cell.items() if k != "source"}, ensure_ascii=False)
    yield json.dumps(data["metadata"], ensure_ascii=False)
