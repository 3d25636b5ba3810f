"""A function exercise: the student writes functions, and the sandbox calls them on inputs that nobody has seen.

The answer is data all the same: what the calls gave back, by the id of the call (:data:`CALLS`). The inputs and what is
right for them are the key of the class, drawn by its seed. Only the inputs enter the sandbox, after the cells have run.

A sheet has public examples: ``{"exercise": id, "items": [{"id", "function", "arguments", "shows"}]}``, where ``shows`` is
the key of the example. The key has ``{"exercise": id, "calls": [{"id", "function", "arguments"}], "items": {id: key}}``.
"""

from __future__ import annotations

import copy
from abc import abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from quellenkritik.errors import Mistake
from quellenkritik.measures.chance import best
from quellenkritik.tasks import wording
from quellenkritik.tasks.answers import Tree, from_data
from quellenkritik.tasks.core import Gold, Misconception, Sheet
from quellenkritik.tasks.form import Form, Problem, entry_of
from quellenkritik.tasks.scoring import ScoredTask, Share

CALLS = "calls"
AGAIN = "/again"
"""What the id of a call ends with that is made a second time."""

FAILURES = {
    "missing": "function-missing",
    "raised": "function-raises",
    "slow": "function-too-slow",
    "odd": "function-returns-odd",
}
"""How a call can fail -> the code of the fault."""

FAULTS = tuple(
    Misconception(m["code"], m["title"], m["feedback"]) for m in wording.words("functions")["faults"]
)


@dataclass(frozen=True)
class Call:
    """One call of a student's function; the arguments are plain data."""

    id: str
    function: str
    arguments: tuple[Any, ...]


@dataclass(frozen=True)
class Signature:
    """A function that is asked for: its name, its parameters in order, and what it gives back, in words."""

    name: str
    parameters: tuple[str, ...]
    returns: str


@dataclass(frozen=True)
class Settled:
    """What counts of an answer: the values by call id, and the codes of the faults in the order of their appearance."""

    values: Mapping[str, Tree]
    faults: tuple[str, ...]


