"""otter-grader in an environment of its own: the faster of its two local ways, without containers."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from benchmarks.grading import otter_tests, runs
from benchmarks.grading.classwork import Work
from benchmarks.grading.runs import Run
from quellenkritik.course.bank import Drawn

PACKAGES = ("otter-grader==7.0.0", "ipykernel", "pyyaml", "ipywidgets")
PROGRAM = Path(__file__).with_name("otter_inside.py")


class Otter:
    """otter-grader with one autograder file for each exercise."""

    def __init__(self, folder: Path, source: Path, work: Path) -> None:
        self._python = folder / "bin" / "python"
        self._folder = folder
        self._source = source
        self._work = work
        self._zips: dict[str, Path] = {}

    def prepare(self, drawn: Sequence[Drawn], release: Path) -> None:
        """Make environment and autograder files; raise :class:`Failed` where otter cannot be had."""
        self._install()
        for one in drawn:
            self._zips[one.exercise.id] = self._autograder(one, release)

    def by_api(self, works: Sequence[Work], submitted: Path) -> Run:
        """Grade in one process by otter's API; only the grading itself is counted."""
        asked = [[str(one.place(submitted)), str(self._zips[one.exercise])] for one in works]
        before = runs.load()
        said = self._call([str(PROGRAM)], self._work, json.dumps(asked))
        found = json.loads(said.strip().splitlines()[-1])
        grades = {
            one.key: points for one, (_, points) in zip(works, found, strict=True) if points is not None
        }
        return Run("otter, API in one process", len(works), sum(s for s, _ in found), before, grades)

    def by_command(self, works: Sequence[Work], submitted: Path) -> Run:
        """Grade with ``otter run``, one command a submission."""
        before, started = runs.load(), time.perf_counter()
        grades = {}
        for one in works:
            words = [
                "-m",
                "otter",
                "run",
                "-a",
                str(self._zips[one.exercise]),
                "-o",
                ".",
                str(one.place(submitted)),
            ]
            self._call(words, self._work)
            result = json.loads((self._work / "results.json").read_text(encoding="utf-8"))
            grades[one.key] = sum(float(test.get("score", 0.0)) for test in result["tests"])
        return Run("otter run", len(works), time.perf_counter() - started, before, grades)

    def _install(self) -> None:
        stamp = self._folder / "installed"
        if stamp.is_file() and stamp.read_text(encoding="utf-8") == " ".join(PACKAGES):
            return
        shutil.rmtree(self._folder, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(self._folder)], check=True)
        words = ["-m", "pip", "--disable-pip-version-check", "install", "--quiet", "--no-input", *PACKAGES]
        done = subprocess.run([self._python, *words], capture_output=True, text=True, check=False)
        if done.returncode:
            raise runs.Failed("otter-grader could not be installed: " + done.stderr.strip()[-300:])
        stamp.write_text(" ".join(PACKAGES), encoding="utf-8")

    def _autograder(self, one: Drawn, release: Path) -> Path:
        """Let otter itself make the autograder file of an exercise."""
        ident, folder = one.exercise.id, self._work / "otter" / one.exercise.id
        shutil.rmtree(folder, ignore_errors=True)
        (folder / "tests").mkdir(parents=True)
        points = {spec.id: float(spec.points) for spec in one.task.criteria}
        test = otter_tests.text(ident, points, one.gold)
        (folder / "tests" / f"{ident}.py").write_text(test, encoding="utf-8")
        sheet = release / f"{one.exercise.stem}.sheet.yml"
        shutil.copy(sheet, folder / sheet.name)
        self._call(["-m", "otter", "generate", "-t", "tests", "-o", "autograder.zip", sheet.name], folder)
        return folder / "autograder.zip"

    def _call(self, words: Sequence[str], cwd: Path, given: str = "") -> str:
        env = runs.environment(self._work / "home", PYTHONPATH=str(self._source))
        env["PATH"] = f"{self._python.parent}{os.pathsep}{env.get('PATH', os.defpath)}"
        command = [str(self._python), *words]
        done = subprocess.run(
            command, cwd=cwd, env=env, input=given, capture_output=True, text=True, check=False
        )
        with (self._work / "otter.log").open("a", encoding="utf-8") as log:
            log.write(done.stdout + done.stderr)
        if done.returncode:
            raise runs.Failed(f"otter {words[-1]}: {done.stderr.strip()[-300:]}")
        return done.stdout
