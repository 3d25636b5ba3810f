"""What a freshly forked process does before it may run a student's code. Nothing here can be undone afterwards."""

from __future__ import annotations

import os
import resource
from collections.abc import Mapping
from dataclasses import dataclass

from quellenkritik.grading.sandbox.inside import kernel, landlock, seccomp

HOME = "/qk/home"


@dataclass(frozen=True)
class Walls:
    """Which walls stand: ``namespaces`` (own process ids, mounts, shared memory), the call filter, Landlock rules."""

    namespaces: bool
    seccomp: bool
    landlock_rules: int = -1
    home: str = HOME


def enter(walls: Walls, limits: Mapping[str, float], keep: int) -> int:
    """Close this process in: own namespaces, empty folders, limits, no capabilities, call filter.

    ``keep`` is the one descriptor that stays open beside standard input and output; its new number (3) is returned.
    The current folder is then the submission's own empty home.
    """
    kernel.prctl(kernel.PR_SET_PDEATHSIG, 9)
    if walls.namespaces:
        kernel.unshare(kernel.NEWNS | kernel.NEWIPC)
        _empty_folders(walls.home, limits)
    os.chdir(walls.home)
    _only(keep)
    if walls.landlock_rules >= 0:
        kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
        landlock.restrict(walls.landlock_rules)
    kernel.close_from(4)
    _limit(limits)
    if walls.namespaces:
        kernel.drop_capabilities()
    kernel.prctl(kernel.PR_SET_NO_NEW_PRIVS, 1)
    if walls.seccomp:
        seccomp.install(seccomp.program(os.getpid(), own_files=walls.namespaces))
    return 3


def _only(keep: int) -> None:
    """Put nothing on 0, 1 and 2, and ``keep`` on 3; the rest is closed as soon as it is no longer needed."""
    nothing = os.open("/dev/null", os.O_RDWR)
    os.dup2(keep, 3)
    for fd in (0, 1, 2):
        os.dup2(nothing, fd)


def _empty_folders(home: str, limits: Mapping[str, float]) -> None:
    """Mount the submission's own home in memory, and nothing over ``/proc``."""
    flags = kernel.MS_NOSUID | kernel.MS_NODEV | kernel.MS_NOEXEC
    kernel.mount_tmpfs(home, f"size={int(limits['disk'])},nr_inodes={int(limits['files'])},mode=700", flags)
    kernel.mount_tmpfs("/proc", "size=4k,nr_inodes=2,mode=555", flags | kernel.MS_RDONLY)


def _limit(limits: Mapping[str, float]) -> None:
    cpu = int(limits["cpu_seconds"])
    for kind, soft, hard in (
        (resource.RLIMIT_CPU, cpu, cpu + 1),
        (resource.RLIMIT_AS, int(limits["address_space"]), int(limits["address_space"])),
        (resource.RLIMIT_FSIZE, int(limits["file_size"]), int(limits["file_size"])),
        (resource.RLIMIT_NOFILE, int(limits["open_files"]), int(limits["open_files"])),
        (resource.RLIMIT_NPROC, int(limits["threads"]), int(limits["threads"])),
        (resource.RLIMIT_CORE, 0, 0),
        (resource.RLIMIT_MSGQUEUE, 0, 0),
        (resource.RLIMIT_MEMLOCK, 0, 0),
    ):
        resource.setrlimit(kind, (soft, hard))
