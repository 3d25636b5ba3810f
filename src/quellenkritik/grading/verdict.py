"""The verdict on one submission, made in the grader's process from plain data; whatever is unclear is not answered."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any, Literal

from quellenkritik.errors import Mistake
from quellenkritik.grading import called
from quellenkritik.grading.jobs import Call, Outcome, order
from quellenkritik.grading.master import Master
from quellenkritik.grading.patience import within
from quellenkritik.grading.submission import Submission, printable
from quellenkritik.tasks import answers
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import CriterionResult, Result, Task
from quellenkritik.tasks.functions import FunctionTask, is_function_task
from quellenkritik.tasks.literal import by_text

Word = Literal["graded", "rescued", "timed_out", "crashed", "refused", "blank", "not_scored"]
SCORING_SECONDS = 20.0
MAX_PROBLEMS = 50
_SPACE = re.compile(r"\s")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Control characters and marks of direction: a terminal obeys them, and a page shows text in another order."""

_SAID = {
    "timed_out": "the run took too long and was ended",
    "memory": "the run took more memory than allowed and was ended",
    "threads": "the run started too many threads and was ended",
    "disk": "the run wrote more to disk than allowed and was ended",
    "output": "the run sent back more than allowed and was ended",
    "crashed": "the run ended before its last cell",
    "lost": "the run took the sandbox down",
}


