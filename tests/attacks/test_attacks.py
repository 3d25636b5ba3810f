"""Hostile submissions: none may succeed, and each is shown to succeed once its guard is taken out.

All of it runs in the outer sandbox of ``outer.py``; see there. Cases are data in ``cases/``.
"""

from __future__ import annotations

import csv
import io
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
import yaml

from quellenkritik.grading.sandbox.inside import landlock, seccomp
from tests.attacks import outer
from tests.attacks.driver import HONEST

CASES = [
    case | {"group": path.stem.partition("-")[0]}
    for path in sorted((Path(__file__).parent / "cases").glob("*.yml"))
    for case in yaml.safe_load(path.read_text("utf-8"))
]
BUDGET = 60.0
"""Seconds for the whole class of attackers; each may hold a worker for three at most."""

pytestmark = [pytest.mark.attack, pytest.mark.slow]


@pytest.fixture(scope="session")
def ground():
    """A folder for scratch folders, or a skip by name where hostile code cannot be kept in.

    It is none of pytest's own, which only their owner may enter.
    """
    folder = Path(tempfile.mkdtemp(prefix="qk-outer-"))
    folder.chmod(0o755)
    try:
        outer.demand(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def play(ground: Path, name: str, job: dict[str, Any]) -> dict[str, Any]:
    """Run a job in the outer sandbox and return its facts; a driver that died is a fact, too."""
    scratch = ground / name
    scratch.mkdir()
    (scratch / "job.json").write_text(json.dumps(job), "utf-8")
    done = outer.run(scratch, ["-m", "tests.attacks.driver", "/scratch/job.json"])
    shutil.rmtree(scratch, ignore_errors=True)
    if done.returncode < 0 or done.returncode in (137, 143):
        return {"driver": "died"}
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.strip().splitlines()[-1])


def success(case: dict[str, Any], facts: dict[str, Any]) -> bool:
    """Return whether the facts show what the attack set out to do."""
    (kind, wanted), own = next(iter(case["succeeds"].items())), facts.get("attacks", {}).get(case["id"], {})
    if facts.get("driver") == "died":
        return True
    return {
        "driver": lambda: False,
        "printed": lambda: wanted in own["printed"],
        "points": lambda: own["points"] >= wanted,
        "honest": lambda: facts["honest"] != HONEST,
        "refusal_missing": lambda: not any(wanted in note for note in own["notes"] + [facts["terminal"]]),
        "said": lambda: any(wanted in note for note in own["notes"]),
        "terminal": lambda: wanted in facts["terminal"],
        "entries": lambda: own["entries"] >= wanted,
        "peak_mb": lambda: facts["peak_mb"] >= wanted,
        "visitors": lambda: wanted in facts["visitors"],
        "outside": lambda: wanted in own["outside"],
        "size": lambda: own["size"] >= wanted,
        "slower": lambda: facts["seconds"] >= wanted,
        "markdown": lambda: wanted in own["markdown"],
        "page": lambda: wanted in own["page"],
        "page_lacks": lambda: wanted not in own["page"],
        "table_cell": lambda: any(
            cell.startswith(wanted) for row in csv.reader(io.StringIO(facts["table"])) for cell in row
        ),
    }[kind]()


@pytest.fixture(scope="session")
def guarded(ground):
    """The whole class, attackers among honest students, with every guard in its place."""
    return play(ground, "guarded", {"attacks": CASES, "without": []})


def test_honest_students_before_and_after_keep_their_exact_points(guarded):
    assert {student: float(points) for student, points in HONEST.items()} == guarded["honest"]


def test_the_class_is_graded_within_its_time(guarded):
    assert guarded["seconds"] < BUDGET


@pytest.mark.parametrize(
    "case", [c for c in CASES if "slower" not in c["succeeds"]], ids=lambda case: case["id"]
)
def test_no_attack_succeeds(case, guarded):
    assert not success(case, guarded)


@pytest.fixture(scope="session")
def reduced(ground):
    """The same class in the second choice of sandbox, for machines without user namespaces."""
    if not (landlock.version() and seccomp.available()):
        pytest.skip("no Landlock on this machine")
    return play(ground, "reduced", {"attacks": CASES, "without": [], "reduced": True})


PROMISED = [c for c in CASES if "slower" not in c["succeeds"] and "only_full" not in c]


@pytest.mark.parametrize("case", PROMISED, ids=lambda case: case["id"])
def test_no_attack_succeeds_in_the_reduced_sandbox(case, reduced):
    assert HONEST == reduced["honest"]
    assert not success(case, reduced)


@pytest.mark.parametrize("case", [c for c in CASES if "slower" in c["succeeds"]], ids=lambda case: case["id"])
def test_no_attack_holds_the_grader_up(case, ground):
    assert not success(case, play(ground, f"alone-{case['id']}", {"attacks": [case], "without": []}))


def groups() -> list[list[dict[str, Any]]]:
    """Return the cases by the guard that is taken out, so that those of one guard share a class."""
    found: dict[str, list[dict[str, Any]]] = {}
    for case in CASES:
        alone = case["id"] if case.get("alone") or "slower" in case["succeeds"] else ""
        key = json.dumps([alone, case.get("without", []), case.get("unsafe", False)])
        found.setdefault(key, []).append(case)
    return list(found.values())


@pytest.mark.parametrize("cases", groups(), ids=lambda cases: "+".join(case["id"] for case in cases))
def test_each_attack_succeeds_once_its_guard_is_out(cases, ground):
    first = cases[0]
    job = {
        "attacks": cases,
        "without": first.get("without", []),
        "unsafe": first.get("unsafe", False),
        "patient": True,
    }
    facts = play(ground, f"without-{first['id']}", job)

    assert [] == [case["id"] for case in cases if not success(case, facts)]


def test_there_are_enough_ideas_in_each_group():
    ids = [case["id"] for case in CASES]

    assert len(ids) == len(set(ids)) >= 70
    assert {"forge", "harm", "deny", "reader"} == {case["group"] for case in CASES}


def test_every_attack_says_what_it_would_prove():
    assert all(
        case["claim"] and case["succeeds"] and ("without" in case or case.get("unsafe")) for case in CASES
    )
