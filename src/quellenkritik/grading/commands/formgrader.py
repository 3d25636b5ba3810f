"""``qk formgrader``: mark by hand in the browser, with the rubric beside the answers."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

from quellenkritik.grading.commands.shared import COURSE
from quellenkritik.grading.master import Course

_OTHERS = (
    *(f"nbgrader.server_extensions.{name}" for name in ("formgrader", "assignment_list", "course_list")),
    "nbgrader.server_extensions.validate_assignment",
    *(
        "jupyterlab",
        "notebook",
        "notebook_shim",
        "jupyter_lsp",
        "jupyter_server_terminals",
        "jupyterlab_jupytext",
    ),
)
EXTENSIONS = {"quellenkritik.grading.marking": True, **dict.fromkeys(_OTHERS, False)}
"""The formgrader with the rubric stands in the place of nbgrader's; what would open notebooks stays out."""
_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self' data:; object-src 'none'; frame-ancestors 'self'; form-action 'self'"
)
HEADERS = {"headers": {"Content-Security-Policy": _POLICY}}
"""What the pages may load: this server alone. nbgrader's pages have scripts within them."""


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--course", type=Path, default=COURSE, metavar="DIR", help="the release of the course"
    )
    parser.add_argument(
        "--port", type=int, default=8888, help="the port on this machine alone (default: 8888)"
    )
    parser.add_argument("--no-browser", action="store_true", help="only print the address")


def run(args: argparse.Namespace) -> int:
    """Serve the formgrader of the course on this machine until the person ends it."""
    root = Course(args.course.resolve()).root
    return subprocess.run(
        command(root, args.port, browser=not args.no_browser), cwd=root, check=False
    ).returncode


def command(root: Path, port: int, *, browser: bool) -> list[str]:
    """Return the command of the server: loopback only, the formgrader only, no terminals."""
    words = [
        "--ServerApp.ip=127.0.0.1",
        f"--ServerApp.port={port}",
        f"--ServerApp.root_dir={root}",
        "--ServerApp.default_url=/formgrader",
        "--ServerApp.terminals_enabled=False",
        f"--ServerApp.jpserver_extensions={EXTENSIONS}",
        f"--ServerApp.tornado_settings={HEADERS}",
    ]
    if not browser:
        words.append("--no-browser")
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # in a container there is often nobody else
        words.append("--allow-root")
    return [sys.executable, "-m", "jupyter_server", *words]
