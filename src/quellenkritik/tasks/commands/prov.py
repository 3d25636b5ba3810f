"""``qk prov``: the way of the papers in an answer to custody, as linked data (Turtle, PROV-O)."""

from __future__ import annotations

import argparse
from pathlib import Path

from quellenkritik.errors import Mistake
from quellenkritik.tasks import answerfile, answers, notebookfile, sheets
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.custody_turtle import turtle

EXERCISE = "custody"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument("file", type=Path, metavar="FILE", help="notebook (.ipynb) or answers.yml")
    parser.add_argument("--to", type=Path, metavar="FILE.ttl", help="write there; without it, print")


def run(args: argparse.Namespace) -> int:
    """Write or print the graph; 2 where the file holds no answer to custody."""
    if not args.file.is_file():
        raise Mistake(str(args.file), "no such file", "a notebook (.ipynb) or answers.yml")
    text = turtle(_answer(args.file), sheets.load(EXERCISE, args.file.parent))
    if args.to:
        args.to.write_text(text, encoding="utf-8")
        print(f"Written: {args.to}")
    else:
        print(text, end="")
    return 0


def _answer(path: Path) -> Tree:
    """Return the answer that a file holds."""
    found = notebookfile.answers_in(path) if path.suffix == ".ipynb" else answerfile.read(path)
    value = found.get(EXERCISE, "")
    if value in ("", notebookfile.NO_LITERAL):
        raise Mistake(path.name, f"no answer to {EXERCISE}", f"a file with an answer to {EXERCISE}")
    return answers.read(value)
