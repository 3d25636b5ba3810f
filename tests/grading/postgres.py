"""A real PostgreSQL server for the tests: a fresh cluster in a folder of its own, reached over a Unix socket alone.

The server refuses to be root; where the tests are, it is started as the user of number 65534, as hostile code is.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534
START_SECONDS = 60
_QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "listen_addresses=")


class Server:
    """A running server; each course gets a database of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def database(self, name: str) -> str:
        """Make an empty database and return its address as ``--db`` takes it."""
        import psycopg

        with psycopg.connect(self._words("postgres"), autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"postgresql://qk@/{name}?host={self._folder}"

    def wait(self, process: subprocess.Popen[bytes]) -> None:
        """Wait until the server answers."""
        import psycopg

        limit = time.monotonic() + START_SECONDS
        while time.monotonic() < limit and process.poll() is None:
            try:
                psycopg.connect(self._words("postgres")).close()
                return
            except psycopg.OperationalError:
                time.sleep(0.05)
        raise RuntimeError("the server did not start: " + (self._folder / "log").read_text("utf-8")[-2000:])

    def _words(self, name: str) -> str:
        return f"user=qk dbname={name} host={self._folder}"


def program(name: str) -> str:
    """Return a program of the server's; Debian keeps them out of the path. Empty where there is none."""
    places = sorted(Path("/usr/lib/postgresql").glob(f"*/bin/{name}"), reverse=True)
    return str(places[0]) if places else shutil.which(name) or ""


def missing() -> str:
    """Return why there can be no server on this machine, or an empty text."""
    if not program("initdb") or not program("postgres"):
        return "PostgreSQL's server is not installed; apt-get install postgresql"
    if os.geteuid() == 0 and not shutil.which("setpriv"):
        return "the program setpriv is missing, and the server refuses to be root"
    return ""


def demand() -> None:
    """Skip by name where no server can be had; in CI that is a failure."""
    if reason := missing():
        if os.environ.get("CI"):
            pytest.fail(f"no PostgreSQL: {reason}")
        pytest.skip(f"no PostgreSQL: {reason}")


@contextmanager
def server(*settings: str) -> Iterator[Server]:
    """Start a server and take it down at the end; ``settings`` go before those that make it quick."""
    folder = Path(tempfile.mkdtemp(prefix="qk-pg-"))  # the path of a socket has to be short
    if os.geteuid() == 0:
        os.chown(folder, NOBODY, NOBODY)
    data = str(folder / "data")
    try:
        with (folder / "log").open("ab") as log:
            made = ["--pgdata", data, "--username=qk", "--auth=trust", "--encoding=UTF8", "--no-sync"]
            subprocess.run(_ordinary("initdb", *made), stdout=log, stderr=log, check=True, cwd=folder)
            chosen = [word for setting in settings or _QUICK for word in ("-c", setting)]
            words = _ordinary("postgres", "-D", data, "-k", str(folder), *chosen)
            process = subprocess.Popen(words, stdout=log, stderr=log, cwd=folder)
        try:
            running = Server(folder)
            running.wait(process)
            yield running
        finally:
            process.terminate()
            process.wait(30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _ordinary(name: str, *words: str) -> list[str]:
    """Return a command that an ordinary user gives."""
    drop = (
        ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups"] if os.geteuid() == 0 else []
    )
    return [*drop, program(name), *words]
