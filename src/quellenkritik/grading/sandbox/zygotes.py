"""A zygote seen from the grader: start it, hand it a submission's socket, tell it to end a submission, take it down."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import tempfile
from typing import Any

from quellenkritik.errors import Mistake
from quellenkritik.grading.sandbox.plan import Plan

START_SECONDS = 60.0


class Zygote:
    """One pre-forked interpreter in its sandbox."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 (lives as long as the zygote)
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self.control = ours
        with theirs:
            command, environment = plan.command(theirs.fileno())
            self._process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                env=environment,
                pass_fds=[theirs.fileno()],
                start_new_session=True,
            )
        self._introduce()

    def _introduce(self) -> None:
        """Send what is public and return without waiting; :meth:`ready` waits."""
        with tempfile.TemporaryFile() as file:
            file.write(json.dumps(self._plan.init()).encode())
            file.seek(0)
            socket.send_fds(self.control, [b'{"do": "init"}'], [file.fileno()])

    def ready(self) -> None:
        """Wait until the zygote has imported everything; raise :class:`Mistake` with its own words where it cannot."""
        self.control.settimeout(START_SECONDS)
        try:
            message = self.control.recv(4096)
        except (TimeoutError, OSError):
            message = b""
        self.control.settimeout(None)
        if not message:
            words = self.last_words()  # the file of its errors is gone after closing
            self.close()
            raise Mistake("sandbox", f"a sandbox that did not start ({words})", "a running one")

    def submit(self) -> socket.socket:
        """Begin a submission: return our end of its socket, through which the job goes in and the report comes out."""
        ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        with theirs:
            try:
                socket.send_fds(self.control, [b'{"do": "run"}'], [theirs.fileno()])
            except OSError:  # the zygote is gone; the caller starts another
                ours.close()
                raise
        return ours

    def end(self, why: str) -> None:
        """Have the running submission ended; the zygote then says so."""
        with contextlib.suppress(OSError):
            self.control.send(json.dumps({"do": "kill", "why": why}).encode())

    def message(self) -> dict[str, Any] | None:
        """Return the next message of the zygote, or None where it is gone."""
        try:
            raw = self.control.recv(4096)
        except OSError:
            return None
        return dict(json.loads(raw)) if raw else None

    def last_words(self) -> str:
        """Return the last line that the sandbox wrote as an error."""
        self._errors.seek(0)
        lines = self._errors.read(20_000).decode("utf-8", "replace").strip().splitlines()
        return lines[-1][:300] if lines else "it said nothing"

    def close(self) -> None:
        """Take the sandbox down with everything in it."""
        self.control.close()
        self.kill()
        self._process.wait()
        self._errors.close()

    def kill(self) -> None:
        """End the sandbox's processes at once; its control channel then closes."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL)
