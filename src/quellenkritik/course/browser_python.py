"""The Python that runs in the browser: Pyodide, the wheels of ``vendor.yml``, and our own wheel as a student gets it.

Everything lies in one folder with a lock file of its own, so that nothing is looked for elsewhere: the stock lock file
names other hosts. Whoever loads ``quellenkritik`` there gets PyYAML with it; a notebook loads :data:`NOTEBOOK`, too.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
import zipfile
from collections.abc import Iterable, Mapping
from email.parser import HeaderParser
from importlib import util
from pathlib import Path
from typing import Any

from quellenkritik.course import browser_wheel, vendor
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake

CORE = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
NOTEBOOK = ("quellenkritik", "ipywidgets", "ipykernel", "pyodide-kernel", "piplite", "micropip", "jedi")
"""What a notebook's kernel loads at its start, with all that this needs."""

INSTALL = "Type: pip install 'quellenkritik[instructor,site]'"
_ZIP_DATE = (2026, 1, 1, 0, 0, 0)  # fixed, so that the same sources give the same bytes
_SHIMS = ("ipykernel", "piplite", "pyodide_kernel", "widgetsnbextension-4")
_NEEDS: Mapping[str, tuple[str, ...]] = {
    "quellenkritik": ("pyyaml",),
    "ipywidgets": ("comm", "ipython", "traitlets", "widgetsnbextension"),
    "ipython": (
        *("asttokens", "decorator", "executing", "ipython-pygments-lexers", "matplotlib-inline"),
        *("prompt-toolkit", "pure-eval", "pygments", "stack-data", "traitlets", "wcwidth"),
    ),
    "pyodide-kernel": ("comm", "ipython"),
    "ipykernel": ("comm", "ipython"),
    "micropip": ("packaging",),
    "piplite": ("micropip",),
}


def lay_out(project: Project, folder: Path) -> None:
    """Fill the folder: Pyodide's core, the wheels, and the lock file."""
    places = vendor.fetch_all(project, ["pyodide", *vendor.wheels()])
    folder.mkdir(parents=True)
    for name in CORE:
        shutil.copyfile(places["pyodide"] / name, folder / name)
    for name in vendor.wheels():
        (wheel,) = places[name].glob("*.whl")
        pure(wheel, folder) if name == "pyyaml" else shutil.copy(wheel, folder)
    for wheel in shims():
        shutil.copy(wheel, folder)
    nothing("jedi", folder)
    browser_wheel.build(project, folder)
    info = json.loads((places["pyodide"] / "pyodide-lock.json").read_text(encoding="utf-8"))["info"]
    (folder / "pyodide-lock.json").write_text(lock(info, folder.glob("*.whl")), encoding="utf-8")


def shims() -> list[Path]:
    """Return the small wheels that the kernel brings along: itself, and stand-ins for what a browser has otherwise."""
    spec = util.find_spec("jupyterlite_pyodide_kernel")
    if spec is None or spec.origin is None:
        raise Mistake(
            "jupyterlite-pyodide-kernel",
            "a machine without it",
            "the packages for building the site",
            INSTALL,
        )
    place = extension("@jupyterlite/pyodide-kernel-extension") / "static" / "pypi"
    return [next(place.glob(f"{name}*.whl")) for name in _SHIMS]


def extension(name: str) -> Path:
    """Return the folder of an installed extension of Jupyter's interface."""
    place = Path(sys.prefix) / "share" / "jupyter" / "labextensions" / name
    if place.is_dir():
        return place
    raise Mistake(
        name,
        "an environment without it",
        "the packages for building the site",
        INSTALL,
    )


def pure(wheel: Path, folder: Path) -> Path:
    """Write the pure part of a wheel as a wheel for every machine: PyYAML works without its compiled reader."""
    with zipfile.ZipFile(wheel) as source:
        parts = {
            name: source.read(name)
            for name in source.namelist()
            if not name.endswith((".so", "/RECORD")) and not name.startswith("_yaml/")
        }
    name, version = wheel.name.split("-")[:2]
    tag = next(path for path in parts if path.endswith(".dist-info/WHEEL"))
    parts[tag] = _wheel_text().encode()
    return _zip(folder / f"{name}-{version}-py3-none-any.whl", parts)


def nothing(name: str, folder: Path) -> Path:
    """Write a wheel that brings nothing. The kernel asks for jedi, which would be the biggest of all and is not needed:
    without it names are completed from what is there.
    """
    text = f"Metadata-Version: 2.1\nName: {name}\nVersion: 0\nSummary: stands in for {name}, which is not used here\n"
    info = f"{name}-0.dist-info"
    return _zip(
        folder / f"{name}-0-py3-none-any.whl",
        {f"{info}/METADATA": text.encode(), f"{info}/WHEEL": _wheel_text().encode()},
    )


def _wheel_text() -> str:
    return "Wheel-Version: 1.0\nGenerator: quellenkritik\nRoot-Is-Purelib: true\nTag: py3-none-any\n"


def _zip(path: Path, parts: Mapping[str, bytes]) -> Path:
    record = next(name for name in parts if name.endswith("/WHEEL")).replace("/WHEEL", "/RECORD")
    lines = "".join(f"{name},,\n" for name in (*parts, record))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, body in {**parts, record: lines.encode()}.items():
            member = zipfile.ZipInfo(name, _ZIP_DATE)
            member.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(member, body)
    return path


def lock(info: Mapping[str, Any], wheels: Iterable[Path]) -> str:
    """Return Pyodide's lock file of these wheels: where each lies beside the file, its content, and what it needs."""
    entries = dict(sorted(_entry(wheel) for wheel in wheels))
    for name, needed in _NEEDS.items():
        entries[name]["depends"] = list(needed)
    return json.dumps({"info": info, "packages": entries}, indent=1, sort_keys=True) + "\n"


def _entry(wheel: Path) -> tuple[str, dict[str, Any]]:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        about = next(name for name in names if name.endswith(".dist-info/METADATA"))
        version = HeaderParser().parsestr(archive.read(about).decode("utf-8"))["Version"]
    name = wheel.name.split("-")[0].replace("_", "-").lower()
    tops = {path.split("/")[0] for path in names if path.endswith("/__init__.py") and path.count("/") == 1}
    tops |= {path.removesuffix(".py") for path in names if path.endswith(".py") and "/" not in path}
    return name, {
        "name": name,
        "version": version,
        "file_name": wheel.name,
        "install_dir": "site",
        "sha256": hashlib.sha256(wheel.read_bytes()).hexdigest(),
        "package_type": "package",
        "imports": sorted(tops),
        "depends": [],
        "unvendored_tests": False,
    }
