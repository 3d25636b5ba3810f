"""The autograded notebook that the formgrader and the feedback open: the master's cells, the student's answers, outputs.

It is put together from pieces, most of them prepared once per exercise. Outputs are text only, a student's Markdown is
made safe, and of a student's own metadata nothing is taken over.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from quellenkritik.grading import sanitise
from quellenkritik.grading.jobs import Outcome
from quellenkritik.grading.master import Master, MasterCell
from quellenkritik.grading.submission import Extra, Submission

ANSI = re.compile(r"\x1b\[[0-9;?]*[ -/]*[@-~]|[\x00-\x08\x0b-\x1f\x7f]")
Outputs = list[tuple[str, str]]


class Builder:
    """Builds the notebooks of one exercise."""

    def __init__(self, master: Master) -> None:
        self._master = master
        self._heads = {cell.id: _head(cell) for cell in master.cells}
        kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
        metadata = {
            "kernelspec": master.metadata.get("kernelspec") or kernel,
            "language_info": {"name": "python"},
        }
        self._tail = f'], "metadata": {json.dumps(metadata)}, "nbformat": 4, "nbformat_minor": 5}}\n'
        self._given = {cell.id: json.dumps(cell.source) for cell in master.cells}

    def build(self, submission: Submission, outcome: Outcome | None) -> str:
        """Return the notebook as JSON text."""
        outputs: Mapping[str, Outputs] = outcome.outputs if outcome else {}
        extras: dict[str, list[tuple[int, Extra]]] = {}
        for number, extra in enumerate(submission.extras):
            extras.setdefault(extra.after, []).append((number, extra))
        pieces = [_extra(n, extra, outputs) for n, extra in extras.get("", [])]
        for cell in self._master.cells:
            pieces.append(self._cell(cell, submission, outputs))
            pieces += [_extra(n, extra, outputs) for n, extra in extras.get(cell.id, [])]
        return '{"cells": [' + ",\n".join(pieces) + self._tail

    def _cell(self, cell: MasterCell, submission: Submission, outputs: Mapping[str, Outputs]) -> str:
        body = self._given[cell.id] if not cell.solution else json.dumps(self._answer(cell, submission))
        code = f", {_results(outputs.get(cell.id, []))}" if cell.kind == "code" else ""
        return f'{{{self._heads[cell.id]}, "source": {body}{code}}}'

    def _answer(self, cell: MasterCell, submission: Submission) -> str:
        """Return what stands in an answer cell: the student's source, a bare file's answer, or what was given."""
        source = submission.cells.get(cell.grade_id)
        if source is None and submission.answer is not None and cell.kind == "code":
            quote = '"""' if '"""' not in submission.answer else "'''"
            return f"{self._master.exercise} = r{quote}{submission.answer}\n{quote}"
        if source is None or source.strip() == cell.source.strip():
            return cell.source
        return source if cell.kind == "code" else sanitise.markdown(source)


def _head(cell: MasterCell) -> str:
    metadata: dict[str, Any] = {}
    if cell.grade_id:
        metadata["nbgrader"] = {
            "grade": cell.grade,
            "grade_id": cell.grade_id,
            "locked": cell.locked,
            "schema_version": 3,
            "solution": cell.solution,
            "task": False,
            "checksum": cell.checksum,
            "cell_type": cell.kind,
        }
        if cell.grade:
            metadata["nbgrader"]["points"] = cell.points
    identity = re.sub(r"[^a-zA-Z0-9_-]", "-", cell.id)[:64]
    return f'"cell_type": "{cell.kind}", "id": "{identity}", "metadata": {json.dumps(metadata)}'


def _extra(number: int, extra: Extra, outputs: Mapping[str, Outputs]) -> str:
    # A raw cell becomes Markdown, too: renderers pass raw cells through as they are, even where they sanitise.
    kind = "code" if extra.kind == "code" else "markdown"
    source = extra.source if kind == "code" else sanitise.markdown(extra.source)
    code = f", {_results(outputs.get(f'extra-{number}', []))}" if kind == "code" else ""
    head = f'"cell_type": "{kind}", "id": "extra-{number}", "metadata": {{}}'
    return f'{{{head}, "source": {json.dumps(source)}{code}}}'


def _results(outputs: Outputs) -> str:
    """Return execution count and outputs of a code cell."""
    if not outputs:
        return '"execution_count": null, "outputs": []'
    return f'"execution_count": null, "outputs": {json.dumps([_output(*entry) for entry in outputs])}'


def _output(kind: str, text: str) -> dict[str, Any]:
    text = ANSI.sub("", text)
    if kind in ("stdout", "stderr"):
        return {"output_type": "stream", "name": kind, "text": text}
    if kind == "error":
        last = text.strip().rsplit("\n", 1)[-1]
        name, _, value = last.partition(":")
        return {
            "output_type": "error",
            "ename": name[:200],
            "evalue": value.strip()[:500],
            "traceback": text.split("\n"),
        }
    if kind == "note":
        return {"output_type": "stream", "name": "stdout", "text": f"[{text}]\n"}
    return {"output_type": "display_data", "data": {"text/plain": text}, "metadata": {}}
