"""Runs inside the outer sandbox: a class with attackers among honest students is graded, and what came of it is printed.

``python -m tests.attacks.driver JOB.json``: the job names the attacks and, where a guard is to be taken out, the
changes to a *copy* of the package. Honest students hand in before and after the attackers.
"""

from __future__ import annotations

import json
import os
import shutil
import socket
import sys
import threading
import time
from pathlib import Path
from typing import Any

SCRATCH = Path("/scratch")
HONEST = {"aa-first": 3, "mz-program": 4, "zz-last": 2}
"""The points of the honest. ``mz-program`` hands in functions, which are called while attackers before it are scored."""
MARK = "honest-words-of-aa-first"


def main(path: str) -> None:
    """Run one job and print its facts as JSON."""
    job = json.loads(Path(path).read_text("utf-8"))
    package = copied_package(job["without"])
    sys.path.insert(0, str(package))
    facts = Run(job).facts()
    print(json.dumps(facts))


def copied_package(changes: list[dict[str, str]]) -> Path:
    """Copy the package into the scratch folder and take the guard out of the copy; return the folder to import from."""
    import quellenkritik

    target = SCRATCH / "package"
    source = Path(quellenkritik.__file__).parent
    shutil.copytree(
        source, target / "quellenkritik", ignore=shutil.ignore_patterns("__pycache__", "data", "practice")
    )
    for change in changes:
        file = target / "quellenkritik" / "grading" / change["file"]
        text = file.read_text("utf-8")
        if change["line"] not in text:
            raise SystemExit(f"the guard is not there: {change}")
        file.write_text(text.replace(change["line"], change["becomes"]), "utf-8")
    for name in [name for name in sys.modules if name.startswith("quellenkritik")]:
        del sys.modules[name]
    return target


def memory(field: str) -> int:
    """Return a field of this process's memory in kilobytes."""
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(field))


