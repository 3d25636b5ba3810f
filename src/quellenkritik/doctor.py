"""``qk doctor``: what this machine has, what is missing, and the command that installs it. Standard library only."""

from __future__ import annotations

import argparse
import importlib
import json
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

LEVELS = ("student", "instructor", "cluster", "postgres", "site", "dev", "hub")
"""Who needs a part. Each level includes the ones before it; those of :data:`OPTIONAL` belong only to themselves and dev.

A hub is a student's workplace in the image of binder/Dockerfile, and has no other part.
"""
OPTIONAL = ("cluster", "postgres", "site")

OLDEST = (3, 11)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_REQUIREMENT = re.compile(
    r"^(?P<name>[\w.-]+)(?:\[[^]]*\])?(?P<bounds>[^;]*)(?:;.*extra == ['\"](?P<extra>\w+)['\"])?"
)


@dataclass(frozen=True)
class Part:
    """One part: who needs it, what was found, whether that will do, and the command that mends it."""

    name: str
    level: str
    found: str
    ok: bool
    command: str = ""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--for",
        dest="level",
        choices=LEVELS,
        default="student",
        help="whose work this machine is for (default: student)",
    )
    parser.add_argument("--json", action="store_true", help="the parts as JSON")


def run(args: argparse.Namespace) -> int:
    """Print every part up to the level; exit code 1 where one is missing."""
    wanted = included(args.level)
    parts = [part for part in examine() if part.level in wanted]
    missing = [part for part in parts if not part.ok]
    if args.json:
        print(
            json.dumps({"for": args.level, "ok": not missing, "parts": [asdict(p) for p in parts]}, indent=1)
        )
    else:
        for part in parts:
            print(f"{'ok     ' if part.ok else 'MISSING'}  {part.name}: {part.found}")
            if not part.ok:
                print(f"         install it with: {part.command}")
        whom = f"{'an' if args.level[0] in 'aeiou' else 'a'} {args.level}"
        print(f"{len(missing)} missing" if missing else f"Everything that {whom} needs is here.")
    return 1 if missing else 0


def included(level: str) -> tuple[str, ...]:
    """Return the levels whose parts somebody of this level needs."""
    if level == "hub":
        return ("student", "hub")
    upto = LEVELS[: LEVELS.index(level) + 1]
    return upto if level == "dev" else tuple(one for one in upto if one == level or one not in OPTIONAL)


def examine() -> list[Part]:
    """Return all parts of all levels."""
    return [python(), *packages(), sandbox(), browser()]


def python(version: tuple[int, ...] = sys.version_info[:3]) -> Part:
    """Return the part for the interpreter."""
    found = ".".join(map(str, version))
    command = "apt-get install python3 python3-venv   (or Python 3.11 or newer from www.python.org)"
    return Part("Python 3.11 or newer", "student", found, version[:2] >= OLDEST, command)


def packages() -> list[Part]:
    """Return one part for each package that the project declares, under the level that needs it."""
    try:
        declared = metadata.requires("quellenkritik") or []
    except metadata.PackageNotFoundError:
        command = f"{_pip()} quellenkritik"
        return [Part("package quellenkritik", "student", "not installed", ok=False, command=command)]
    parts = sorted(_packages(declared), key=lambda part: LEVELS.index(part.level))
    return list({part.name: part for part in reversed(parts)}.values())[::-1]


def _packages(declared: list[str]) -> Iterator[Part]:
    for line in declared:
        match = _REQUIREMENT.match(line)
        if not match or match["name"] == "quellenkritik":
            continue
        level = match["extra"] or "student"
        found, at_least = _version(match["name"]), re.search(r">=([\d.]+)", match["bounds"])
        ok = bool(found) and (not at_least or _numbers(found) >= _numbers(at_least[1]))
        extra = "" if level == "student" else f"[{level}]"
        yield Part(
            f"package {match['name']}",
            level,
            found or "not installed",
            ok,
            f"{_pip()} 'quellenkritik{extra}'",
        )


def sandbox() -> Part:
    """Return the part for the isolation of students' code, tried for real."""
    name = "sandbox for students' code"
    try:
        isolation = importlib.import_module("quellenkritik.grading.sandbox.probe").probe()
    except ImportError as error:
        return Part(
            name,
            "instructor",
            f"not examined ({error})",
            ok=False,
            command=f"{_pip()} 'quellenkritik[instructor]'",
        )
    found = isolation.level + (f": {isolation.reason}" if isolation.reason else "")
    return Part(name, "instructor", found, isolation.level == "full", isolation.remedy)


def browser() -> Part:
    """Return the part for the browser that the tests of the pages need."""
    found = next((path for name in BROWSERS if (path := shutil.which(name))), "")
    return Part(
        "Chromium for the tests of the pages",
        "dev",
        found or "not found",
        bool(found),
        "apt-get install chromium",
    )


def _version(package: str) -> str:
    try:
        return metadata.version(package)
    except metadata.PackageNotFoundError:
        return ""


def _numbers(version: str) -> tuple[int, ...]:
    """Return the leading numbers of a version: enough for a lower bound."""
    return tuple(int(part) for part in re.findall(r"\d+", version)[:3])


def _pip() -> str:
    return f"{Path(sys.executable).name} -m pip install"
