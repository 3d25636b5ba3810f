"""The few system calls that Python 3.11 does not offer, through the C library. Each raises ``OSError`` on failure."""

from __future__ import annotations

import ctypes
import os
import platform

NEWNS, NEWIPC, NEWPID = 0x0002_0000, 0x0800_0000, 0x2000_0000
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC = 1, 2, 4, 8
PR_SET_PDEATHSIG, PR_SET_SECCOMP, PR_CAPBSET_DROP, PR_SET_NO_NEW_PRIVS = 1, 22, 24, 38
PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL = 47, 4
SECCOMP_MODE_FILTER = 2
LAST_CAP = 40

_CLOSE_RANGE = 436
_CAPSET = {"x86_64": 126, "aarch64": 91}
_libc = ctypes.CDLL(None, use_errno=True)


def _checked(result: int, what: str) -> int:
    if result < 0:
        code = ctypes.get_errno()
        raise OSError(code, f"{what}: {os.strerror(code)}")
    return result


def unshare(flags: int) -> None:
    """Put this process (for ``NEWPID``: its next children) into new namespaces."""
    _checked(_libc.unshare(flags), "unshare")


def setns(fd: int, kind: int) -> None:
    """Enter the namespace that ``fd`` stands for."""
    _checked(_libc.setns(fd, kind), "setns")


def mount_tmpfs(target: str, options: str, flags: int) -> None:
    """Mount an empty file system in memory on ``target``."""
    done = _libc.mount(b"none", target.encode(), b"tmpfs", ctypes.c_ulong(flags), options.encode())
    _checked(done, f"mount {target}")


def prctl(option: int, *values: int) -> int:
    """Call ``prctl`` with up to four whole numbers."""
    padded = [*values, 0, 0, 0, 0][:4]
    return _checked(_libc.prctl(option, *(ctypes.c_ulong(v) for v in padded)), "prctl")


def syscall(number: int, *values: object) -> int:
    """Make a raw system call."""
    return _checked(_libc.syscall(ctypes.c_long(number), *values), f"system call {number}")


def close_from(first: int) -> None:
    """Close every descriptor from ``first`` on."""
    if _libc.syscall(ctypes.c_long(_CLOSE_RANGE), ctypes.c_uint(first), ctypes.c_uint(0xFFFF_FFFF), 0) < 0:
        os.closerange(first, os.sysconf("SC_OPEN_MAX"))


def drop_capabilities() -> None:
    """Give up every capability, for this process and for whatever it could start."""
    prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_CLEAR_ALL)
    for capability in range(LAST_CAP + 1):
        # Dropping fails where the process may not change its bounding set; it then has nothing to gain by it.
        _libc.prctl(PR_CAPBSET_DROP, ctypes.c_ulong(capability), 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(0x2008_0522, 0)
    nothing = (ctypes.c_uint32 * 6)()
    syscall(_CAPSET[platform.machine()], ctypes.byref(header), ctypes.byref(nothing))
