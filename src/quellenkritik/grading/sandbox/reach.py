"""What a sandboxed interpreter may see: the system, Python, its packages, and the student's part of this package."""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import quellenkritik

# The parts of the package that a notebook needs, and the engine's own inside. Nothing here knows a key.
STUDENT_PARTS = ("__init__.py", "errors.py", "text", "measures", "register", "specimens", "tasks", "widgets")
ENGINE_PARTS = (
    "grading/__init__.py",
    "grading/codec.py",
    "grading/sandbox/__init__.py",
    "grading/sandbox/inside",
)
# What would be the answer of an exercise: the checks behind the rules of "doctored" are the program that "rules" asks for,
# and what makes the pairs of "align_code" knows what makes a link.
KEPT_OUT = ("specimens/checks.py", "tasks/align_code_made.py")
SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin")
SYSTEM_FILES = ("/etc/ld.so.cache", "/etc/localtime")
PACKAGE_INSIDE = "/qk/lib"


def interpreter() -> str:
    """Return the path of the interpreter itself, past the links of an environment."""
    return os.path.realpath(sys.executable)


def package() -> Path:
    """Return the folder of this package."""
    return Path(quellenkritik.__file__).resolve().parent


def parts() -> list[Path]:
    """Return the files and folders of the package that belong inside."""
    found = [package() / part for part in (*STUDENT_PARTS, *ENGINE_PARTS) if (package() / part).exists()]
    return [path for part in found for path in _without_kept_out(part)]


def _without_kept_out(part: Path) -> list[Path]:
    """Return a part whole, or entry by entry where something of it stays outside (with it the byte code of that folder)."""
    kept_out = [package() / name for name in KEPT_OUT]
    if not any(path.parent == part for path in kept_out):
        return [part]
    return [path for path in sorted(part.iterdir()) if path not in kept_out and path.name != "__pycache__"]


def site_packages() -> list[str]:
    """Return the folders that hold installed packages (PyYAML, ipywidgets), each once: Python's own, and where they are."""
    found = [spec.origin for name in ("yaml", "ipywidgets") if (spec := find_spec(name)) and spec.origin]
    folders = [sysconfig.get_path(name) for name in ("purelib", "platlib")]
    return list(dict.fromkeys([*folders, *(str(Path(origin).parents[1]) for origin in found)]))


def python_folders() -> list[str]:
    """Return what the interpreter needs beside ``SYSTEM``: itself, its libraries, installed packages."""
    library = Path(sysconfig.get_path("stdlib"))
    shared = sysconfig.get_config_var("LIBDIR") or ""
    wanted = [interpreter(), str(library), *site_packages()]
    if sysconfig.get_config_var("Py_ENABLE_SHARED"):
        wanted += [str(path) for path in sorted(Path(shared).glob("libpython*.so*"))]
    if Path(sys.base_prefix, "conda-meta").is_dir():  # its shared libraries lie beside the interpreter's
        wanted.append(str(Path(sys.base_prefix, "lib")))
    return [path for path in dict.fromkeys(wanted) if not under(path, SYSTEM) and Path(path).exists()]


def under(path: str | Path, folders: Iterable[str | Path]) -> bool:
    """Return whether the path lies in one of the folders."""
    return any(Path(path).is_relative_to(folder) for folder in folders)


def covered(hidden: Iterable[Path], shown: Iterable[str]) -> list[str]:
    """Return those paths to be hidden that would be seen through what is shown."""
    seen = list(shown)
    return [str(path) for path in hidden if under(path.resolve(), seen)]