@dataclass
class Verdict:
    """What is written down for one student and exercise. ``run`` is how the notebook's run ended ('none': not run)."""

    student: str
    exercise: str
    topic: str
    file: str
    sha256: str
    release: str
    grader: str
    verdict: Word
    run: str
    points: float = 0.0
    max_points: float = 0.0
    criteria: list[dict[str, Any]] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    waiting: dict[str, str] = field(default_factory=dict)
    """Manually graded cells that hold an answer, with the SHA-256 of its text."""
    received: str = ""
    """When it came in, in UTC, where that is known."""
    bonus: bool = False
    """Whether the points come on top of what the course asks for."""

    def as_data(self) -> dict[str, Any]:
        """Return the verdict as plain data; lists and mappings are the verdict's own."""
        return dict(vars(self))

    def as_text(self) -> str:
        """Return the verdict as JSON for the results file, one field a line."""
        fields = (f' "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in vars(self).items())
        return "{\n" + ",\n".join(fields) + "\n}\n"


class Judge:
    """Scores the submissions of one exercise."""

    def __init__(self, master: Master, task: Task, grader: str) -> None:
        self.master = master
        self.task = task
        self._grader = grader

    @cached_property
    def form(self) -> Any:  # noqa: ANN401
        """The form of the answer on this sheet."""
        return self.task.form(self.master.sheet)

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """What the sandbox calls after the cells have run; nothing where the answer is a form."""
        return called.calls(self.task, self.master)

    @cached_property
    def untouched(self) -> tuple[Tree, ...]:
        """The trees that count as no answer: nothing, and the empty form."""
        return "", answers.parse(self.form.template())

    def refused(self, submission: Submission) -> Verdict:
        """Return the verdict on what intake could not take: no points, and why."""
        verdict = self._new(submission, "refused", "none")
        verdict.notes.append("refused: " + submission.refused)
        self._take(verdict, self._score("", verdict))
        return _cleaned(verdict)

    def judge(self, submission: Submission, outcome: Outcome | None) -> Verdict:
        """Return the verdict on a submission and how its run came out (None for a bare answer file)."""
        verdict = self._new(submission, "graded", outcome.end if outcome else "none")
        tree = self._tree(submission, outcome, verdict)
        if tree in self.untouched and not verdict.problems:
            verdict.verdict = "blank" if verdict.verdict in ("graded", "rescued") else verdict.verdict
            tree = ""
        elif not verdict.problems:
            verdict.problems = self._problems(tree)
        self._take(verdict, self._score(tree, verdict))
        verdict.waiting = self._waiting(submission)
        return _cleaned(verdict)

    def _new(self, submission: Submission, word: Word, run: str) -> Verdict:
        master = self.master
        return Verdict(
            submission.student,
            master.exercise,
            master.topic,
            submission.name,
            submission.sha256,
            master.release,
            self._grader,
            word,
            run,
            max_points=float(sum(spec.points for spec in self.task.criteria)),
            notes=list(submission.notes),
            received=submission.received,
            bonus=master.bonus,
        )

    def _tree(self, submission: Submission, outcome: Outcome | None, verdict: Verdict) -> Tree:
        """Return the answer: the bare file's, else the variable's after the run, else the literal in the cell."""
        name = self.master.exercise
        if is_function_task(self.task):
            return self._returned(self.task, submission, outcome, verdict)
        if submission.answer is not None:
            return self._read(submission.answer, verdict)
        if outcome and name in outcome.values:
            return self._read(outcome.values[name], verdict)
        if outcome and outcome.end != "done":
            verdict.notes.append(_SAID.get(outcome.end, _SAID["crashed"]))
            verdict.verdict = "timed_out" if outcome.end == "timed_out" else "crashed"
        elif outcome and name in outcome.refusals:
            verdict.notes.append(f"the variable '{name}' holds {outcome.refusals[name]}; expected text")
        else:
            verdict.notes.append(f"after the run there is no variable '{name}'")
        found = self._literal(submission, outcome)
        if found is None:
            return ""
        verdict.verdict = "rescued"
        verdict.notes.append("the answer was read from the text of the notebook")
        return self._read(found, verdict)

    def _returned(
        self, task: FunctionTask, submission: Submission, outcome: Outcome | None, verdict: Verdict
    ) -> Tree:
        """Return what the calls of a function exercise gave back; those made before a run broke off count."""
        if outcome and outcome.end != "done":
            verdict.notes.append(_SAID.get(outcome.end, _SAID["crashed"]))
            verdict.verdict = "timed_out" if outcome.end == "timed_out" else "crashed"
        return "" if called.untouched(submission, self.master) else called.tree(task, self.master, outcome)

    def _literal(self, submission: Submission, outcome: Outcome | None) -> object | None:
        """Return the literal that the sandbox read in the source; where not even that came back, a quoted text."""
        name = self.master.exercise
        if outcome and name in outcome.literals:
            return outcome.literals[name]  # type: ignore[no-any-return]
        texts = [by_text(name, source) for _, source in order(self.master, submission)]
        return next((text for text in reversed(texts) if text is not None), None)

    @staticmethod
    def _read(value: object, verdict: Verdict) -> Tree:
        try:
            with within(SCORING_SECONDS):
                tree = answers.read(value)
                return answers.parse(tree) if isinstance(tree, str) and "\n" in tree else tree
        except Mistake as mistake:
            verdict.problems.append(str(mistake))
        except Exception as error:  # a reader's own fault must not cost the class its grades
            verdict.problems.append(f"the answer could not be read ({type(error).__name__})")
        return ""

    def _problems(self, tree: Tree) -> list[str]:
        try:
            with within(SCORING_SECONDS):
                found = self.task.check(tree, self.master.sheet)
        except Exception as error:
            return [f"the formal check stopped ({type(error).__name__})"]
        lines = [f"{p.where}: came {p.came}; expected {p.expected}." for p in found]
        return [line.encode("utf-8", "replace").decode("utf-8")[:400] for line in lines[:MAX_PROBLEMS]]

    def _score(self, tree: Tree, verdict: Verdict) -> Result | None:
        """Return the result, or None with a note where the scorer itself is at fault."""
        try:
            with within(SCORING_SECONDS):
                result = self.task.score(tree, self.master.sheet, self.master.gold)
            _look_over(result)
        except Exception as error:
            verdict.verdict = "not_scored"
            verdict.notes.append(f"not scored: bug in grader ({type(error).__name__}: {str(error)[:200]})")
            return None
        return result

    @staticmethod
    def _take(verdict: Verdict, result: Result | None) -> None:
        if result is None:
            return
        verdict.criteria = [_criterion(c) for c in result.criteria]
        verdict.points, verdict.max_points = result.points, result.max_points
        verdict.codes = list(result.codes)

    def _waiting(self, submission: Submission) -> dict[str, str]:
        """Return the manual cells that were filled in, with the hash of their text."""
        filled: dict[str, str] = {}
        for cell in self.master.manual:
            text = submission.cells.get(cell.grade_id, "").strip()
            if text and text != cell.source.strip():
                filled[cell.grade_id] = sha256(text.encode()).hexdigest()
        return filled


def _criterion(c: CriterionResult) -> dict[str, Any]:
    return {
        "id": c.id,
        "points": float(c.points),
        "max_points": float(c.max_points),
        "raw": float(c.raw),
        "blind": float(c.blind),
        "codes": list(c.codes),
        "notes": {name: _UNSEEN.sub("�", text) for name, text in c.notes.items()},
    }


def _cleaned(verdict: Verdict) -> Verdict:
    """Make notes and problems lines of printable text: words of a student's stand in them, and all read them from here."""
    verdict.notes, verdict.problems = _lines(verdict.notes), _lines(verdict.problems)
    return verdict


def _lines(texts: list[str]) -> list[str]:
    return [printable(_SPACE.sub(" ", text)) for text in texts]


def _look_over(result: Result) -> None:
    """Raise ``ValueError`` where a result is not one: points that are no plain number between 0 and the most."""
    for criterion in result.criteria:
        points, most = criterion.points, criterion.max_points
        if type(points) not in (int, float) or not math.isfinite(points) or not 0 <= points <= most + 1e-9:
            raise ValueError(f"criterion {criterion.id}: {points!r} of {most!r} points")


Tasks = Callable[[str], Task]
