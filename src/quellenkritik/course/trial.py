"""Running a given notebook for real, in a fresh kernel and an empty folder, to see whether a cell breaks."""

from __future__ import annotations

import tempfile
from pathlib import Path

from nbclient import NotebookClient
from nbformat import NotebookNode

SECONDS = 60


def breaks(given: NotebookNode, sheet_text: str, exercise: str) -> list[str]:
    """Return one sentence for each code cell that raises or writes to the error stream.

    The notebook stands in a folder of its own with its sheet, as at a student's. It is our own notebook, not a
    submission: submissions run in the sandbox only.
    """
    notebook = given.copy()
    with tempfile.TemporaryDirectory(prefix="qk-trial-") as folder:
        (Path(folder) / f"{exercise}.sheet.yml").write_text(sheet_text, encoding="utf-8")
        client = NotebookClient(
            notebook,
            timeout=SECONDS,
            kernel_name="python3",
            allow_errors=True,
            extra_arguments=[
                "--IPKernelApp.log_level=ERROR"
            ],  # no advice on encryption between two local processes
            resources={"metadata": {"path": folder}},
        )
        client.execute()
    cells = [cell for cell in notebook.cells if cell.cell_type == "code"]
    return [f"cell {cell.id}: {said}" for cell in cells for said in map(_complaint, cell.outputs) if said]


def _complaint(output: NotebookNode) -> str:
    """Return what an output says of a failure, or an empty string."""
    if output.output_type == "error":
        return f"{output.ename}: {output.evalue}"
    if output.output_type == "stream" and output.name == "stderr":
        return f"wrote to the error stream: {output.text.strip()[:200]}"
    return ""
