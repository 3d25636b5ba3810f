"""What goes over the wire between the grader and a worker: bytes of JSON, never an object, and nothing of the key.

There: once what sandboxes may know of the course, then for each submission its job line and the calls. Back: how the
run ended and the lines that the sandbox reported, which are read here exactly as those of a sandbox on this machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from quellenkritik.grading import codec
from quellenkritik.grading.jobs import Call, Outcome, Report
from quellenkritik.grading.limits import Limits
from quellenkritik.grading.sandbox.plan import Plan
from quellenkritik.grading.sandbox.probe import Guarantee, Isolation

ENDS = ("done", "timed_out", "crashed", "memory", "threads", "disk", "output", "lost")


@dataclass(frozen=True)
class Answer:
    """What a worker said to a task: an outcome, or why there is none.

    ``unknown``: the worker does not (or no longer) know the course; ``refusal``: it cannot run notebooks safely.
    """

    outcome: Outcome | None = None
    unknown: bool = False
    refusal: str = ""
    worker: str = ""
    """The address of the one that says either."""


def course(plan: Plan) -> bytes:
    """Return what a worker's sandboxes may know of a course; all of it is public but the names of hidden folders."""
    data = {
        "public": plan.public,
        "warm": plan.warm,
        "modules": list(plan.modules),
        "limits": plan.limits.as_data(),
        "hidden": [str(path) for path in plan.hidden],
    }
    return json.dumps(data, sort_keys=True).encode()


def key(content: bytes) -> str:
    """Return the short name under which a course's data is kept on workers."""
    return hashlib.sha256(content).hexdigest()[:16]


def planned(content: bytes, isolation: Isolation, hidden: Sequence[Path]) -> Plan:
    """Return the plan of a sandbox on this machine for a course's data; more folders may be hidden."""
    data = json.loads(content)
    return isolation.plan(
        public=data["public"],
        warm=data["warm"],
        modules=tuple(data["modules"]),
        limits=Limits(**data["limits"]),
        hidden=(*map(Path, data["hidden"]), *hidden),
    )


def calls(asked: Sequence[Call]) -> bytes:
    """Return the calls of a job, whatever fields a call has."""
    names = [field.name for field in fields(Call)]
    return json.dumps([[codec.encode(getattr(call, name)) for name in names] for call in asked]).encode()


def calls_of(content: bytes) -> tuple[Call, ...]:
    """Return the calls again."""
    return tuple(Call(*map(codec.decode, values)) for values in json.loads(content))


def answer(outcome: Outcome, lines: Sequence[bytes]) -> bytes:
    """Return how a run ended, and below it the lines of its report as they came."""
    head = {
        "end": outcome.end,
        "seconds": outcome.seconds,
        "cpu": outcome.cpu,
        "peak_kb": outcome.peak_kb,
    }
    return b"\n".join([json.dumps(head).encode(), *(lines if outcome.end != "lost" else [])])


def unknown(worker: str) -> bytes:
    """Return that the course's data is missing here."""
    return json.dumps({"unknown": True, "worker": worker}).encode()


def refusal(reason: str, worker: str) -> bytes:
    """Return that notebooks cannot be run here, and why."""
    return json.dumps({"refusal": reason, "worker": worker}).encode()


def answered(content: object, cells: frozenset[str] = frozenset()) -> Answer:
    """Return what a worker said to a job with these cells; raise ``ValueError`` where it is no answer."""
    if type(content) is not bytes:
        raise ValueError("an answer that is not bytes")
    first, *lines = content.split(b"\n")
    head = codec.loads(first)
    if type(head) is not dict:
        raise ValueError("an answer without a head")
    if "end" in head:
        return Answer(_outcome(head, lines, cells))
    unknown, reason = head.get("unknown") is True, str(head.get("refusal", ""))[:500]
    return Answer(unknown=unknown, refusal=reason, worker=str(head["worker"]))


def _outcome(head: dict[str, Any], lines: Sequence[bytes], cells: frozenset[str]) -> Outcome:
    if head["end"] not in ENDS:
        raise ValueError("an end of an unknown kind")
    report = Report(cells)
    for line in lines:
        report.take(line)
    return report.close(str(head["end"]), float(head["seconds"]), float(head["cpu"]), int(head["peak_kb"]))


def facts(version: str, python: str, isolation: Isolation, where: str) -> bytes:
    """Return what a worker says of itself."""
    data = {name: getattr(isolation, name) for name in ("level", "reason", "remedy")}
    guarantees = [[g.name, g.held, g.by] for g in isolation.guarantees]
    more = {"version": version, "python": python, "where": where, "guarantees": guarantees}
    return json.dumps(data | more).encode()


@dataclass(frozen=True)
class Facts:
    """The same, read."""

    version: str
    python: str
    where: str
    isolation: Isolation


def facts_of(content: object) -> Facts:
    """Return the facts of a worker; raise ``ValueError`` where there are none."""
    if type(content) is not bytes:
        raise ValueError(str(content)[:200])
    data = codec.loads(content)
    isolation = Isolation(
        data["level"],
        reason=str(data["reason"]),
        remedy=str(data["remedy"]),
        guarantees=tuple(
            Guarantee(str(name), held is True, str(by)) for name, held, by in data["guarantees"]
        ),
    )
    return Facts(str(data["version"]), str(data["python"]), str(data["where"]), isolation)
