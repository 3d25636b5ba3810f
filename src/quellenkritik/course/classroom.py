"""nbgrader's own course root for one class, apart from the masters, so that nothing beside a master can leak.

Below the folder: ``nbgrader_config.py``; ``source/<topic>/`` the solved notebooks; ``release/<topic>/`` what students
get, made by nbgrader itself; ``keys/<exercise>.key.yml`` sheet and gold for the scorer; ``gradebook.db``.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from quellenkritik.course import conflicts, notebook, registry, release, rubricfile
from quellenkritik.course.bank import Drawn, to_yaml
from quellenkritik.course.config import CourseConfig
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake

CONFIG = """\
# Made by: qk release --course. nbgrader and its formgrader read it.
# Grading itself is done by: qk grade. It runs a notebook without the key and scores the answer outside.
# nbgrader autograde and the formgrader's button do the same here; the student's file is neither read nor run by nbgrader.
from pathlib import Path

from nbgrader import preprocessors as stock

from quellenkritik.course.nbgrader_hooks import ReleaseText

c = get_config()  # noqa: F821
c.CourseDirectory.course_id = {name!r}
c.CourseDirectory.root = str(Path(__file__).resolve().parent)
c.GenerateAssignment.preprocessors = [
    stock.LockCells,
    ReleaseText,
    stock.ClearOutput,
    stock.CheckCellMetadata,
    stock.ComputeChecksums,
    stock.SaveCells,
    stock.CheckCellMetadata,
]
c.Autograde.exporter_class = "quellenkritik.grading.stock.SandboxExporter"
c.Autograde.sanitize_preprocessors = []
c.Autograde.autograde_preprocessors = []
c.GenerateFeedback.exporter_class = "quellenkritik.grading.stock.QuietFeedback"
if Path(__file__).with_name("nbgrader_local.py").is_file():
    load_subconfig("nbgrader_local.py")  # noqa: F821 (settings of your own, such as the gradebook's address; never written)
"""


def build(project: Project, folder: Path, config: CourseConfig | None = None) -> Path:
    """Write the course root of a class and enter its assignments into the gradebook; return the folder.

    Safe to repeat. A key is never exchanged under a gradebook that already holds submissions: raises :class:`Mistake`.
    """
    config = config or CourseConfig()
    drawn = release.draw_all(project, config)
    keys = {folder / "keys" / f"{one.exercise.id}.key.yml": key_text(one) for one in drawn}
    _protect(folder, keys)
    for name in ("source", "release", "keys"):
        shutil.rmtree(folder / name, ignore_errors=True)
    settings = {
        folder / "nbgrader_config.py": CONFIG.format(name=config.name),
        folder / rubricfile.FILE: rubricfile.text(project, [one.exercise for one in drawn]),
        **_conflicts(project, folder),
    }
    release.write({**settings, **keys, **_source(project, drawn, folder)})
    (folder / "keys").chmod(0o700)
    _enter(folder, [t for t in registry.load(project).topics if any(d.exercise.topic == t for d in drawn)])
    return folder


def key_text(drawn: Drawn) -> str:
    """Return what the scorer needs for one exercise of this class: its sheet and its gold."""
    key = {
        "exercise": drawn.exercise.id,
        "topic": drawn.exercise.topic,
        "sheet": drawn.sheet,
        "gold": drawn.gold,
        **({"bonus": True} if drawn.exercise.track == "bonus" else {}),
    }
    return "# The key of one class. It stays with the instructor.\n" + to_yaml(key)


def _conflicts(project: Project, folder: Path) -> release.Plan:
    """Plan the instructor's page of the article's conflicts, where a project has one."""
    there = (project.solutions / "conflicts.yml").is_file()
    return {folder / "keys" / conflicts.FILE: conflicts.page(project)} if there else {}


def submissions_in(gradebook: Path) -> int:
    """Return how many submissions a gradebook holds; one that is missing or new holds none."""
    if not gradebook.is_file():
        return 0
    with closing(sqlite3.connect(f"file:{gradebook}?mode=ro", uri=True)) as db:
        known = db.execute("select 1 from sqlite_master where name = 'submitted_assignment'").fetchone()
        return int(db.execute("select count(*) from submitted_assignment").fetchone()[0]) if known else 0


def _source(project: Project, drawn: list[Drawn], folder: Path) -> release.Plan:
    plan: dict[Path, str] = {}
    for one in drawn:
        stem = folder / "source" / one.exercise.topic / one.exercise.id
        plan[stem.with_suffix(".ipynb")] = notebook.to_text(notebook.solved(project, one))
        plan[stem.with_suffix(".sheet.yml")] = release.sheet_text(project, one)
    return plan


def _protect(folder: Path, keys: release.Plan) -> None:
    """Refuse to exchange the key of a class that has handed in; its gradebook may be elsewhere, its results are here."""
    if not submissions_in(folder / "gradebook.db") and not any((folder / "results").glob("*/*.json")):
        return
    for path, text in keys.items():
        if path.is_file() and path.read_text(encoding="utf-8") != text:
            raise Mistake(
                str(path),
                "another key than the one that this class was graded with",
                "the same seed and the same bank",
                "Give the new class its own folder: qk release --course FOLDER",
            )


def _enter(folder: Path, topics: list[str]) -> None:
    """Let nbgrader itself make ``release/`` and record the assignments in the gradebook."""
    from nbgrader.apps import NbGraderAPI  # a second of imports, needed only here
    from traitlets.config.loader import PyFileConfigLoader

    settings = PyFileConfigLoader("nbgrader_config.py", path=str(folder)).load_config()
    with _own_programs_first():
        api = NbGraderAPI(config=settings)
        for topic in topics:
            outcome = api.generate_assignment(topic, force=True)
            if not outcome["success"]:
                log = str(outcome.get("error") or outcome.get("log") or "").strip()
                raise Mistake(f"nbgrader, {topic}", log, "an assignment that nbgrader accepts")


@contextmanager
def _own_programs_first() -> Iterator[None]:
    """nbgrader calls ``alembic`` by name: put this environment's programs first on the path for a while."""
    before = os.environ.get("PATH", os.defpath)
    os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{before}"
    try:
        yield
    finally:
        os.environ["PATH"] = before