class FunctionTask(ScoredTask):
    """The part that all function exercises share: calls, faults, thoughtless programs; no code of a student runs here."""

    signatures: tuple[Signature, ...]
    skeleton: str
    """What stands in the answer cell that students get: a program that runs and earns nothing."""
    repeats: int = 3
    """How many calls are made a second time at the end, to see whether the answer is still the same."""
    faults: tuple[Misconception, ...] = FAULTS

    @abstractmethod
    def misshapen(self, function: str, returned: Tree) -> str | None:
        """Return what was expected where a value has not the shape that was asked for, else None."""

    @abstractmethod
    def measured(self, values: Mapping[str, Tree], gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion for the values that count; a call without one is not answered."""

    @abstractmethod
    def right(self, gold: Gold) -> Mapping[str, Any]:
        """Return for each call of a key a value that earns everything."""

    @abstractmethod
    def programs(self) -> Mapping[str, str]:
        """Return the documented thoughtless programs by name, as the text of an answer cell."""

    def fits(self, ident: str, returned: Tree, gold: Gold) -> bool:
        """Return whether a value is right for a call, so that it can be said of a public example."""
        return entry(self.right(gold)[ident]) == {"returned": returned}

    def calls(self, gold: Gold) -> tuple[Call, ...]:
        """Return the calls of a key in their order, at the end a few of them again."""
        once = [Call(c["id"], c["function"], tuple(c["arguments"])) for c in gold[CALLS]]
        return (*once, *(replace(call, id=call.id + AGAIN) for call in once[: self.repeats]))

    def practice(self, sheet: Sheet) -> Gold:
        """Return the public examples of a sheet as a key, for whoever wants to try a program on them."""
        names = ("id", "function", "arguments")
        return {
            "exercise": self.id,
            CALLS: [{name: item[name] for name in names} for item in sheet["items"]],
            "items": {item["id"]: item["shows"] for item in sheet["items"]},
        }

    def settled(self, answer: Tree, gold: Gold) -> Settled:
        """Return what counts: plain values of the right shape that stay the same when the call is made again."""
        values: dict[str, Tree] = {}
        faults: list[str] = []
        for call in self.calls(gold):
            entry = entry_of(answer, CALLS, call.id)
            first = call.id.removesuffix(AGAIN)
            failed = entry.get("failed")
            if isinstance(failed, str) and failed in FAILURES:
                faults.append(FAILURES[failed])
            elif "returned" not in entry:
                continue
            elif self.misshapen(call.function, entry["returned"]) is not None:
                faults.append("function-returns-odd")
            elif call.id == first:
                values[first] = entry["returned"]
            elif values.get(first, entry["returned"]) != entry["returned"]:
                faults.append("function-remembers")
                del values[first]
        return Settled(values, tuple(dict.fromkeys(faults)))

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion; the faults stand with the first."""
        settled = self.settled(answer, gold)
        shares = dict(self.measured(settled.values, gold))
        first = self.criteria[0].id
        shares[first] = replace(shares[first], codes=(*settled.faults, *shares[first].codes))
        return shares

    def answer_of(self, program: str, gold: Gold) -> Tree:
        """Return what a program of ours gives back on the calls of a key; a student's would have no walls round it here."""
        return {CALLS: ran(program, self.calls(gold))}

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return the key as an answer."""
        right = self.right(gold)
        return {
            CALLS: {call.id: entry(right[call.id.removesuffix(AGAIN)]) for call in self.calls(gold)},
        }

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the thoughtless programs; here an answer is the text of a program."""
        return dict(self.programs())

    def blind_shares(self, sheet: Sheet, gold: Gold) -> dict[str, float]:
        """Return for each criterion the best share of the thoughtless programs on the calls of this key."""
        if self._last[0] is not sheet or self._last[1] is not gold:
            answers = [self.answer_of(program, gold) for program in self.programs().values()]
            tried = [self.measured(self.settled(answer, gold).values, gold) for answer in answers]
            found = {spec.id: best(shares[spec.id].value for shares in tried) for spec in self.criteria}
            self._last = (sheet, gold, found)
        return self._last[2]

    def form(self, sheet: Sheet) -> Form:
        """Return a form without fields: the answer is a program."""
        return Form(self.id, ())

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return how many calls failed, kind by kind; which inputs they had is not told."""
        calls = answer.get(CALLS, {}) if isinstance(answer, dict) else {}
        entries = calls.values() if isinstance(calls, dict) else ()
        failed = [e["failed"] for e in entries if isinstance(e, dict) and e.get("failed") in [*FAILURES]]
        titles = {fault.code: fault.title for fault in FAULTS}
        return [
            Problem("calls", f"{failed.count(how)} times: {titles[code].lower()}", "a value for each call")
            for how, code in FAILURES.items()
            if how in failed
        ]


def is_function_task(task: object) -> TypeGuard[FunctionTask]:
    """Return whether an exercise asks for functions."""
    return isinstance(task, FunctionTask)


def named(functions: object) -> dict[str, Any]:
    """Return functions given alone, in a list or by name as ``{name: function}``."""
    if isinstance(functions, Mapping):
        return {str(name): function for name, function in functions.items()}
    several = functions if isinstance(functions, list | tuple) else [functions]
    return {str(getattr(one, "__name__", "?")): one for one in several}


def ran(program: str, calls: Iterable[Call]) -> dict[str, Tree]:
    """Run the text of a program and its calls in this process. Only for programs of ours."""
    namespace: dict[str, Any] = {"__name__": "__main__"}
    exec(compile(program, "<program>", "exec"), namespace)
    return results(namespace, calls)


def results(functions: Mapping[str, Any], calls: Iterable[Call]) -> dict[str, Tree]:
    """Call functions of this process and return their entries by call id; each gets arguments of its own."""
    return {call.id: _called(functions.get(call.function), call.arguments) for call in calls}


def _called(function: Any, arguments: Sequence[Any]) -> Tree:  # noqa: ANN401 (whatever bears the name)
    if not callable(function):
        return {"failed": "missing"}
    try:
        returned = function(*copy.deepcopy(list(arguments)))
    except Exception:
        return {"failed": "raised"}
    return entry(returned)


def entry(returned: object) -> Tree:
    """Return the entry of a call that gave back a value; sets become lists, what is no plain data has failed."""
    try:
        return {"returned": from_data(_listed(returned, 0))}
    except (Mistake, RecursionError):
        return {"failed": "odd"}


def _listed(value: object, depth: int) -> object:
    """Return plain data with its sets as sorted lists; depth and size are bounded where the tree is built."""
    if depth > 20:
        raise Mistake("answer", "a very deeply nested value", "plain data")
    if isinstance(value, set | frozenset):
        return [_listed(one, depth + 1) for one in sorted(value, key=repr)]
    if isinstance(value, list | tuple):
        return [_listed(one, depth + 1) for one in value]
    if isinstance(value, dict):
        return {key: _listed(one, depth + 1) for key, one in value.items()}
    return value
