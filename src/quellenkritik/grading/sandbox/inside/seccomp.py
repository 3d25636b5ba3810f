"""The system call filter of a student's process: a short list of allowed calls, everything else is refused.

What the list leaves out is the point: no new process (``fork``, ``execve``), no network socket, no shared memory
between submissions, no locks on files, no signals to others, no look into other processes, no mounts, no namespaces, no
kernel interfaces. Threads are allowed. A refused call returns ``EPERM`` (``ENOSYS`` for calls newer than the list, so
that the C library falls back), and a call of a foreign architecture ends the process.

The program is classic BPF as in ``seccomp(2)``; numbers are those of the kernel's own headers.
"""

from __future__ import annotations

import ctypes
import platform
import struct
import sys
from functools import cache

from quellenkritik.grading.sandbox.inside import kernel

# name: (x86_64, aarch64); None where the architecture lacks the call
_ALLOWED: dict[str, tuple[int | None, int | None]] = {
    # memory
    "mmap": (9, 222), "mprotect": (10, 226), "munmap": (11, 215), "brk": (12, 214), "mremap": (25, 216),
    "madvise": (28, 233), "membarrier": (324, 283),
    # files, as far as the file system lets it
    "read": (0, 63), "write": (1, 64), "open": (2, None), "close": (3, 57), "stat": (4, None), "fstat": (5, 80),
    "lstat": (6, None), "lseek": (8, 62), "pread64": (17, 67), "pwrite64": (18, 68), "readv": (19, 65),
    "writev": (20, 66), "access": (21, None), "preadv": (295, 69), "pwritev": (296, 70), "statx": (332, 291),
    "openat": (257, 56), "newfstatat": (262, 79), "faccessat": (269, 48), "faccessat2": (439, 439),
    "readlink": (89, None), "readlinkat": (267, 78), "getcwd": (79, 17), "chdir": (80, 49), "fchdir": (81, 50),
    "getdents": (78, None), "getdents64": (217, 61), "mkdir": (83, None), "mkdirat": (258, 34),
    "rmdir": (84, None), "unlink": (87, None), "unlinkat": (263, 35), "rename": (82, None), "renameat": (264, 38),
    "renameat2": (316, 276), "creat": (85, None), "truncate": (76, 45), "ftruncate": (77, 46),
    "fallocate": (285, 47), "fadvise64": (221, 223), "fsync": (74, 82), "fdatasync": (75, 83),
    "umask": (95, 166), "statfs": (137, 43), "fstatfs": (138, 44), "sendfile": (40, 71),
    "copy_file_range": (326, 285), "close_range": (436, 436),
    # descriptors and waiting
    "dup": (32, 23), "dup2": (33, None), "dup3": (292, 24), "pipe": (22, None), "pipe2": (293, 59),
    "select": (23, None), "pselect6": (270, 72), "poll": (7, None), "ppoll": (271, 73),
    "epoll_create": (213, None), "epoll_create1": (291, 20), "epoll_ctl": (233, 21), "epoll_wait": (232, None),
    "epoll_pwait": (281, 22), "eventfd": (284, None), "eventfd2": (290, 19),
    # a pair of sockets within the process (event loops need it); no socket that reaches anything
    "socketpair": (53, 199), "sendto": (44, 206), "recvfrom": (45, 207), "sendmsg": (46, 211),
    "recvmsg": (47, 212), "shutdown": (48, 210), "getsockname": (51, 204), "getsockopt": (55, 209),
    "setsockopt": (54, 208),
    # signals to itself, timers, clocks
    "rt_sigaction": (13, 134), "rt_sigprocmask": (14, 135), "rt_sigreturn": (15, 139), "rt_sigpending": (127, 136),
    "rt_sigsuspend": (130, 133), "rt_sigtimedwait": (128, 137), "sigaltstack": (131, 132), "pause": (34, None),
    "alarm": (37, None), "getitimer": (36, 102), "setitimer": (38, 103), "nanosleep": (35, 101),
    "clock_nanosleep": (230, 115), "clock_gettime": (228, 113), "clock_getres": (229, 114),
    "gettimeofday": (96, 169), "time": (201, None), "times": (100, 153), "restart_syscall": (219, 128),
    # what a process may know of itself
    "getpid": (39, 172), "getppid": (110, 173), "gettid": (186, 178), "getuid": (102, 174), "geteuid": (107, 175),
    "getgid": (104, 176), "getegid": (108, 177), "getresuid": (118, 148), "getresgid": (120, 150),
    "getgroups": (115, 158), "getpgrp": (111, None), "getpgid": (121, 155), "getsid": (124, 156),
    "getpriority": (140, 141), "getrlimit": (97, 163), "getrusage": (98, 165), "sysinfo": (99, 179),
    "uname": (63, 160), "getrandom": (318, 278), "sched_yield": (24, 124), "sched_getaffinity": (204, 123),
    "sched_getparam": (143, 121), "sched_getscheduler": (145, 120),
    # threads and the end
    "futex": (202, 98), "set_robust_list": (273, 99), "get_robust_list": (274, 100), "rseq": (334, 293),
    "set_tid_address": (218, 96), "arch_prctl": (158, None), "exit": (60, 93), "exit_group": (231, 94),
    "wait4": (61, 260), "waitid": (247, 95),
}  # fmt: skip

