"""Two people's answers to one sheet, side by side: how far they agree, question by question. Nothing is graded.

Every field with a closed vocabulary is compared, over the entries for which both gave a value.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from quellenkritik.errors import Mistake
from quellenkritik.measures.strata import stratified_kappa
from quellenkritik.tasks import answerfile, answers, task
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.form import entry_of, text_of


@dataclass(frozen=True)
class Unit:
    """One entry under one question: what each of the two gave."""

    question: str
    item: str
    mine: str
    theirs: str


def lines(exercise: str, mine: object, theirs: object, sheet: Sheet) -> Iterator[str]:
    """Yield the comparison in words; answers that cannot be read are told and not raised."""
    try:
        found = units(exercise, answers.read(mine, exercise), answers.read(theirs, "partner"), sheet)
    except Mistake as mistake:
        yield f"{exercise}: nothing compared. {mistake}"
        return
    if not found:
        yield f"{exercise}: nothing compared, for no entry has a value from both of you."
        return
    strata: dict[str, list[Unit]] = {}
    for unit in found:
        strata.setdefault(unit.question, []).append(unit)
    yield _whole(exercise, strata)
    for question, members in strata.items():
        same = sum(unit.mine == unit.theirs for unit in members)
        yield f"  {question}: the same in {same} of {len(members)}"
        for unit in members:
            if unit.mine != unit.theirs:
                yield f"      {unit.item}: you {unit.mine}, your partner {unit.theirs}"


def units(exercise: str, mine: Tree, theirs: Tree, sheet: Sheet) -> list[Unit]:
    """Return the entries to which both gave a valid value, question by question."""
    found = []
    for section in task(exercise).form(sheet).sections:
        for field in (f for f in section.fields if f.kind == "choice" and section.items):
            for item in section.items:
                values = [text_of(entry_of(one, section.name, item), field.name) for one in (mine, theirs)]
                if all(value in field.choices for value in values):
                    found.append(Unit(field.name, item, *values))
    return found


def from_file(exercise: str, path: Path) -> Tree:
    """Return the answer to an exercise from a partner's ``answers.yml``; a :class:`Mistake` where there is none."""
    found = answerfile.read(path)
    if exercise not in found:
        raise Mistake(path.name, f"no answer to {exercise}", "a partner's answers.yml beside this notebook")
    return found[exercise]


def _whole(exercise: str, strata: Mapping[str, list[Unit]]) -> str:
    kappa = stratified_kappa({q: [(u.mine, u.theirs) for u in part] for q, part in strata.items()})
    same = sum(unit.mine == unit.theirs for part in strata.values() for unit in part)
    return (
        f"{exercise}: you and your partner give the same in {same} of {kappa.units}; corrected for chance "
        f"{kappa.value:.2f} (95 % interval {kappa.low:.2f} to {kappa.high:.2f}). This is not graded."
    )
