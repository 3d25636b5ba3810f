"""``qk claimreview``: the record of reviewed claims in an answer to capstone, or the check of such a file."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from quellenkritik.errors import Mistake
from quellenkritik.tasks import answers, claimreview, sheets
from quellenkritik.tasks.commands.check import answers_of

EXERCISE = "capstone"


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the options."""
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="notebook (.ipynb), answers.yml, or a .json to check"
    )
    parser.add_argument("--to", type=Path, metavar="FILE.json", help="write there; without it, print")
    parser.add_argument("--author", default="a student of this course", help="the name in the record")


def run(args: argparse.Namespace) -> int:
    """Write or print the record, or check one; 1 where it does not keep to the vocabulary."""
    if not args.file.is_file():
        raise Mistake(str(args.file), "no such file", "a notebook (.ipynb), answers.yml or a .json file")
    return _check(args.file) if args.file.suffix == ".json" else _write(args)


def _write(args: argparse.Namespace) -> int:
    value = answers_of(args.file).get(EXERCISE, "")
    made = claimreview.records(answers.read(value), sheets.load(EXERCISE, args.file.parent), args.author)
    if not made:
        raise Mistake(args.file.name, "no finding", f"a file with an answer to {EXERCISE}")
    text = json.dumps(made, ensure_ascii=False, indent=2) + "\n"
    if args.to:
        args.to.write_text(text, encoding="utf-8")
        print(
            f"Written: {args.to}, {len(made)} claims. Keep it as a file; in a page it would be a publication."
        )
    else:
        print(text, end="")
    return 0


def _check(path: Path) -> int:
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, OSError, RecursionError) as error:
        raise Mistake(str(path), "text that is not JSON", "a list of ClaimReview records") from error
    found = claimreview.problems(data)
    for problem in found:
        print(f"{problem.where}: came {problem.came}; expected {problem.expected}.")
    print(f"{path.name}: {len(found)} not in order." if found else f"{path.name}: in order.")
    return 1 if found else 0