# Allowed where the files are the submission's own (an own mount namespace); without one they would reach the grader's.
_OWN_FILES: dict[str, tuple[int | None, int | None]] = {
    "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53), "utimensat": (280, 88), "utime": (132, None),
    "utimes": (235, None), "link": (86, None), "linkat": (265, 37), "symlink": (88, None), "symlinkat": (266, 36),
}  # fmt: skip

# Calls that are looked at more closely.
_CLONE, _KILL, _TKILL, _TGKILL = (56, 220), (62, 129), (200, 130), (234, 131)
_PRCTL, _IOCTL, _PRLIMIT, _FCNTL = (157, 167), (16, 29), (302, 261), (72, 25)

_AUDIT_ARCH = {"x86_64": 0xC000_003E, "aarch64": 0xC000_00B7}
_INDEX = {"x86_64": 0, "aarch64": 1}
_NEWEST_KNOWN = 434
_X32 = 0x4000_0000

_ALLOW, _KILL_PROCESS = 0x7FFF_0000, 0x8000_0000
_EPERM, _ENOSYS = 0x0005_0000 | 1, 0x0005_0000 | 38
_LOAD, _JEQ, _JGE, _JSET, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
_NR, _ARCH, _ARG0, _ARG1 = 0, 4, 16, 24

_CLONE_THREAD, _NAMESPACES = 0x0001_0000, 0x7E02_0080
_PRCTL_HARMLESS = (15, 16, 0x5356_4D41)  # set and get the thread's name, name an anonymous mapping
_IOCTL_HARMLESS = (
    0x5401,
    0x5413,
    0x5421,
    0x5450,
    0x5451,
    0x541B,
)  # isatty, window size, FIONBIO, (N)CLOEX, FIONREAD
# Copies of descriptors, their flags, sizes of pipes, seals. No locks: a lock on a file of the system is seen by every other
# submission that runs at the same time (a database in a file must do without: SQLite's "nolock=1").
_FCNTL_HARMLESS = (0, 1, 2, 3, 4, 1030, 1031, 1032, 1033, 1034)


def available() -> bool:
    """Return whether a filter exists for this machine's architecture."""
    return platform.machine() in _INDEX and sys.byteorder == "little"


@cache
def program(own_pid: int, own_files: bool) -> bytes:
    """Return the filter for a process with this id; ``own_files`` where it has a mount namespace of its own."""
    machine = platform.machine()
    index = _INDEX[machine]
    lines = [_op(_LOAD, _ARCH), _op(_JEQ, _AUDIT_ARCH[machine], 1, 0), _op(_RETURN, _KILL_PROCESS)]
    lines += [_op(_LOAD, _NR), _op(_JGE, _X32, 0, 1), _op(_RETURN, _KILL_PROCESS)]
    table = _ALLOWED | _OWN_FILES if own_files else _ALLOWED
    for numbers in table.values():
        if (number := numbers[index]) is not None:
            lines += [_op(_JEQ, number, 0, 1), _op(_RETURN, _ALLOW)]
    for numbers, block in _inspected(own_pid):
        lines += [_op(_JEQ, numbers[index], 0, len(block)), *block]
    lines += [_op(_JGE, _NEWEST_KNOWN + 1, 0, 1), _op(_RETURN, _ENOSYS), _op(_RETURN, _EPERM)]
    return b"".join(lines)


def _inspected(own_pid: int) -> list[tuple[tuple[int, int], list[bytes]]]:
    """Return, per call, the lines that decide by its arguments; each block ends with a return."""
    only_self = [_op(_LOAD, _ARG0), _op(_JEQ, own_pid, 0, 1), _op(_RETURN, _ALLOW), _op(_RETURN, _EPERM)]
    itself = [
        _op(_LOAD, _ARG0), _op(_JEQ, 0, 1, 0), _op(_JEQ, own_pid, 0, 1), _op(_RETURN, _ALLOW), _op(_RETURN, _EPERM),
    ]  # fmt: skip
    threads_only = [
        _op(_LOAD, _ARG0), _op(_JSET, _NAMESPACES, 2, 0), _op(_JSET, _CLONE_THREAD, 0, 1), _op(_RETURN, _ALLOW),
        _op(_RETURN, _EPERM),
    ]  # fmt: skip
    return [
        (_CLONE, threads_only),
        (_KILL, only_self),
        (_TGKILL, only_self),
        (_TKILL, only_self),
        (_PRLIMIT, itself),
        (_PRCTL, _one_of(_ARG0, _PRCTL_HARMLESS)),
        (_IOCTL, _one_of(_ARG1, _IOCTL_HARMLESS)),
        (_FCNTL, _one_of(_ARG1, _FCNTL_HARMLESS)),
    ]


def _one_of(argument: int, values: tuple[int, ...]) -> list[bytes]:
    """Return lines that allow the call where its argument (low word) is one of the values."""
    last = len(values)
    tests = [_op(_JEQ, value, last - place, 0) for place, value in enumerate(values)]
    return [_op(_LOAD, argument), *tests, _op(_RETURN, _EPERM), _op(_RETURN, _ALLOW)]


def _op(code: int, value: int, if_true: int = 0, if_false: int = 0) -> bytes:
    return struct.pack("<HBBI", code, if_true, if_false, value)


def install(code: bytes) -> None:
    """Put this process under the filter, for good. ``NO_NEW_PRIVS`` must be set before."""
    buffer = ctypes.create_string_buffer(code, len(code))

    class _Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    filled = _Program(len(code) // 8, ctypes.addressof(buffer))
    kernel.prctl(kernel.PR_SET_SECCOMP, kernel.SECCOMP_MODE_FILTER, ctypes.addressof(filled))
