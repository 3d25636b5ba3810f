"""Landlock by raw system calls: a process gives up the file system but for the paths named here.

This is the second choice, for machines that forbid user namespaces. It hides contents, not the existence of files.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
from collections.abc import Iterable

from quellenkritik.grading.sandbox.inside import kernel

_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
_VERSION_FLAG = 1
_RULE_PATH_BENEATH = 1
_EXECUTE, _WRITE, _READ, _READ_DIR = 1, 2, 4, 8
_FIRST_ABI_RIGHTS = (1 << 13) - 1
_REFER, _TRUNCATE, _IOCTL_DEV = 1 << 13, 1 << 14, 1 << 15
_NET_BIND, _NET_CONNECT = 1, 2
_SCOPE_ABSTRACT_SOCKET, _SCOPE_SIGNAL = 1, 2


class _Attributes(ctypes.Structure):
    _fields_ = (("files", ctypes.c_uint64), ("net", ctypes.c_uint64), ("scoped", ctypes.c_uint64))


class _PathRule(ctypes.Structure):
    _pack_ = 1
    _fields_ = (("allowed", ctypes.c_uint64), ("fd", ctypes.c_int32))


def version() -> int:
    """Return the version of Landlock that the kernel offers; 0 where it has none."""
    try:
        return kernel.syscall(_CREATE, None, ctypes.c_size_t(0), ctypes.c_uint32(_VERSION_FLAG))
    except OSError:
        return 0


def ruleset(readable: Iterable[str], writable: Iterable[str]) -> int:
    """Return a descriptor of the rules: these folders may be read, those also written, nothing else is in reach."""
    abi = version()
    every = _rights(abi)
    asked = _Attributes(
        every,
        _NET_BIND | _NET_CONNECT if abi >= 4 else 0,
        _SCOPE_ABSTRACT_SOCKET | _SCOPE_SIGNAL if abi >= 6 else 0,
    )
    size = 8 if abi < 4 else 16 if abi < 6 else 24
    rules = kernel.syscall(_CREATE, ctypes.byref(asked), ctypes.c_size_t(size), ctypes.c_uint32(0))
    for path in readable:
        _allow(rules, path, _EXECUTE | _READ | _READ_DIR)
    for path in writable:
        _allow(rules, path, every & ~_EXECUTE & ~_REFER & ~_IOCTL_DEV)
    # Out of the way of the few descriptors that a submission's process keeps.
    return fcntl.fcntl(rules, fcntl.F_DUPFD_CLOEXEC, 64)


def _rights(abi: int) -> int:
    rights = _FIRST_ABI_RIGHTS
    rights |= _REFER if abi >= 2 else 0
    rights |= _TRUNCATE if abi >= 3 else 0
    return rights | (_IOCTL_DEV if abi >= 5 else 0)


def _allow(rules: int, path: str, rights: int) -> None:
    with contextlib.suppress(FileNotFoundError):
        fd = os.open(path, os.O_PATH | os.O_CLOEXEC)
        if not os.path.isdir(path):  # noqa: PTH112 (kept small: pathlib is not needed inside)
            rights &= _EXECUTE | _WRITE | _READ | _TRUNCATE
        rule = _PathRule(rights, fd)
        kernel.syscall(
            _ADD_RULE, rules, ctypes.c_int(_RULE_PATH_BENEATH), ctypes.byref(rule), ctypes.c_uint32(0)
        )
        os.close(fd)


def restrict(rules: int) -> None:
    """Put this process under the rules, for good. ``NO_NEW_PRIVS`` must be set before."""
    kernel.syscall(_RESTRICT, ctypes.c_int(rules), ctypes.c_uint32(0))