class Run:
    """One graded class."""

    def __init__(self, job: dict[str, Any]) -> None:
        from tests.grading import letters, programs

        self.letters, self.programs = letters, programs
        self.job = job
        self.course = programs.build(SCRATCH / "course")
        self.inbox = SCRATCH / "in"
        self.visitors: list[str] = []
        self.broke = self.terminal = ""
        (SCRATCH / ".netrc").write_text("password the-password-of-the-grader")
        os.environ["QK_SECRET"] = "the-secret-of-the-environment"

    def facts(self) -> dict[str, Any]:
        self._honest()
        for attack in self.job["attacks"]:
            self._attacker(attack)
        self._listen()
        Path("/proc/self/clear_refs").write_text("5")  # the peak of memory is counted from here
        before, started = memory("VmRSS"), time.monotonic()
        self._grade()
        seconds = time.monotonic() - started
        from quellenkritik.grading import classbook, tables

        return {
            "seconds": seconds,
            "honest": self._honest_points(),
            "attacks": self._found(),
            "visitors": self.visitors,
            "broke": self.broke,
            "terminal": self.terminal,
            "table": tables.grades(classbook.lines(self.gradebook)),
            "peak_mb": (memory("VmHWM") - before) / 1024,
        }

    def _honest(self) -> None:
        self.programs.hand_in(self.inbox, "mz-program", self.programs.SOLUTION)
        for student in ("aa-first", "zz-last"):
            text = self.letters.answer_text("dates", HONEST[student])
            answer = self.letters.answer_cell("dates", text + f"# {MARK}\n")
            self.letters.hand_in(self.inbox, student, "dates", answer)

    def _attacker(self, attack: dict[str, Any]) -> None:
        """Write the attacker's submissions: one for each cell, as students ``m-<attack>-1`` and so on."""
        from tests.attacks import means

        folder = self.inbox / attack.get("student", "{me}").format(me=f"m-{attack['id']}-1")
        for number, cell in enumerate(attack.get("cells", []), start=1):
            right = attack.get("answer_right", 0)
            answer = self.letters.answer_cell("hands", self.letters.answer_text("hands", right))
            more = {"extra": cell} if cell else {}
            if "prose" in attack:
                more["prose"] = means.text(attack["prose"])
            student = folder.name if number == 1 else f"m-{attack['id']}-{number}"
            path = self.letters.hand_in(self.inbox, student, "hands", attack.get("answer", answer), **more)
            means.alter(path, attack)
        if "program" in attack:
            self.programs.hand_in(self.inbox, folder.name, attack["program"])
        if name := attack.get("looks_like"):
            path = self.letters.hand_in(self.inbox, name, "dates", "dates = 'nonsense'")
            os.utime(path, (time.time() + 1000, time.time() + 1000))
        means.leave(folder, attack)

    def _listen(self) -> None:
        """Listen on a loopback port of this sandbox and note who comes."""
        server = socket.create_server(("127.0.0.1", 45_450))

        def accept() -> None:
            while True:
                server.accept()[0].close()
                self.visitors.append("came")

        threading.Thread(target=accept, daemon=True).start()
        threading.Thread(target=self._listen_by_name, daemon=True).start()

    def _listen_by_name(self) -> None:
        """Listen on a name that belongs to the network namespace and lies in no folder."""
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("\0qk-by-name")
            server.listen()
            while True:
                server.accept()[0].close()
                self.visitors.append("by name")

    def _grade(self) -> None:
        from quellenkritik.grading.engine import Engine, prepared
        from quellenkritik.grading.gradebook import Gradebook
        from quellenkritik.grading.limits import Limits
        from quellenkritik.grading.master import Course
        from quellenkritik.grading.sandbox.probe import Isolation, probe, unsafe

        isolation = Isolation("reduced", seccomp=True) if self.job.get("reduced") else probe()
        plan = unsafe() if self.job.get("unsafe") else isolation.plan()
        if isolation.level != "full" and not self.job.get("reduced"):
            raise SystemExit("no full sandbox inside the outer one: " + "; ".join(isolation.lines()))
        mib = 1024 * 1024
        patience = 3 if self.job.get("patient") else 1
        plan.limits = Limits(
            cell_seconds=1.5 * patience,
            total_seconds=3 * patience,
            cpu_seconds=3 * patience,
            address_space=256 * mib,
            memory=128 * mib,
            disk=4 * mib,
            file_size=2 * mib,
        )
        plan.modules = ("yaml", "quellenkritik")
        course = Course(self.course)
        self.gradebook = Gradebook(f"sqlite:///{self.course / 'gradebook.db'}", course)
        engine = Engine(course, self.programs.task, self.gradebook, prepared(plan, course, []), workers=1)
        plan.modules = ("yaml", "quellenkritik")
        try:
            engine.grade([self.inbox])
        except Exception as error:  # what the attacker may have wanted
            self.broke = repr(error)[:500]
        summary = engine.summary
        told = [text for _, text in summary.refused]
        self.terminal = " ".join(told + [note for _, _, notes in summary.noted for note in notes])

    def _honest_points(self) -> dict[str, float]:
        grades = self.gradebook.grades()
        own = {student: "counts" if student == "mz-program" else "dates" for student in HONEST}
        return {
            student: grades.get((student, exercise), {}).get(f"{exercise}-auto", {}).get("points", -1.0)
            for student, exercise in own.items()
        }

    def _found(self) -> dict[str, dict[str, Any]]:
        """Return, for each attack, what can be seen of it afterwards."""
        return {attack["id"]: self._of(attack["id"]) for attack in self.job["attacks"]}

    def _of(self, ident: str) -> dict[str, Any]:
        from quellenkritik.grading import classbook, pages

        grades = self.gradebook.grades()
        students = sorted({student for student, _ in grades if student.startswith(f"m-{ident}-")})
        own = [line for line in classbook.lines(self.gradebook) if line.student in students]
        notebooks = sorted(self.course.glob(f"autograded/m-{ident}-*/letters/*.ipynb"))
        cells = [cell for path in notebooks for cell in json.loads(path.read_text("utf-8"))["cells"]]
        outputs = json.dumps([cell.get("outputs", []) for cell in cells])
        return {
            "points": max(
                (c["points"] or 0 for pair in grades if pair[0] in students for c in grades[pair].values()),
                default=0,
            ),
            "verdicts": [line.verdict for line in own],
            "notes": [note for line in own for note in line.result["notes"] + line.result["problems"]],
            "printed": outputs[:20_000],
            "entries": max((len(cell.get("outputs", [])) for cell in cells), default=0),
            "size": max((path.stat().st_size for path in notebooks), default=0),
            "markdown": "\n".join(cell["source"] for cell in cells if cell["cell_type"] != "code"),
            "page": pages.page(students[0], own, self.programs.task) if own else "",
            "outside": sorted(path.name for path in (SCRATCH / "outside").glob("*")),
        }


if __name__ == "__main__":
    (SCRATCH / "outside").mkdir(exist_ok=True)
    main(sys.argv[1])
