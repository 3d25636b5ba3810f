"""The student's wheel for the browser: the same texts, with the register's data written for the quick parser.

In the browser PyYAML has no compiled part, and the register would take many seconds to read; JSON, which is YAML as
well, takes a moment. Files keep their names, so nothing else knows of it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import subprocess
import sys
import zipfile
from pathlib import Path

from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake
from quellenkritik.register import yamltext

_DATA = "quellenkritik/register/data/"


def build(project: Project, folder: Path) -> Path:
    """Build the wheel into a folder and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=project.root, capture_output=True, text=True, check=False)
    found = sorted(folder.glob("quellenkritik-*.whl"))
    if done.returncode or len(found) != 1:
        came = (done.stderr or done.stdout).strip().splitlines()[-1:] or [f"{len(found)} wheels in {folder}"]
        raise Mistake(
            "wheel", came[0], "one wheel of this package", "Type: pip install 'quellenkritik[instructor]'."
        )
    quicken(found[0])
    return found[0]


def quicken(wheel: Path) -> None:
    """Write the register's data in a wheel as JSON under the same names, and correct the wheel's own record."""
    with zipfile.ZipFile(wheel) as old:
        files = {name: old.read(name) for name in old.namelist()}
    for name in files:
        if name.startswith(_DATA) and name.endswith(".yml"):
            files[name] = _as_json(files[name])
    record = next(name for name in files if name.endswith(".dist-info/RECORD"))
    files[record] = "".join(_line(name, files[name], record) for name in files).encode("utf-8")
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED) as new:
        for name, body in files.items():
            new.writestr(zipfile.ZipInfo(name, (2000, 6, 4, 0, 0, 0)), body, zipfile.ZIP_DEFLATED)


def _as_json(body: bytes) -> bytes:
    return json.dumps(yamltext.load(body.decode("utf-8")), ensure_ascii=False).encode("utf-8")


def _line(name: str, body: bytes, record: str) -> str:
    """Return one line of the record: name, digest, size; of itself it has the name alone."""
    if name == record:
        return f"{name},,\n"
    digest = base64.urlsafe_b64encode(hashlib.sha256(body).digest()).rstrip(b"=").decode()
    return f"{name},sha256={digest},{len(body)}\n"
