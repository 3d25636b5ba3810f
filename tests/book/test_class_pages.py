"""The pages of a class: its own sheets in form and given material, graded with its own key, and no key on them."""

import html
import json
import re

import pytest
import yaml

from quellenkritik import cli
from quellenkritik.course import bank, classpages, classroom, config, registry, release, silence
from quellenkritik.course.commands import book
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake
from quellenkritik.tasks import answers, form_spec
from quellenkritik.tasks.functions import is_function_task
from quellenkritik.tasks.given import Given
from tests.book.conftest import _lay_out
from tests.book.forms import FORM, FORMS, NEEDS_CHROMIUM, fill, ready, shaped
from tests.support import ROOT

SEED = "8f3a60b2d1c94e7785aa01f2c3d4e5f6"
ALIKE = {"stemma_code", "align_code", "rules"}
"""Exercises whose sheet is the same for every class: public examples, or a fixed list."""
COURSE = f"name: Autumn class\nseed: {SEED}\n"


@pytest.fixture
def course(tmp_path):
    path = tmp_path / "course.yml"
    path.write_text(COURSE, encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def class_book(tmp_path_factory):
    """The exercise pages of a class, built as the command builds the book, in a folder of its own."""
    root = tmp_path_factory.mktemp("class-book")
    _lay_out(root)
    exercises = registry.load(Project(root)).exercises
    (root / "book" / "index.md").write_text("# Exercises\n", encoding="utf-8")
    for one in exercises:
        form = f"\n```{{exercise-form}} {one.id}\n```\n" if one.id in FORMS else ""
        text = f"# Exercise\n\n```{{exercise-card}} {one.id}\n```\n{form}"
        (root / "book" / f"{one.page}.md").write_text(text, encoding="utf-8")
    toc = {"format": "jb-book", "root": "index", "chapters": [{"file": one.page} for one in exercises]}
    (root / "book" / "_toc.yml").write_text(yaml.safe_dump(toc), encoding="utf-8")
    path = root / "course.yml"
    path.write_text(COURSE, encoding="utf-8")
    project = Project(root)
    built = book.make(project, path)
    # These few pages have no bibliography and no list, which the mends of the theme look for in the whole book.
    assert not [one for one in built.findings if "theme_mend: nothing to mend in" not in one]
    return project, path, classpages.home(project, classpages.load(path)) / "_build" / "html"


def drawn(project, path):
    return release.draw_all(project, config.load(path))


def texts(data):
    """Every text of a bank that does not belong to its key."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for name, value in data.items():
            yield from () if name in silence.KEY_FIELDS else texts(value)
    elif isinstance(data, list | tuple):
        for entry in data:
            yield from texts(entry)


def spec_on(page):
    found = re.search(r'<script type="application/json">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


def test_the_practice_seed_is_refused(tmp_path):
    path = tmp_path / "course.yml"
    path.write_text("name: x\nseed: practice\n", encoding="utf-8")
    with pytest.raises(Mistake, match="qk book"):
        classpages.load(path)


def test_without_a_class_the_pages_hand_out_the_public_sheets(monkeypatch):
    monkeypatch.delenv(classpages.COURSE, raising=False)
    project = Project(ROOT)
    assert (project.exercises, "") == (classpages.handed(project).folder, classpages.handed(project).name)


def test_what_the_page_knows_is_made_from_the_sheet_alone(course):
    """All but the numbers of origins in stemma: another key with the same sheet gives the same data."""
    project = Project(ROOT)
    for one in drawn(project, course):
        if not is_function_task(one.task):
            spec = form_spec.spec(one.task.form(one.sheet), one.sheet)
            assert one.sheet["exercise"] == spec["exercise"]
            assert not {"gold", "solution", "accept"} & set(spec)
            if one.exercise.id == "stemma":
                data = one.task.page_data(one.sheet, one.gold)
                assert all(isinstance(n, str) and len(n) < 8 for n in data["editors"].values())


@pytest.mark.slow
@pytest.mark.timeout(1200)
class TestTheBuiltPages:
    """The pages of a class, as ``qk book --config`` leaves them."""

    def test_every_exercise_shows_the_sheet_of_the_class_and_says_so(self, class_book):
        project, path, pages = class_book
        for one in drawn(project, path):
            text = (pages / f"{one.exercise.page}.html").read_text("utf-8")
            practice = bank.draw(project, one.exercise)
            assert one.sheet != practice.sheet or one.exercise.id in ALIKE
            if one.exercise.id in FORMS:
                assert "asks the sheet of the class Autumn class" in text
                wanted = form_spec.spec(one.task.form(one.sheet), one.sheet)
                assert wanted["version"] == spec_on(text)["version"]
            handed = pages / "_downloads" / "exercises" / f"{one.exercise.id}.sheet.yml"
            assert release.sheet_text(project, one) == handed.read_text("utf-8")

    def test_no_key_and_no_seed_stands_in_any_file(self, class_book):
        """The sentences and ids of the bank, the lines of the solution, and the fields of the key, as for the bundle."""
        project, path, pages = class_book
        for one in drawn(project, path):
            text = (pages / f"{one.exercise.page}.html").read_text("utf-8")
            plain = html.unescape(text)
            sentences = silence.bank_texts(one) | silence.sample_texts(project, one)
            # A reason may be no more than words that the bank gives everybody, or that every sheet is explained with.
            practice = Given(bank.draw(project, one.exercise).sheet)
            given = {*texts(one.bank), html.unescape(practice._repr_html_())}
            assert not [
                s for s in sentences if s in plain and not any(s.rstrip(".") in text for text in given)
            ]
            handed = pages / "_downloads" / "exercises" / f"{one.exercise.id}.ipynb"
            lines = {line.strip() for line in "\n".join(silence._strings(handed)).splitlines()}
            assert not silence.answer_lines(one) & lines
            if one.exercise.id in FORMS:
                assert not silence.KEY_FIELDS & set(silence._fields(spec_on(text)))
        for file in pages.rglob("*"):
            if file.is_file():
                assert SEED.encode() not in file.read_bytes(), file

    def test_the_practice_book_is_left_alone(self, class_book):
        project, _, pages = class_book
        assert not (project.build / "html").exists()
        assert pages.is_dir()


@pytest.mark.slow
@pytest.mark.timeout(1200)
class TestAnswersOfAClass:
    """Its forms and its key belong together."""

    pytestmark = NEEDS_CHROMIUM

    def test_what_is_filled_in_on_its_pages_is_graded_with_its_key(
        self, class_book, browser, tmp_path, capsys
    ):
        """Every form of the class, filled with its solution on its page: one file, full marks with the class's key."""
        project, path, pages = class_book
        root = classroom.build(project, tmp_path / "course", config.load(path))
        assert (root / "keys").is_dir()
        wanted = {}
        for one in drawn(project, path):
            if one.exercise.id in FORMS:
                browser.open((pages / f"{one.exercise.page}.html").as_uri())
                ready(browser)
                wanted[one.exercise.id] = shaped(one.task.form(one.sheet), answers.read(one.solution))
                fill(browser, wanted[one.exercise.id])
        inbox = tmp_path / "in" / "ann"
        inbox.mkdir(parents=True)
        (inbox / "answers.yml").write_text(browser.run(f"{FORM}.file()"), encoding="utf-8")

        assert 0 == cli.main(["grade", str(inbox.parent), "--course", str(root), "--json"])

        found = [json.loads(file.read_text("utf-8")) for file in (root / "results").rglob("*.json")]
        assert set(wanted) == {one["exercise"] for one in found}
        assert all(one["points"] == one["max_points"] > 0 for one in found)
        capsys.readouterr()

    def test_the_practice_key_gives_these_answers_less(self, class_book):
        """The sheets differ, and so do the right answers: a page of the class cannot be filled from the public key."""
        project, path, _ = class_book
        for one in drawn(project, path):
            practice = bank.draw(project, one.exercise)
            if one.exercise.id in FORMS and one.sheet != practice.sheet:
                result = one.task.score(answers.read(one.solution), practice.sheet, practice.gold)
                assert result.points < result.max_points, one.exercise.id
