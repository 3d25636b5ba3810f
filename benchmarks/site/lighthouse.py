"""Lighthouse, pinned, on simulated slow mobile: its own default throttling, on pages that a plain server hands out."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.grading.chromium import PROGRAM

from quellenkritik.course import vendor
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake

HERE = Path(__file__).parent
FLAGS = (
    "--headless=new", "--disable-gpu", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-extensions",
    "--no-default-browser-check", "--disable-domain-reliability", "--metrics-recording-only",
)  # fmt: skip
CATEGORIES = ("performance", "accessibility")
AUDITS = (
    "first-contentful-paint",
    "largest-contentful-paint",
    "total-blocking-time",
    "cumulative-layout-shift",
)


@dataclass(frozen=True)
class Scored:
    """What Lighthouse says of one page: two shares of 1, four figures in milliseconds (the last without a unit)."""

    performance: float
    accessibility: float
    audits: tuple[float, ...]


def installed(project: Project) -> Path:
    """Return Lighthouse's program, installed once from the lock beside this file, whose packages npm compares."""
    pinned = json.loads((HERE / "package.json").read_text(encoding="utf-8"))["dependencies"]["lighthouse"]
    folder = vendor.shelf(project) / f"lighthouse-{pinned}"
    program = folder / "node_modules" / "lighthouse" / "cli" / "index.js"
    if not program.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        for name in ("package.json", "package-lock.json"):
            shutil.copy(HERE / name, folder)
        words = [
            *vendor.npm_command(),
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            "--loglevel=error",
        ]
        done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
        if done.returncode or not program.is_file():
            shutil.rmtree(folder, ignore_errors=True)
            said = (done.stderr or done.stdout).strip()[-300:]
            raise Mistake("npm ci", said, "Lighthouse, fetched once", "Try again with a network.")
    return program


def score(program: Path, address: str) -> Scored:
    """Ask Lighthouse once about one page; a second time where the browser did not start or the page did not answer."""
    for last in (False, True):
        done = _asked(program, address)
        told = json.loads(done.stdout) if done.returncode == 0 else {}
        scores = [told.get("categories", {}).get(name, {}).get("score") for name in CATEGORIES]
        if None not in scores:
            audits = tuple(float(told["audits"][name]["numericValue"]) for name in AUDITS)
            return Scored(float(scores[0]), float(scores[1]), audits)
        if last:
            break
    said = told.get("runtimeError", {}).get("message") or done.stderr.strip()[-300:]
    raise Mistake(address, f"no score from Lighthouse: {said}", "two scores", "Look whether Chromium starts.")


def _asked(program: Path, address: str) -> subprocess.CompletedProcess[str]:
    node = shutil.which("node") or vendor.npm_command()[0]
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        words = [
            *(node, str(program), address, "--quiet", "--output=json"),
            f"--only-categories={','.join(CATEGORIES)}",
            f"--chrome-flags={' '.join([*flags, f'--user-data-dir={home}'])}",
        ]
        environment = {**os.environ, "CHROME_PATH": PROGRAM}
        return subprocess.run(
            words, capture_output=True, text=True, check=False, env=environment, timeout=180
        )


def middle(runs: list[Scored]) -> Scored:
    """Return the run in the middle by performance, with the lowest accessibility of all."""
    found = sorted(runs, key=lambda run: run.performance)[(len(runs) - 1) // 2]
    return Scored(
        statistics.median_low([run.performance for run in runs]),
        min(r.accessibility for r in runs),
        found.audits,
    )
