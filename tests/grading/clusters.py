"""A dask cluster of separate processes on this machine: a scheduler and workers on 127.0.0.1, each to be killed at will."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
START_SECONDS = 60
PRELOADS = ROOT / "tests" / "grading" / "preloads"


class LocalCluster:
    """Use as a context manager; ``folder`` takes the logs and dask's scratch files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        self._file = folder / "scheduler.json"
        self._running: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> LocalCluster:
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", str(self._file))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._running:
            kill(process)  # a worker that is asked to end waits for its scheduler

    @property
    def address(self) -> str:
        """The scheduler's address, once it is up."""
        limit = time.monotonic() + START_SECONDS
        while time.monotonic() < limit and self.scheduler.poll() is None:
            try:
                return str(json.loads(self._file.read_text("utf-8"))["address"])
            except (OSError, ValueError, KeyError):
                time.sleep(0.05)
        raise RuntimeError("the scheduler did not start: " + self._log("scheduler")[-2000:])

    def worker(self, name: str, preload: str = "one_grader.py", threads: int = 1) -> subprocess.Popen[bytes]:
        """Start a worker; ``preload`` names a file that says what it is like, nothing a real one."""
        words = [self.address, "--name", name, "--nthreads", str(threads), "--no-nanny"]
        words += ["--memory-limit", "0", "--local-directory", str(self.folder / name)]
        return self._start("worker", *words, *(["--preload", str(PRELOADS / preload)] if preload else []))

    def wait_for_workers(self, number: int) -> None:
        """Wait until so many workers have ever been taken on."""
        limit = time.monotonic() + START_SECONDS
        while self._log("scheduler").count("Register worker") < number:
            if time.monotonic() > limit:
                raise RuntimeError("the workers did not start: " + self._log("worker")[-2000:])
            time.sleep(0.05)

    def _start(self, what: str, *words: str) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "dask", what, "--host", "127.0.0.1", "--no-dashboard", *words]
        paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        with (self.folder / f"{what}.log").open("ab") as log:
            process = subprocess.Popen(
                command, cwd=ROOT, stdout=log, stderr=log, env=os.environ | {"PYTHONPATH": paths}
            )
        self._running.append(process)
        return process

    def _log(self, what: str) -> str:
        path = self.folder / f"{what}.log"
        return path.read_text("utf-8", "replace") if path.is_file() else ""


def kill(process: subprocess.Popen[bytes]) -> None:
    """Kill a process at once, as a machine that loses its power does."""
    process.send_signal(signal.SIGKILL)
    process.wait()
