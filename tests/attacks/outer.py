"""The outer sandbox of the attack tests: hostile code runs in here or not at all.

Own process list, mounts, users and network, no capabilities, an unprivileged user, one scratch folder. The whole engine
runs inside it, its own sandbox too. Taking out one of the engine's guards then harms nothing but the scratch folder.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from quellenkritik.grading.sandbox import reach

ROOT = Path(__file__).resolve().parents[2]
SCRATCH = "/scratch"
NOBODY = 65534
SECONDS = 120


def run(scratch: Path, words: list[str], seconds: float = SECONDS) -> subprocess.CompletedProcess[str]:
    """Run Python with these words in the outer sandbox; ``scratch`` is the only thing that can be written."""
    os.chmod(scratch, 0o777)  # noqa: PTH101
    command = [*_bwrap(scratch), "--", reach.interpreter(), "-B", *words]
    if os.geteuid() != 0:
        return _run(command, seconds)
    try:
        return _run(_as_nobody(scratch, command), seconds)
    finally:
        _stage(scratch).rmdir()


def _run(command: list[str], seconds: float) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
        env={"PATH": "/usr/bin:/bin:/usr/sbin"},
    )


def _shown() -> list[str]:
    """Return what the engine and its tests need to see, all of it read-only."""
    tests = ROOT / "tests"
    return [*reach.python_folders(), str(reach.package()), str(tests / "attacks"), str(tests / "grading")]


def _bwrap(scratch: Path) -> list[str]:
    words = [
        "bwrap",
        "--unshare-all",
        "--unshare-user",
        "--die-with-parent",
        "--new-session",
        "--clearenv",
        "--cap-drop",
        "ALL",
    ]
    words += ["--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp"]
    for folder in map(Path, reach.SYSTEM):
        if folder.is_symlink():
            words += ["--symlink", str(folder.readlink()), str(folder)]
        elif folder.is_dir():
            words += ["--ro-bind", str(folder), str(folder)]
    for number, folder in enumerate(_shown()):
        source = str(_stage(scratch) / str(number)) if os.geteuid() == 0 else folder
        words += ["--ro-bind", source, folder]
    paths = ":".join((str(ROOT), str(reach.package().parent), *reach.site_packages()))
    words += ["--bind", str(scratch), SCRATCH, "--chdir", SCRATCH]
    return [
        *words,
        "--setenv",
        "PATH",
        "/usr/bin:/bin",
        "--setenv",
        "HOME",
        SCRATCH,
        "--setenv",
        "PYTHONPATH",
        paths,
    ]


def _stage(scratch: Path) -> Path:
    return scratch.with_name(scratch.name + ".stage")


def _as_nobody(scratch: Path, command: list[str]) -> list[str]:
    """Return the command given up to an unprivileged user before the sandbox is even made.

    What root alone can reach (an interpreter in its home) is bound to a place that the user can reach, in a mount
    namespace of this command's own.
    """
    stage = _stage(scratch)
    lines = ["set -e", f'mount -t tmpfs -o mode=755 none "{stage}"']
    stage.mkdir(exist_ok=True)
    for number, folder in enumerate(_shown()):
        make = "mkdir" if Path(folder).is_dir() else "touch"
        lines += [f'{make} "{stage}/{number}"', f'mount --bind "{folder}" "{stage}/{number}"']
    lines.append(
        'exec setpriv --reuid=65534 --regid=65534 --clear-groups --inh-caps=-all --bounding-set=-all "$@"'
    )
    return ["unshare", "--mount", "--propagation", "private", "sh", "-c", "\n".join(lines), "sh", *command]


@cache
def missing(scratch_parent: str) -> str:
    """Return why the outer sandbox cannot be had on this machine, or an empty text."""
    for program in ("bwrap", *(("unshare", "setpriv") if os.geteuid() == 0 else ())):
        if not shutil.which(program):
            return f"the program {program} is missing"
    scratch = Path(scratch_parent) / "probe"
    scratch.mkdir(exist_ok=True)
    done = run(scratch, ["-c", "import os; print(os.getuid(), open('/proc/self/status').read())"])
    status = done.stdout
    if done.returncode or not status.startswith(f"{NOBODY} " if os.geteuid() == 0 else str(os.getuid())):
        return (done.stderr.strip().splitlines() or ["it does not start"])[-1]
    return "" if "CapEff:\t0000000000000000" in status else "it would run with capabilities"


def demand(scratch_parent: Path) -> None:
    """Skip the test by name where the outer sandbox cannot be had; in CI that is a failure."""
    if reason := missing(str(scratch_parent)):
        if os.environ.get("CI"):
            pytest.fail(f"no outer sandbox for hostile code: {reason}")
        pytest.skip(f"no outer sandbox for hostile code: {reason}")
