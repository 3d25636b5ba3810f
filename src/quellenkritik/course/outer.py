"""An outer sandbox around a whole grading run, for sample submissions that misbehave on purpose.

Such submissions never run bare: around the engine's own sandbox stands this one, with its own process, mount and
network namespaces, no capabilities, and one writable folder. It needs user namespaces and ``unshare`` and ``setpriv``
of util-linux. Run as a program it makes the file system read-only and becomes the command that it is given.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

_MS_BIND = 0x1000
_MOUNT_SETATTR = 442  # the same number on every architecture
_AT_RECURSIVE = 0x8000
_RDONLY = 0x1


def command(folder: Path, inner: Sequence[str]) -> list[str]:
    """Return the command that runs ``inner`` where only ``folder`` can be written."""
    who = ["--user", "--map-user=1000", "--map-group=1000", "--keep-caps"]
    apart = ["--mount", "--mount-proc", "--pid", "--fork", "--kill-child", "--net", "--ipc", "--uts"]
    return ["unshare", *who, *apart, "--", sys.executable, "-I", __file__, str(folder), *inner]


def environment(folder: Path) -> dict[str, str]:
    """Return the few variables that the command gets: nothing of the user's own."""
    programs = f"{Path(sys.executable).parent}{os.pathsep}/usr/local/bin:/usr/bin:/bin"
    return {"PATH": programs, "HOME": str(folder), "TMPDIR": str(folder), "LANG": "C.UTF-8"}


@cache
def refusal(folder: Path) -> str:
    """Return why there can be no outer sandbox here, or an empty string: it is tried for real."""
    missing = [name for name in ("unshare", "setpriv", "bwrap") if not shutil.which(name)]
    if missing:
        return "not installed: " + ", ".join(missing)
    probe = ["bwrap", "--unshare-all", "--ro-bind", "/", "/", "--proc", "/proc", "--dev", "/dev", "true"]
    done = subprocess.run(
        command(folder, probe),
        env=environment(folder),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    return "" if done.returncode == 0 else done.stderr.strip()[-300:] or f"exit code {done.returncode}"


def _close(folder: bytes) -> None:
    """Make every mount read-only save ``folder`` and /proc (a sandbox inside must be able to mount its own)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(folder, folder, None, _MS_BIND, None):
        raise OSError(ctypes.get_errno(), "the writable folder could not be set apart")
    for path, flags, setting in (
        (b"/", _AT_RECURSIVE, (_RDONLY, 0)),
        (folder, 0, (0, _RDONLY)),
        (b"/proc", 0, (0, _RDONLY)),
    ):
        attributes = (ctypes.c_uint64 * 4)(*setting, 0, 0)
        if libc.syscall(_MOUNT_SETATTR, -100, path, flags, attributes, ctypes.sizeof(attributes)):
            raise OSError(ctypes.get_errno(), f"{path.decode()} could not be closed")


def _become(inner: Sequence[str]) -> None:
    """Drop every capability for good and become the command."""
    bare = [
        "setpriv",
        "--bounding-set=-all",
        "--ambient-caps=-all",
        "--inh-caps=-all",
        "--no-new-privs",
        "--",
    ]
    os.execvp(bare[0], [*bare, *inner])


if __name__ == "__main__":
    os.chdir(sys.argv[1])
    _close(os.fsencode(sys.argv[1]))
    os.chdir(sys.argv[1])  # the folder as mounted now
    _become(sys.argv[2:])
