"""A Sentence Changes Hands: source criticism on the Clinton-Putin documents of June 2000.

What a student's notebook needs stands here: ``sheet``, ``check``, ``compare``, ``widget``, ``try_out``, ``show``,
``quotations``, ``side_by_side``. Each loads its part of the package when it is called, so ``import quellenkritik as qk``
costs nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quellenkritik.tasks.given import Given
    from quellenkritik.tasks.quoted import Quotations
    from quellenkritik.tasks.try_out import TryOut

__version__ = "0.1.0"
__all__ = [
    "__version__",
    "check",
    "compare",
    "quotations",
    "sheet",
    "show",
    "side_by_side",
    "try_out",
    "widget",
]


def sheet(exercise: str) -> Given:
    """Return the given material of a question: from the notebook's folder, else the practice sheet."""
    from quellenkritik.tasks import sheets

    return sheets.load(exercise)


def check(exercise: str, answer: object, given: Mapping[str, Any] | None = None) -> None:
    """Print the formal problems of an answer: what came, what was expected, a hint. Nothing is graded."""
    from quellenkritik.tasks import report, sheets

    found = report.problems(exercise, answer, sheets.load(exercise) if given is None else given)
    print("\n".join(report.lines(exercise, found)))


def compare(exercise: str, answer: object, partner: str, given: Mapping[str, Any] | None = None) -> None:
    """Print how far an answer agrees with a partner's ``answers.yml``. Nothing is graded; no file, no comparison."""
    from pathlib import Path

    from quellenkritik.errors import Mistake
    from quellenkritik.tasks import partner as beside
    from quellenkritik.tasks import sheets

    try:
        theirs = beside.from_file(exercise, Path(partner))
    except Mistake as mistake:
        print(f"{exercise}: nothing compared. {mistake}")
        return
    sheet_given = sheets.load(exercise) if given is None else given
    print("\n".join(beside.lines(exercise, answer, theirs, sheet_given)))


def widget(exercise: str, given: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401 (an ipywidgets box)
    """Return a form for the answer that shows the YAML to paste and keeps it in ``answers.yml``."""
    from quellenkritik.tasks import sheets
    from quellenkritik.widgets.editor import Editor

    return Editor(exercise, sheets.load(exercise) if given is None else given)


def try_out(exercise: str, functions: object, given: Mapping[str, Any] | None = None) -> TryOut:
    """Return how a function (or a list of functions) does on the public examples of an exercise that asks for one."""
    from quellenkritik.tasks import sheets
    from quellenkritik.tasks.try_out import on_examples

    return on_examples(exercise, functions, sheets.load(exercise) if given is None else given)


def show(quotation: str) -> Quotations:
    """Return one quotation of the register with its gloss and its source, to look at."""
    from quellenkritik.tasks.quoted import one

    return one(quotation)


def quotations(source: str) -> Quotations:
    """Return the registered quotations of a source, to look at."""
    from quellenkritik.tasks.quoted import all_of

    return all_of(source)


def side_by_side(*texts: str) -> Any:  # noqa: ANN401 (an ipywidgets box)
    """Return the passage of June 2000 in up to four texts beside each other, such as ``"en-record", "sr-novosti"``."""
    from quellenkritik.widgets.reader import START, Reader

    return Reader(texts or START)
