"""The pre-forked interpreter inside the sandbox: imports are done once, each submission is a fork with walls of its own.

It never holds a byte of a submission. For each one the grader sends a socket over the control channel; the forked
process reads its job from that socket, so the next fork finds nothing of the last submission in memory.

Control channel (``SOCK_SEQPACKET``): grader to zygote ``init`` (once, with a descriptor of the public files), ``run``
(with the job's socket), ``kill``; zygote to grader ``ready`` and, for each run, ``end`` with how the process ended.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import select
import signal
import socket
import sys
from typing import Any

from quellenkritik.grading.sandbox.inside import cells, child, guard, kernel, landlock, seccomp, watch

TICK_MS = 25


class Zygote:
    """The serving loop."""

    def __init__(self, control: socket.socket, init: dict[str, Any]) -> None:
        self._control = control
        self._files: dict[str, dict[str, str]] = init["files"]
        self._limits: dict[str, float] = init["limits"]
        self._namespaces: bool = init["namespaces"]
        home = init.get("home") or guard.HOME
        rules = landlock.ruleset(init["readable"], [home]) if init["landlock"] else -1
        self._walls = guard.Walls(self._namespaces, init["seccomp"], rules, home)
        self._own_pids = os.open("/proc/self/ns/pid", os.O_RDONLY) if self._namespaces else -1
        if self._namespaces and init["seccomp"]:
            seccomp.program(1, own_files=True)  # kept, so that no fork has to put it together again
        self._watch = watch.Watch(self._limits, alone=self._namespaces, home=home)

    def serve(self) -> None:
        """Answer until the grader closes the channel."""
        while True:
            message, descriptors, _, _ = socket.recv_fds(self._control, 4096, 1)
            if not message:
                return
            if json.loads(message)["do"] == "run" and descriptors:
                self._one(descriptors[0])

    def _one(self, job: int) -> None:
        """Run one submission to its end and say how it ended."""
        if self._namespaces:
            kernel.setns(self._own_pids, kernel.NEWPID)
            kernel.unshare(kernel.NEWPID)
        pid = os.fork()
        if pid == 0:
            self._become(job)
        os.close(job)
        why = self._supervise(pid)
        _, status, usage = os.wait4(pid, 0)
        if not self._namespaces:
            self._watch.sweep()
        code = os.waitstatus_to_exitcode(status)
        cpu = usage.ru_utime + usage.ru_stime
        self._say("end", code=code, why=why, cpu=round(cpu, 4), peak_kb=usage.ru_maxrss)

    def _become(self, job: int) -> None:
        """Be the submission's process; never return."""
        code = child.NOT_CLOSED_IN
        try:
            signal.signal(signal.SIGINT, signal.default_int_handler)
            kept = guard.enter(self._walls, self._limits, job)
            code = 71
            child.run(kept, self._limits, self._files)
            code = 0
        except MemoryError:
            code = 72
        except OSError as error:
            if code == child.NOT_CLOSED_IN:
                self._confess(job, str(error))
        finally:
            os._exit(code)

    @staticmethod
    def _confess(job: int, reason: str) -> None:
        """Tell the grader, over the socket wherever it is by now, that the walls are not up."""
        for fd in (job, 3):
            with contextlib.suppress(OSError):
                os.write(fd, json.dumps(["X", reason]).encode() + b"\n")
                return

    def _supervise(self, pid: int) -> str:
        """Wait for the process; end it when the grader says so or when it takes more than it may. Return why."""
        alive = os.pidfd_open(pid)
        waiting = select.poll()
        waiting.register(alive, select.POLLIN)
        waiting.register(self._control, select.POLLIN)
        why = ""
        while True:
            ready = {fd for fd, _ in waiting.poll(TICK_MS)}
            if alive in ready:
                break
            if not why:
                why = self._told() if self._control.fileno() in ready else self._watch.excess(pid)
                if why:
                    os.kill(pid, signal.SIGKILL)
        os.close(alive)
        return why

    def _told(self) -> str:
        """Return why the grader wants an end; a closed channel ends everything."""
        message = self._control.recv(4096)
        if not message:
            os._exit(0)
        return str(json.loads(message).get("why", "told"))

    def _say(self, what: str, **more: object) -> None:
        self._control.send(json.dumps({"say": what, **more}).encode())


def main(fd: int) -> None:
    """Start: get the public files, import what notebooks need, run the given cells once, then serve."""
    control = socket.socket(fileno=fd)
    message, descriptors, _, _ = socket.recv_fds(control, 4096, 1)
    if not message:
        return
    with open(descriptors[0], "rb") as file:  # noqa: PTH123
        init = json.loads(file.read())
    if init["namespaces"]:
        _own_yard()
        kernel.mount_tmpfs(guard.HOME, "size=16m,mode=700", kernel.MS_NOSUID | kernel.MS_NODEV)
    _warm(init)
    zygote = Zygote(control, init)
    gc.collect()
    gc.freeze()
    control.send(json.dumps({"say": "ready", "pid": os.getpid(), "python": sys.version.split()[0]}).encode())
    zygote.serve()


def _own_yard() -> None:
    """Move into namespaces that belong to this user namespace, so that a new one can be made for each submission."""
    kernel.unshare(kernel.NEWPID | kernel.NEWNS | kernel.NEWIPC)
    pid = os.fork()
    if pid:
        _, status = os.waitpid(pid, 0)
        os._exit(abs(os.waitstatus_to_exitcode(status)))
    kernel.prctl(kernel.PR_SET_PDEATHSIG, signal.SIGKILL)


def _warm(init: dict[str, Any]) -> None:
    """Import the modules and run the master's own cells once, so that what they load is there for every fork."""
    for name in init["modules"]:
        try:
            importlib.import_module(name)
        except ImportError as error:
            print(f"left out: {error}", file=sys.stderr)
    os.chdir(init.get("home") or guard.HOME)
    for exercise, files in init["files"].items():
        for name, text in files.items():
            with open(name, "w", encoding="utf-8") as file:  # noqa: PTH123
                file.write(text)
        notebook = cells.Notebook(1_000_000)
        with notebook.in_place():
            for source in init["warm"].get(exercise, []):
                notebook.run(source)
        for name in files:
            os.unlink(name)  # noqa: PTH108
