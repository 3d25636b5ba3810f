"""What the release derives: for each exercise the student's notebook and sheet, and the sheet inside the package.

Everything is planned as text first; writing and comparing use the same plan, so that ``qk release --check`` cannot
disagree with ``qk release``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from quellenkritik.course import bank, notebook, registry
from quellenkritik.course.bank import Drawn, to_yaml
from quellenkritik.course.config import CourseConfig
from quellenkritik.course.project import Project

Plan = Mapping[Path, str]
"""The text of every derived file, by its path."""

_KEPT = {"README.md", "__init__.py"}
_PASSING = {"__pycache__", ".ipynb_checkpoints"}


def draw_all(project: Project, config: CourseConfig | None = None) -> list[Drawn]:
    """Draw the sheet of every exercise of the registry."""
    return [bank.draw(project, exercise, config) for exercise in registry.load(project).exercises]


def sheet_text(project: Project, drawn: Drawn) -> str:
    """Return the sheet as YAML; its first line names source and command."""
    return f"# {notebook.generated_from(project, drawn.exercise)}\n" + to_yaml(drawn.sheet)


def handed_out(project: Project, drawn: list[Drawn], folder: Path) -> Plan:
    """Plan the files that students get, below a folder."""
    plan: dict[Path, str] = {}
    for one in drawn:
        plan[folder / f"{one.exercise.stem}.ipynb"] = notebook.to_text(notebook.student(project, one))
        plan[folder / f"{one.exercise.stem}.sheet.yml"] = sheet_text(project, one)
    return plan


def committed(project: Project, drawn: list[Drawn] | None = None) -> Plan:
    """Plan everything that is derived and committed: ``exercises/`` and the package's practice sheets."""
    drawn = drawn if drawn is not None else draw_all(project)
    sheets = {project.practice / f"{one.exercise.id}.sheet.yml": sheet_text(project, one) for one in drawn}
    return {**handed_out(project, drawn, project.exercises), **sheets}


def write(plan: Plan) -> list[Path]:
    """Write what differs and return it; a file that is as it should be is left alone."""
    changed = [path for path, text in plan.items() if _read(path) != text]
    for path in changed:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(plan[path], encoding="utf-8", newline="\n")
    return changed


def drift(project: Project, plan: Plan) -> list[str]:
    """Return one sentence for each committed file that the plan would change, add or not have made."""
    faults = []
    for path, text in plan.items():
        came = _read(path)
        if came is None:
            faults.append(f"{project.named(path)}: missing; run: qk release")
        elif came != text:
            faults.append(f"{project.named(path)}: differs from its source; run: qk release")
    return faults + [
        f"{project.named(path)}: no source makes this file; delete it" for path in strays(project, plan)
    ]


def strays(project: Project, plan: Plan) -> list[Path]:
    """Return the files in the derived folders that the plan does not make."""
    found = [*project.exercises.rglob("*"), *project.practice.rglob("*")]
    files = [p for p in found if p.is_file() and not _PASSING & set(p.parts)]
    return sorted(p for p in files if p not in plan and p.name not in _KEPT)


def _read(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.is_file() else None
