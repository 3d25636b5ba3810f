"""The form of an answer, declared once: the check, the empty template, the widget and the web form follow from it.

An answer is a mapping of section names. A section is either *per item* (a mapping from item id to fields) or *rows*
(a list of mappings). Each field has a kind; vocabularies are closed.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Literal

from quellenkritik.register import edtf
from quellenkritik.tasks.answers import Tree

FieldKind = Literal["choice", "choices", "locator", "locators", "edtf", "words", "span", "number", "text"]
MAX_TEXT = 2_000
UNKNOWN_ITEM = "an unknown item"


@dataclass(frozen=True)
class Problem:
    """One formal problem: where, what came, what was expected, a hint. ``missing`` marks an empty field."""

    where: str
    came: str
    expected: str
    hint: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Field:
    """One field. ``choices`` is the closed vocabulary; ``label``/``help`` are for people.

    ``low``/``high`` bound a number; ``high`` also the words of a run and the characters of a text, where an exercise has
    a bound of its own for them and checks it.

    kinds: ``choice`` one word of the vocabulary; ``choices`` a list of them; ``locator(s)`` quotation id(s);
    ``edtf`` a date; ``words`` an exact run of words; ``span`` numbers of tokens such as ``4-6``;
    ``number``; ``text`` free text up to 2,000 characters.
    """

    name: str
    kind: FieldKind
    label: str
    choices: tuple[str, ...] = ()
    required: bool = True
    low: float = 0.0
    high: float = 1.0
    help: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    """What a person reads beside a word of the vocabulary that says nothing by itself, such as an opaque id."""


@dataclass(frozen=True)
class Section:
    """A part of the answer: ``items`` (ids with a label) for a per-item section, none for a section of rows."""

    name: str
    title: str
    fields: tuple[Field, ...]
    items: Mapping[str, str] = field(default_factory=dict)
    min_rows: int = 0
    max_rows: int = 0


@dataclass(frozen=True)
class Form:
    """The whole form of one question."""

    exercise: str
    sections: tuple[Section, ...]
    validators: Mapping[str, Callable[[str], str | None]] = field(default_factory=dict)
    """Checks by field kind for what this module does not know (locators, dates): return what was expected, or None."""

    def template(self) -> str:
        """Return the empty answer as YAML text for the student to fill in, with the vocabularies as comments."""
        lines = [line for section in self.sections for line in _template(section)]
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def check(self, answer: Tree) -> list[Problem]:
        """Return every formal problem of the answer, in the order of the form."""
        if answer == "":
            return [Problem("answer", "nothing", "the filled form", "Fill in the template.", missing=True)]
        if not isinstance(answer, dict):
            return [Problem("answer", _shown(answer), "the sections " + self._names())]
        problems = [
            Problem(str(k), "an unknown section", self._names()) for k in answer if k not in self._known()
        ]
        for section in self.sections:
            problems += self._check_section(section, answer.get(section.name, ""))
        return problems

    def _known(self) -> set[str]:
        return {section.name for section in self.sections}

    def _names(self) -> str:
        return ", ".join(section.name for section in self.sections)

    def _check_section(self, section: Section, part: Tree) -> list[Problem]:
        return self._check_items(section, part) if section.items else self._check_rows(section, part)

    def _check_items(self, section: Section, part: Tree) -> list[Problem]:
        if not isinstance(part, dict):
            return [
                Problem(
                    section.name,
                    _shown(part),
                    f"one entry for each of {len(section.items)} items",
                    missing=part == "",
                )
            ]
        problems = [
            Problem(f"{section.name} {k}", UNKNOWN_ITEM, "one of " + ", ".join(section.items))
            for k in part
            if k not in section.items
        ]
        for item in section.items:
            problems += self._check_entry(f"{section.name} {item}", section.fields, part.get(item, ""))
        return problems

    def _check_rows(self, section: Section, part: Tree) -> list[Problem]:
        rows = part if isinstance(part, list) else []
        problems: list[Problem] = []
        if part != "" and not isinstance(part, list):
            problems.append(Problem(section.name, _shown(part), "a list of rows, each beginning with '-'"))
        if not section.min_rows <= len(rows) <= section.max_rows:
            problems.append(
                Problem(
                    section.name,
                    f"{len(rows)} rows",
                    f"{section.min_rows} to {section.max_rows} rows",
                    missing=len(rows) < section.min_rows,
                )
            )
        for number, row in enumerate(rows[: section.max_rows], start=1):
            problems += self._check_entry(f"{section.name} row {number}", section.fields, row)
        return problems

    def _check_entry(self, where: str, fields: Sequence[Field], entry: Tree) -> list[Problem]:
        if entry == "":
            return [
                Problem(where, "nothing", "the fields " + ", ".join(f.name for f in fields), missing=True)
            ]
        if not isinstance(entry, dict):
            return [Problem(where, _shown(entry), "the fields " + ", ".join(f.name for f in fields))]
        names = {f.name for f in fields}
        problems = [
            Problem(f"{where}, {k}", "an unknown field", ", ".join(sorted(names)))
            for k in entry
            if k not in names
        ]
        for f in fields:
            problems += [
                Problem(f"{where}, {f.name}", *p) for p in self._check_field(f, entry.get(f.name, ""))
            ]
        return problems

    def _check_field(self, f: Field, value: Tree) -> list[tuple[str, str, str, bool]]:
        if value in ("", []):
            return [("nothing", expected(f), f.help, True)] if f.required else []
        values = (
            (value if isinstance(value, list) else [value]) if f.kind in ("choices", "locators") else [value]
        )
        return [(_shown(v), wanted, _hint(f, v), False) for v in values if (wanted := self._refusal(f, v))]

    def _refusal(self, f: Field, value: Tree) -> str | None:
        """Return what was expected where the value does not fit, else None."""
        if not isinstance(value, str) or len(value) > MAX_TEXT:
            return expected(f)
        if f.kind in ("choice", "choices"):
            return None if value in f.choices else expected(f)
        if f.kind == "number":
            return None if in_range(value, f.low, f.high) else expected(f)
        kind = "locator" if f.kind == "locators" else f.kind
        if value in f.choices:
            return None
        if kind in self.validators:
            return self.validators[kind](value)
        if kind == "span":
            return None if span_of(value) else expected(f)
        return expected(f) if kind == "edtf" and not edtf.check(value) else None


def _template(section: Section) -> Iterator[str]:
    """Yield the lines of one empty section: what each field may hold, then the items or the pattern of a row."""
    yield f"# {section.title}"
    for f in section.fields:
        label = "" if f.label == section.title else f"{f.label}; "
        yield from _comment(f"{f.name}: {label}{expected(f)}" + ("" if f.required else "; may stay empty"))
    yield f"{section.name}:"
    for item, label in section.items.items():
        yield f"  {item}:" + (
            f"  # {textwrap.shorten(label, 70, placeholder=' ...')}" if label != item else ""
        )
        yield from (f"    {f.name}: {_empty(f)}" for f in section.fields)
    if not section.items:
        yield f"  # one entry a row, {section.min_rows} to {section.max_rows} rows; copy this pattern:"
        marks = ["- ", *["  "] * (len(section.fields) - 1)]
        yield from (f"  # {mark}{f.name}:" for mark, f in zip(marks, section.fields, strict=True))


def _comment(text: str) -> list[str]:
    return textwrap.wrap(text, 100, initial_indent="#   ", subsequent_indent="#     ", break_on_hyphens=False)


def in_range(value: str, low: float, high: float) -> bool:
    """Return whether the text is a plain decimal number between the bounds (no ``nan``, no exponent)."""
    digits = value.strip().removeprefix("-").replace(".", "", 1)
    if not digits.isascii() or not digits.isdigit() or len(value) > 20:
        return False
    return low <= float(value) <= high


def span_of(value: str) -> tuple[int, int] | None:
    """Return the token range that ``4-6`` or ``4`` names, as ``(3, 6)``: counted from 0, the end not included."""
    parts = value.replace("–", "-").split("-")
    if len(parts) > 2 or not all(p.strip().isascii() and p.strip().isdigit() and len(p) <= 4 for p in parts):
        return None
    first, last = int(parts[0]), int(parts[-1])
    return (first - 1, last) if 1 <= first <= last else None


def entry_of(answer: Tree, section: str, item: str) -> dict[str, Tree]:
    """Return the fields that an answer gives for one item, or an empty mapping where it gives none."""
    part = answer.get(section, "") if isinstance(answer, dict) else ""
    entry = part.get(item, "") if isinstance(part, dict) else ""
    return entry if isinstance(entry, dict) else {}


def rows_of(answer: Tree, section: str) -> list[dict[str, Tree]]:
    """Return the rows that an answer gives in a section, leaving out what is not a mapping."""
    part = answer.get(section, "") if isinstance(answer, dict) else ""
    return [row for row in part if isinstance(row, dict)] if isinstance(part, list) else []


def text_of(entry: Mapping[str, Tree], name: str) -> str:
    """Return one field as text; a list, a mapping or a text that no form allows counts as empty (and costs no time)."""
    value = entry.get(name, "")
    return value.strip() if isinstance(value, str) and len(value) <= MAX_TEXT else ""


def _empty(f: Field) -> str:
    return "[]" if f.kind in ("choices", "locators") else ""


def expected(f: Field) -> str:
    """Return in words what a field may hold."""
    if f.kind in ("choice", "choices"):
        return "one of " + ", ".join(f.choices)
    names = {
        "locator": "a quotation id such as W-ria#q2",
        "locators": "a list of quotation ids",
        "edtf": "a date such as 2000-06-04",
        "words": "the exact words",
        "span": "the numbers of the first and the last word, such as 4-6",
        "number": f"a number from {f.low:g} to {f.high:g}",
        "text": f"a text of at most {int(f.high) if f.high > 1 else MAX_TEXT:,} characters",
    }
    also = " (or " + ", ".join(f.choices) + ")" if f.choices else ""
    return names[f.kind] + also


def _hint(f: Field, value: Tree) -> str:
    """Return the word that was probably meant, or the field's own help."""
    near = get_close_matches(value.lower(), f.choices, n=1, cutoff=0.75) if isinstance(value, str) else []
    return f"Did you mean {near[0]}?" if near else f.help


def _shown(value: Tree) -> str:
    if isinstance(value, str):
        return f"'{value[:60]}'" if value else "nothing"
    return "a list" if isinstance(value, list) else "a mapping"
