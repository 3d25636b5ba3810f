"""Every core exercise done as a notebook in the browser, downloaded, and graded beside the same answer done on a machine.

One student has everything right; a second one, from the sample class, half of it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from quellenkritik.course import cohort, project
from quellenkritik.course.bank import Drawn
from quellenkritik.course.cohort import Student
from quellenkritik.course.commands import site
from quellenkritik.course.project import Project

if TYPE_CHECKING:
    from tests.book.browser_class import Work


def browser(folder: Path) -> dict[str, int]:
    """Build the site and do the exercises; return how many notebooks there were, how many differ, and foreign requests.

    A notebook that could not be done or was not graded differs as well.
    """
    from tests.book import browser_class, notebook_page
    from tests.grading import chromium

    if not chromium.PROGRAM:
        raise SystemExit("soak: no Chromium for the notebooks in the browser")
    here = project.find()
    built = site.make(here)
    if built.findings:
        raise SystemExit("soak: the site has not passed")
    drawn = {i: one for i, one in browser_class.all_drawn(here).items() if one.exercise.track == "core"}
    works, failed = done(here, built.folder, list(drawn.values()), folder)
    given = browser_class.grade(here, drawn, works, folder)
    failed += [name for name, (ours, theirs) in given.items() if ours is None or ours != theirs]
    _, others = notebook_page.foreign(sorted(folder.glob("home-*/network-*.json")))
    say("notebooks in the browser", len(works), failed + others[:20])
    return {"notebooks": len(works), "notebooks_differing": len(failed), "foreign_requests": len(others)}


def done(here: Project, folder: Path, drawn: list[Drawn], out: Path) -> tuple[list[Work], list[str]]:
    """Do exercises of a built site, each in a browser of its own; return the work, and what could not be done."""
    from tests.book import browser_class, notebook_page

    works: list[Work] = []
    failed = []
    with notebook_page.served(folder) as there:
        for one in drawn:
            desk = notebook_page.Desk(out / f"home-{one.exercise.id}")
            page = f"{there.address}/{one.exercise.stem}.html"
            try:
                works += browser_class.go_through(desk, page, folder, one, pair(here, one), out / "in")
            except (AssertionError, OSError) as error:
                failed.append(f"{one.exercise.id}: {str(error)[:200]}")
            finally:
                desk.close()
    return works, failed


def pair(here: Project, one: Drawn) -> list[Student]:
    """Return a student who has everything right, and one of the sample class who has not."""
    from tests.book import browser_class

    ident = one.exercise.id
    right = browser_class.student(f"{ident}-right", ident, "solution")
    plain = [
        s
        for s in cohort.load(here.cohort)
        if set(s.submissions) == {ident}
        and not s.hostile
        and s.handin == "folder"
        and _data(s.submissions[ident])
    ]
    average = [s for s in plain if s.name.endswith(("average", "nearly", "half"))] or plain
    return [right, *average[:1]]


def _data(submission: object) -> bool:
    """Say whether an answer is filled in and nothing else is done to the notebook."""
    return isinstance(submission, dict) and not {"mangle", "cells", "prose"} & set(submission)


def say(what: str, number: int, wrong: list[str]) -> None:
    """Print what this part came to, with what went wrong by name."""
    print(
        f"{what}: {number}, {len(wrong)} went wrong", *(f"  {line}" for line in wrong), sep="\n", flush=True
    )
