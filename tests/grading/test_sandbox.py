"""What the sandbox is made of: the filter's numbers, what is bound, what is refused, what a person is told."""

import re
import struct
from pathlib import Path

import pytest

from quellenkritik.errors import Mistake
from quellenkritik.grading.sandbox import probe, reach
from quellenkritik.grading.sandbox.inside import seccomp
from quellenkritik.grading.sandbox.plan import Plan

HEADERS = {
    0: Path("/usr/include/x86_64-linux-gnu/asm/unistd_64.h"),
    1: Path("/usr/include/asm-generic/unistd.h"),
}
SPECIAL = {
    name.removeprefix("_").lower(): getattr(seccomp, name)
    for name in ("_CLONE", "_KILL", "_TKILL", "_TGKILL", "_PRCTL", "_IOCTL", "_FCNTL")
}


def numbers(header):
    pairs = re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)", header.read_text())
    return {name: int(number) for name, number in pairs}


@pytest.mark.parametrize("index", [0, 1], ids=["x86_64", "aarch64"])
def test_the_numbers_are_the_kernels(index):
    if not HEADERS[index].is_file():
        pytest.skip(f"the kernel's headers are not installed: {HEADERS[index]}")
    known = numbers(HEADERS[index]) | ({"newfstatat": 79} if index else {})
    table = seccomp._ALLOWED | seccomp._OWN_FILES | SPECIAL | {"prlimit64": seccomp._PRLIMIT}

    assert {name: both[index] for name, both in table.items() if both[index] is not None} == {
        name: known.get(name) for name, both in table.items() if both[index] is not None
    }


@pytest.mark.parametrize(
    "call",
    [
        "fork",
        "vfork",
        "execve",
        "execveat",
        "socket",
        "ptrace",
        "mount",
        "unshare",
        "setns",
        "shmget",
        "memfd_create",
        "bpf",
        "io_uring_setup",
        "process_vm_readv",
        "pidfd_open",
        "keyctl",
        "flock",
    ],
)
def test_what_matters_is_not_on_the_list(call):
    assert call not in seccomp._ALLOWED | seccomp._OWN_FILES


def test_the_program_is_whole():
    code = seccomp.program(1, own_files=True)
    lines = [struct.unpack("<HBBI", code[at : at + 8]) for at in range(0, len(code), 8)]

    assert len(lines) < 4096
    for place, (kind, yes, no, _) in enumerate(lines):
        if kind & 0x07 == 0x05:
            assert place + max(yes, no) + 1 < len(lines)
    assert 0x06 == lines[-1][0]


def test_only_the_students_part_of_the_package_is_inside():
    names = {str(part.relative_to(reach.package())) for part in reach.parts()}

    whole = {*reach.STUDENT_PARTS, *reach.ENGINE_PARTS}
    assert all(name in whole or name.rpartition("/")[0] in whole for name in names)
    assert not any("course" in name or "gradebook" in name or "master" in name for name in names)


@pytest.mark.parametrize("name", reach.KEPT_OUT)
def test_what_an_exercise_asks_for_is_not_inside_nor_its_byte_code(name):
    path = reach.package() / name

    assert path.is_file()
    assert not reach.under(path, reach.parts())
    assert not reach.under(path.parent / "__pycache__" / "checks.cpython-311.pyc", reach.parts())
    assert path.with_name("rules.py") in reach.parts()


def test_the_editors_codings_are_not_inside():
    """Keys could be read off them; the register's folder, which is bound, holds the texts alone."""
    codings = reach.package() / "codings"

    assert codings.is_dir()
    assert not reach.under(codings, reach.parts())
    assert not any(part.is_relative_to(codings) for part in reach.parts())


def test_what_must_stay_hidden_is_covered_where_it_would_be_seen():
    plan = Plan("full", "bwrap", hidden=(Path("/usr/share"), Path("/srv/elsewhere")))
    words = plan.command(3)[0]

    assert "/usr/share" in words
    assert "--tmpfs" == words[words.index("/usr/share") - 1]
    assert "/srv/elsewhere" not in words
    assert words.index("--ro-bind") < words.index("/usr/share")


def test_the_reduced_sandbox_refuses_a_course_that_it_cannot_hide():
    with pytest.raises(Mistake, match="a course elsewhere"):
        Plan("reduced", landlock=True, hidden=(Path("/usr/share"),)).init()


def test_bubblewrap_gets_everything_apart(full):
    words = full.plan().command(3)[0]

    for word in ("--unshare-all", "--clearenv", "--die-with-parent", "--new-session", "--cap-drop"):
        assert word in words


def test_a_machine_that_cannot_isolate_is_refused_with_the_remedy():
    none = probe.Isolation("none", reason="nothing works.", remedy=probe.INSTALL)
    with pytest.raises(Mistake, match="apt-get install bubblewrap"):
        none.plan()


def test_a_reduced_sandbox_says_what_it_lacks():
    lines = probe.Isolation(
        "reduced",
        reason="setting up uid map: Permission denied.",
        remedy=probe.ALLOW,
        guarantees=probe._reduced(),
    ).lines()

    assert "Sandbox: REDUCED." == lines[0]
    assert any(line.startswith("  NO  that files exist") for line in lines)
    assert "sysctl" in lines[-1]


def test_without_bubblewrap_the_probe_names_it(monkeypatch):
    monkeypatch.setattr(probe.shutil, "which", lambda _: None)
    monkeypatch.setattr(probe.landlock, "version", lambda: 0)

    found = probe.probe.__wrapped__()

    assert "none" == found.level
    assert probe.INSTALL in found.remedy
