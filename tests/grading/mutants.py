"""Structure-aware mutants of notebooks and answer files, and the way of one through intake and scoring.

Nothing of a mutant is run. A sandbox that reported any end stands in for the run.
"""

from __future__ import annotations

import json
import random
from collections import Counter
from copy import deepcopy
from pathlib import Path
from typing import Any

from quellenkritik.grading import intake
from quellenkritik.grading.autograded import Builder
from quellenkritik.grading.jobs import Outcome
from quellenkritik.grading.master import Course
from quellenkritik.grading.submission import Submission
from quellenkritik.grading.verdict import Judge
from tests.grading import letters

ODD = [
    None,
    True,
    -1,
    1e308,
    "",
    "\ud800",
    "\x00",
    "x" * 10_000,
    [],
    {},
    [[[[]]]],
    {"a": {"b": []}},
    "\u202e",
    "=1+1",
    "../..",
]
WORDS = {"graded", "rescued", "crashed", "refused", "blank", "not_scored", "timed_out"}


YAML_ODD = [
    "&a [*a]", "*a", "!!python/name:os.system", "!!binary x", "{", "[[[[[[[[[[[[", "|", ">-", "'", "\"\\ud800\"", "\u2028",
    "<<: {a: b}", "0x10", ".nan", "1e999", "9" * 400, "y", "null", "2000-06-04", "a: b: c", "\ud800", "@", "`",
]  # fmt: skip


def places(data: Any, path: tuple[Any, ...] = ()) -> Any:
    """Yield the path of every value inside."""
    yield path
    inside = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for key, value in inside:
        yield from places(value, (*path, key))


def changed(data: Any, rng: random.Random) -> Any:
    """Return the data with one value replaced, deleted, doubled or moved."""
    path = rng.choice(list(places(data))[1:])
    holder = data
    for key in path[:-1]:
        holder = holder[key]
    kind, key = rng.randrange(4), path[-1]
    if kind == 0:
        holder[key] = deepcopy(rng.choice(ODD))
    elif kind == 1:
        del holder[key]
    elif isinstance(holder, list):
        holder.insert(rng.randrange(len(holder) + 1), deepcopy(holder[key]))
    else:
        holder[str(key) + rng.choice(["", "x", "\n"])] = deepcopy(holder[key])
    return data


def retold(text: str, rng: random.Random) -> str:
    """Return the text of an answer file with lines doubled, dropped, moved in or out, or given another value."""
    lines = text.splitlines()
    for _ in range(rng.randrange(1, 5)):
        at = rng.randrange(len(lines))
        kind = rng.randrange(5)
        if kind == 0:
            lines.insert(rng.randrange(len(lines) + 1), lines[at])
        elif kind == 1 and len(lines) > 1:
            del lines[at]
        elif kind == 2:
            lines[at] = " " * rng.randrange(6) + lines[at].strip()
        elif kind == 3:
            lines[at] = lines[at].partition(":")[0] + ": " + rng.choice(YAML_ODD)
        else:
            lines.insert(at, rng.choice(["---", "...", "%YAML 1.1", "? a", "- x", "dates:", "\t", "#"]))
    return "\n".join(lines) + "\n"


def mutant(rng: random.Random) -> tuple[str, bytes]:
    """Return name and bytes of one file."""
    if rng.random() < 0.3:
        text = "student: ann\ndates:\n" + "".join(
            f"  {line}\n" for line in letters.answer_text("dates").splitlines()
        )
        raw = bytearray(retold(text, rng).encode("utf-8", "surrogatepass"))
        name = "answers.yml"
    else:
        book = letters.notebook(
            letters.cells("hands", letters.answer_cell("hands", letters.answer_text("hands", 2)))
        )
        for _ in range(rng.randrange(1, 6)):
            book = changed(book, rng)
        raw, name = (
            bytearray(json.dumps(book).encode()),
            rng.choice(["hands.ipynb", "x.ipynb", "hands (1).ipynb"]),
        )
    for _ in range(rng.choice([0, 0, 1, 3])):
        at = rng.randrange(len(raw) or 1)
        raw[at : at + rng.randrange(3)] = rng.randbytes(rng.randrange(3))
    return name, bytes(raw)


def crashes(seed: int, number: int, inbox: Path, course: Course) -> list[str]:
    """Grade so many mutants of one seed; return what went wrong with each that got no sound verdict."""
    rng = random.Random(seed)
    for place in range(number):
        name, raw = mutant(rng)
        (inbox / f"s{place}").mkdir(parents=True)
        (inbox / f"s{place}" / name).write_bytes(raw)
    grade, wrong = _grader(course), []
    seen: Counter[str] = Counter()
    for submission in intake.read(intake.listing([inbox], course), course):
        seen[submission.student] += 1
        try:
            wrong += [f"{submission.student}: {said}" for said in grade(submission, rng)]
        except Exception as error:  # exactly what is counted here
            wrong.append(f"{submission.student}: {error!r}")
    return wrong + [f"s{place}: no verdict" for place in range(number) if not seen[f"s{place}"]]


def _grader(course: Course) -> Any:
    judges = {name: Judge(master, letters.TASKS[name], "test") for name, master in course.masters.items()}
    builders = {name: Builder(master) for name, master in course.masters.items()}

    def grade(submission: Submission, rng: random.Random) -> list[str]:
        if submission.refused:
            return ["refused, and yet there are cells"] if submission.cells else []
        ends = ["done", "crashed", "timed_out"]
        outcome = None if submission.answer is not None else Outcome(end=rng.choice(ends))
        verdict = judges[submission.exercise].judge(submission, outcome)
        json.loads(builders[submission.exercise].build(submission, outcome))
        json.dumps(verdict.as_data(), ensure_ascii=False).encode()
        verdict.as_text().encode()
        sound = verdict.verdict in WORDS and 0 <= verdict.points <= 4
        return [] if sound else [f"{verdict.verdict}, {verdict.points} points"]

    return grade
