"""``qk check``: the formal checks of notebooks and answer files; nothing is run, nothing is graded."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path

from quellenkritik.errors import Mistake
from quellenkritik.tasks import MODULES, answerfile, notebookfile, partner, report, sheets, task
from quellenkritik.tasks.form import UNKNOWN_ITEM, Problem
from quellenkritik.tasks.functions import is_function_task

NOTEBOOK_ALONE = "This exercise asks for a program, which no answer file can hold: hand in the notebook."
Checked = tuple[str, list[Problem]]
"""The name of a question, or of the file where it is about the whole file, and its problems."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="FILE", help="notebook (.ipynb) or answers.yml"
    )
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument(
        "--partner",
        type=Path,
        metavar="FILE",
        help="a partner's answers.yml: tell how far the two agree (never graded)",
    )


def run(args: argparse.Namespace) -> int:
    """Check each file; 1 where something is missing or wrong, 2 where a file is not there."""
    for path in (*args.files, *([args.partner] if args.partner else [])):
        if not path.is_file():
            raise Mistake(str(path), "no such file", "a notebook (.ipynb) or answers.yml")
    if args.partner:
        _beside(args.files, args.partner)
        return 0
    results = [(path, *checked) for path in args.files for checked in check_file(path)]
    if args.json:
        data = [
            {"file": str(p), "exercise": name, "problems": [asdict(x) for x in found]}
            for p, name, found in results
        ]
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        _print(results)
    return 1 if any(found for _, _, found in results) else 0


def _beside(files: list[Path], other: Path) -> None:
    """Print for each answer that both have how far the two agree."""
    theirs = answers_of(other)
    for path in files:
        for exercise, value in answers_of(path).items():
            if exercise in theirs:
                sheet = sheets.load(exercise, path.parent)
                print("\n".join(partner.lines(exercise, value, theirs[exercise], sheet)))


def answers_of(path: Path) -> dict[str, object]:
    """Return the answers of a notebook or an answer file by exercise id, as they stand there."""
    if path.suffix != ".ipynb":
        return {name: value for name, value in answerfile.read(path).items() if name in MODULES}
    found = notebookfile.answers_in(path)
    return {name: value for name, value in found.items() if value is not notebookfile.NO_LITERAL}


def _print(results: list[tuple[Path, str, list[Problem]]]) -> None:
    last: Path | None = None
    for path, name, found in results:
        if path != last:
            print(path)
            last = path
        for line in report.lines(name, found):
            print(f"  {line}")


def check_file(path: Path) -> Iterator[Checked]:
    """Yield the questions of one file with their problems."""
    try:
        yield from _notebook(path) if path.suffix == ".ipynb" else _answer_file(path)
    except Mistake as mistake:
        yield path.name, [Problem(mistake.where, mistake.came, mistake.expected, mistake.hint)]


def _notebook(path: Path) -> Iterator[Checked]:
    found = notebookfile.answers_in(path)
    if not found:
        wanted = "an answer cell of " + ", ".join(MODULES)
        yield (
            path.name,
            [Problem(path.name, "no answer cell", wanted, "Is it the notebook that was handed out?")],
        )
    for exercise, value in found.items():
        if value is notebookfile.NO_LITERAL:
            wanted = f'{exercise} = r"""...""" with the answer between the quotation marks'
            yield exercise, [Problem(f"{exercise}-answer", "a cell without the answer's text", wanted)]
        else:
            yield exercise, _problems(exercise, value, path.parent)


def _problems(exercise: str, value: object, folder: Path) -> list[Problem]:
    """Return the problems of one answer; where only its sheet is missing, that alone."""
    found = report.problems(exercise, value, sheets.load(exercise, folder))
    name = f"{exercise}.sheet.yml"
    if any(one.came == UNKNOWN_ITEM for one in found) and not (folder / name).is_file():
        wanted = "the sheet that was handed out with the notebook, in the same folder"
        return [
            Problem(name, "items that the practice sheet does not have, and no sheet of the class", wanted)
        ]
    return found


def _answer_file(path: Path) -> Iterator[Checked]:
    found = answerfile.read(path)
    strange = [Problem(name, "an unknown name", _near(name)) for name in found if not _known(name)]
    if strange or not any(name in MODULES for name in found):
        nothing = Problem(path.name, "no answer", "at least one of " + ", ".join(MODULES))
        yield path.name, strange or [nothing]
    for exercise in MODULES:
        if exercise in found and is_function_task(task(exercise)):
            yield exercise, [Problem(path.name, "an answer in a file", "its notebook", NOTEBOOK_ALONE)]
        elif exercise in found:
            yield exercise, _problems(exercise, found[exercise], path.parent)


def _known(name: str) -> bool:
    """Return whether a key is an exercise, the student, or a written part of an exercise (its grade id)."""
    return name == "student" or name.partition("-")[0] in MODULES


def _near(name: str) -> str:
    near = get_close_matches(name, MODULES, n=1)
    return f"{near[0]}?" if near else "student or one of " + ", ".join(MODULES)
