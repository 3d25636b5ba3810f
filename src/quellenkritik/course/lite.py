"""The browser edition: every exercise as a notebook in JupyterLite, from files alone.

JupyterLite is built in an empty folder each time. Its record of earlier builds would otherwise make it skip steps, and
the pages would then look for Python on a foreign host.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from quellenkritik.course import browser_python, registry
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake

KERNEL = {"name": "python", "display_name": "Python (in the browser)", "language": "python"}
PLUGIN = "@jupyterlite/pyodide-kernel-extension:kernel"
PYODIDE = "./static/pyodide/pyodide.mjs"


@cache
def setup() -> Mapping[str, Any]:
    """Return how JupyterLite is set up."""
    text = Path(__file__).with_name("lite.yml").read_text(encoding="utf-8")
    return dict(yaml.safe_load(text))


def build(project: Project, folder: Path) -> Path:
    """Build the browser edition in ``folder``, which is emptied first; return the folder to be served."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    contents(project, folder / "files")
    browser_python.lay_out(project, folder / "static" / "pyodide")
    _write(folder / "jupyter-lite.json", site_settings())
    _write(folder / "overrides.json", setup()["settings"])
    _write(folder / "jupyter_lite_config.json", build_settings(folder))
    _run(folder)
    out = folder / "out"
    leave_out(out)
    confirm(out)
    return out


def contents(project: Project, folder: Path) -> None:
    """Copy the exercises with their sheets; a notebook names the kernel of the browser, a sheet is JSON (as YAML may be).

    PyYAML has no compiled part in the browser: a long sheet would be read for many seconds.
    """
    folder.mkdir()
    for exercise in registry.load(project).exercises:
        stem = project.exercises / exercise.stem
        book = json.loads(stem.with_suffix(".ipynb").read_text(encoding="utf-8"))
        book["metadata"]["kernelspec"] = KERNEL
        _write(folder / f"{exercise.id}.ipynb", book)
        sheet = yaml.safe_load(stem.with_suffix(".sheet.yml").read_text(encoding="utf-8"))
        _write(folder / f"{exercise.id}.sheet.yml", sheet)


def site_settings() -> dict[str, Any]:
    """Return ``jupyter-lite.json``: the local Python, and what is switched off."""
    kernel = {
        "pyodideUrl": PYODIDE,
        "disablePyPIFallback": True,
        "loadPyodideOptions": {"packages": list(browser_python.NOTEBOOK)},
    }
    return {
        "jupyter-lite-schema-version": 0,
        "jupyter-config-data": {
            "appName": "A Sentence Changes Hands",
            "appUrl": "./tree",
            "disabledExtensions": list(setup()["disabled"]),
            "litePluginSettings": {PLUGIN: kernel},
        },
    }


def build_settings(folder: Path) -> dict[str, Any]:
    """Return the options of the build; JupyterLite wants whole paths."""
    return {
        "LiteBuildConfig": {
            "apps": setup()["apps"],
            "contents": [str(folder / "files")],
            "output_dir": str(folder / "out"),
            "federated_extensions": [str(browser_python.extension(name)) for name in setup()["extensions"]],
            "ignore_sys_prefix": ["federated_extensions"],
            "no_libarchive": True,
            "no_sourcemaps": True,
            "no_unused_shared_packages": True,
        }
    }


def _run(folder: Path) -> None:
    command = [sys.executable, "-m", "jupyterlite_core", "build", "--lite-dir", str(folder)]
    done = subprocess.run(
        command,
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    (folder / "lite.log").write_text(done.stdout, encoding="utf-8")
    if done.returncode:
        raise Mistake(
            "the browser edition",
            f"a build that ended with {done.returncode} ({' '.join(done.stdout.split()[-30:])})",
            "a build that passes",
            f"The whole log: {folder / 'lite.log'}",
        )


def leave_out(out: Path) -> None:
    """Delete what no page asks for."""
    for pattern in setup()["left_out"]:
        for path in out.rglob(pattern):
            path.unlink()


def confirm(out: Path) -> None:
    """Refuse an edition that would look for Python elsewhere: JupyterLite says nothing of its own accord."""
    data = json.loads((out / "jupyter-lite.json").read_text(encoding="utf-8"))["jupyter-config-data"]
    came = data.get("litePluginSettings", {}).get(PLUGIN, {})
    there = (out / PYODIDE).is_file() and (out / "static" / "pyodide" / "pyodide-lock.json").is_file()
    if came.get("pyodideUrl") == PYODIDE and came.get("disablePyPIFallback") is True and there:
        return
    raise Mistake(
        "the browser edition", f"the settings {came}", f"pyodideUrl {PYODIDE} and its files", "Build anew."
    )


def _write(path: Path, data: object) -> None:
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
