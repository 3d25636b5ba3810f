"""The command ``qk``: one table of commands, each loaded only when it is called.

Exit codes: 0 done, 1 something was found, 2 wrong use.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from quellenkritik import __version__
from quellenkritik.errors import Mistake

# name -> (module with configure(parser) and run(args) -> int, one line of help)
COMMANDS: dict[str, tuple[str, str]] = {
    "doctor": (
        "quellenkritik.doctor",
        "say what is missing on this machine, and the command that installs it",
    ),
    "check": ("quellenkritik.tasks.commands.check", "formal checks of a notebook or an answer file"),
    "prov": ("quellenkritik.tasks.commands.prov", "the way of the papers in an answer, as linked data"),
    "claimreview": (
        "quellenkritik.tasks.commands.claimreview",
        "the reviewed claims in an answer as a file of records, and the check of such a file",
    ),
    "sources": ("quellenkritik.register.commands", "list, show, fetch and verify the register of sources"),
    "agreement": (
        "quellenkritik.course.commands.agreement",
        "agreement of the codings of the gold, and blank coding sheets",
    ),
    "release": ("quellenkritik.course.commands.release", "make the student notebooks from the solutions"),
    "book": ("quellenkritik.course.commands.book", "build the book, strictly"),
    "site": (
        "quellenkritik.course.commands.site",
        "build the site: the book, and its notebooks in the browser",
    ),
    "pdf": ("quellenkritik.course.commands.pdf", "print the whole book into one tagged PDF"),
    "demo": ("quellenkritik.course.commands.demo", "book, exercises and a graded sample class in one go"),
    "grade": ("quellenkritik.grading.commands.grade", "grade submissions in the sandbox"),
    "feedback": ("quellenkritik.grading.commands.feedback", "write feedback pages"),
    "formgrader": (
        "quellenkritik.grading.commands.formgrader",
        "mark by hand in the browser, the rubric beside the answers",
    ),
    "export": ("quellenkritik.grading.commands.export", "write files for a spreadsheet or an LMS"),
    "report": ("quellenkritik.grading.commands.report", "the class at a glance"),
}


def build_parser(only: str | None = None) -> argparse.ArgumentParser:
    """Return the parser; ``only`` fills in the options of that one command and leaves the others as stubs."""
    parser = argparse.ArgumentParser(
        prog="qk", description="A Sentence Changes Hands: the tools of the module."
    )
    parser.add_argument("--version", action="version", version=f"qk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, (module, summary) in COMMANDS.items():
        sub = commands.add_parser(name, help=summary, description=summary)
        if only in (name, "*"):
            importlib.import_module(module).configure(sub)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code; a :class:`Mistake` is printed in plain words and gives 2."""
    words = list(sys.argv[1:] if argv is None else argv)
    chosen = next((word for word in words if word in COMMANDS), None)
    try:
        args = build_parser(only=chosen).parse_args(words)
        module, _ = COMMANDS[args.command]
        return int(importlib.import_module(module).run(args))
    except Mistake as mistake:
        print(f"qk: {mistake}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader (head, less) has had enough; nothing more can or need be said
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except ModuleNotFoundError as missing:
        root = (missing.name or "").partition(".")[0]
        if root == "quellenkritik":
            raise
        print(
            f"qk: the package '{root}' is missing. Install the instructor's part: "
            "pip install 'quellenkritik[instructor]'",
            file=sys.stderr,
        )
        return 2


if __name__ == "__main__":
    raise SystemExit(main())
