"""The answer of a function exercise: what the sandbox gave back for each call becomes a tree as any other answer is."""

from __future__ import annotations

from quellenkritik.grading.jobs import Call, Outcome
from quellenkritik.grading.master import Master
from quellenkritik.grading.submission import Submission
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Task
from quellenkritik.tasks.functions import CALLS, FunctionTask, entry, is_function_task


def calls(task: Task, master: Master) -> tuple[Call, ...]:
    """Return what is called in the sandbox: nothing but names and inputs. None for an answer that is a form."""
    if not is_function_task(task):
        return ()
    return tuple(Call(call.function, call.arguments) for call in task.calls(master.gold))


def tree(task: FunctionTask, master: Master, outcome: Outcome | None) -> Tree:
    """Return what came back by call id. After a run that was broken off, the calls that it owes count as too slow."""
    came = outcome.calls if outcome else {}
    owed: dict[str, Tree] = {
        call.id: _entry(came[n]) for n, call in enumerate(task.calls(master.gold)) if n in came
    }
    if outcome and outcome.end == "timed_out" and came:
        first = next((c.id for n, c in enumerate(task.calls(master.gold)) if n not in came), None)
        owed |= {first: {"failed": "slow"}} if first else {}
    return {CALLS: owed} if owed else ""


def untouched(submission: Submission, master: Master) -> bool:
    """Return whether the answer cell is as it was given, or empty, and no code of the student's own stands beside it."""
    cell = master.answer
    source = submission.cells.get(cell.grade_id, "") if cell else ""
    as_given = not source.strip() or (cell is not None and source.strip() == cell.source.strip())
    return as_given and not any(extra.kind == "code" and extra.source.strip() for extra in submission.extras)


def _entry(came: tuple[bool, object]) -> Tree:
    back, value = came
    return entry(value) if back else {"failed": str(value)}
