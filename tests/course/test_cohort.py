"""The sample class: the files are read strictly, and the hand-ins are what they say."""

import json
import zipfile

import nbformat
import pytest
import yaml

from quellenkritik.course import bank, cohort, handin, notebook, registry
from quellenkritik.course.cohort import Expected, Student
from quellenkritik.course.sample_answers import answer_text
from quellenkritik.errors import Mistake
from quellenkritik.tasks import answers


@pytest.fixture
def drawn(little):
    return bank.draw(little, registry.load(little)["colours"])


def _student(submission, kind="folder"):
    return Student("sample-x", "x", kind, False, {"colours": submission}, {})


def _book(little, drawn, **submission):
    student = _student({"answer": "solution", **submission})
    return json.loads(handin.notebook_text(little, drawn, student, "colours"))


def _ids(book):
    return [cell["metadata"].get("nbgrader", {}).get("grade_id", cell["id"]) for cell in book["cells"]]


def test_the_students_are_read_with_what_they_must_get(little):
    perfect, red = cohort.load(little.cohort)

    assert ("sample-perfect", "folder") == (perfect.name, perfect.handin)
    assert (
        Expected("graded", {"colour": 1.0, "shade": 2.0}, 3.0, frozenset({"all-red"}))
        == red.expected["colours"]
    )


@pytest.mark.parametrize(("came", "expected"), [(2, 2.0), ("11/2", 5.5), ("64/15", 64 / 15), (0.25, 0.25)])
def test_points_are_numbers_or_fractions(came, expected):
    assert expected == cohort.points("x", came)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("total: 4", "total: 5", "colours, total: came 5; expected the sum of the criteria, 4"),
        ("sample-perfect", "sample-prefect", "student: came 'sample-prefect'"),
        ("about:", "abuot:", "came abuot, no about"),
        ("shade: 2", "shade: many", "shade: came 'many'"),
        ("answer: solution,", "", "colours: came no answer"),
    ],
)
def test_a_wrong_file_is_refused(little, old, new, message):
    path = little.cohort / "sample-perfect.yml"
    path.write_text(path.read_text().replace(old, new))

    with pytest.raises(Mistake, match=message):
        cohort.load(little.cohort)


def test_the_class_hands_in_folders_zips_and_answer_files(little, drawn, tmp_path):
    students = [*cohort.load(little.cohort), _student({"answer": "solution"}, "yaml")]
    made = handin.build(little, [drawn], students, tmp_path / "in")

    assert ["sample-perfect", "sample-red.zip", "answers.yml"] == [path.name for path in made]
    assert (tmp_path / "in" / "sample-perfect" / "things" / "colours.ipynb").is_file()
    assert ["things/colours.ipynb"] == zipfile.ZipFile(made[1]).namelist()
    assert {"colours": answers.parse(drawn.solution)} == yaml.safe_load(made[2].read_text())


def test_a_perfect_notebook_holds_answer_and_reason(little, drawn):
    book = nbformat.reads(json.dumps(_book(little, drawn, prose={"colours-reason": "Iron."})), as_version=4)

    assert "\n" + drawn.solution == notebook.answer_of(book, "colours")
    assert "**Your reason**\n\nIron." == book.cells[-1].source.rstrip()


def _tree(drawn, **submission):
    return answers.parse(answer_text("x", submission, drawn))


@pytest.mark.parametrize(
    ("patch", "changed"),
    [
        ({"set": {"colour": "red"}}, 2),
        ({"item": 1, "set": {"colour": "blue"}}, 1),
        ({"where": {"shade": ["dark", "light"]}, "set": {"colour": "blue"}}, 2),
        ({"where": {"shade": ["dark", "light"]}, "first": 1, "set": {"colour": "blue"}}, 1),
        ({"given": {"name": ["blood", "grass", "pine"]}, "drop": ["shade"]}, 2),
    ],
)
def test_a_patch_changes_the_entries_that_it_chooses(drawn, patch, changed):
    before = answers.parse(drawn.solution)["things"]
    after = _tree(drawn, answer="solution", patch=[{"section": "things", **patch}])["things"]
    touched = [item for item in after if {**before[item], **patch.get("set", {"shade": ""})} == after[item]]

    assert changed == len(touched)
    assert all(before[item] == after[item] for item in after if item not in touched)


def test_a_patch_can_take_an_entry_away(drawn):
    after = _tree(drawn, answer="solution", patch=[{"section": "things", "item": 2, "remove": True}])

    assert list(answers.parse(drawn.solution)["things"])[:1] == list(after["things"])


def test_a_patch_can_exchange_what_two_items_have(drawn):
    first, second = answers.parse(drawn.solution)["things"].values()
    patch = [{"section": "things", "item": 1, "set": {"colour": {"of": 2}, "shade": {"of": 2}}}]

    assert [second, second] == list(_tree(drawn, answer="solution", patch=patch)["things"].values())
    assert first != second


@pytest.mark.parametrize(
    ("patch", "message"),
    [
        ({"section": "things", "item": 9, "set": {}}, "no entry that fits"),
        ({"section": "thing", "set": {}}, "section: came 'thing'"),
        ({"section": "things", "put": {}}, "came put"),
        ({"section": "things", "add": [{}]}, "a section of named entries"),
    ],
)
def test_a_patch_that_does_nothing_is_refused(drawn, patch, message):
    with pytest.raises(Mistake, match=message):
        _tree(drawn, answer="solution", patch=[patch])


def test_a_blind_strategy_is_taken_from_the_exercise(drawn):
    assert drawn.task.blind(drawn.sheet)["red"] == _tree(drawn, answer={"strategy": "red"})


def test_text_is_handed_in_as_it_is(drawn):
    assert ": not yaml" == answer_text("x", {"answer": {"text": ": not yaml"}}, drawn)


@pytest.mark.parametrize("wanted", ["perfect", {"strategy": "blue"}, {"x": 1}])
def test_an_unknown_answer_is_refused(drawn, wanted):
    with pytest.raises(Mistake, match="came"):
        answer_text("x", {"answer": wanted}, drawn)


def test_own_cells_stand_before_the_answer(little, drawn):
    book = _book(little, drawn, cells=["1 / 0", "2"])

    assert ["own-01", "own-02", "colours-answer"] == _ids(book)[2:5]


FIVE = ["colours-01", "colours-sheet", "colours-answer", "colours-auto", "colours-reason"]


@pytest.mark.parametrize(
    ("damage", "expected"),
    [
        ({"delete": "colours-auto"}, [*FIVE[:3], "colours-reason"]),
        ({"double": "colours-answer"}, [*FIVE, "colours-answer"]),
        ({"shuffle": True}, FIVE[::-1]),
    ],
)
def test_damage_is_done_as_described(little, drawn, damage, expected):
    assert expected == _ids(_book(little, drawn, mangle=[damage]))


def test_damage_to_metadata_is_done_as_described(little, drawn):
    book = _book(little, drawn, mangle=[{"untag": "colours-answer"}, {"points": "colours-auto", "to": 100}])

    assert {"deletable": False} == book["cells"][2]["metadata"]
    assert 100 == book["cells"][3]["metadata"]["nbgrader"]["points"]


def test_a_truncated_notebook_is_no_longer_json(little, drawn):
    with pytest.raises(json.JSONDecodeError):
        _book(little, drawn, mangle=[{"truncate": 200}])


@pytest.mark.parametrize("damage", [{"delete": "colours-nothing"}, {"burn": "colours-auto"}])
def test_unknown_damage_is_refused(little, drawn, damage):
    with pytest.raises(Mistake, match="mangle"):
        _book(little, drawn, mangle=[damage])


def test_the_same_class_hands_in_the_same_bytes(little, drawn, tmp_path):
    students = cohort.load(little.cohort)
    first, second = (handin.build(little, [drawn], students, tmp_path / n)[1] for n in ("a", "b"))

    assert first.read_bytes() == second.read_bytes()


def test_one_file_stands_for_every_blind_strategy(little, drawn):
    expected = {"colours": Expected("graded", {}, 0.0, None)}
    student = Student(
        "sample-blind", "Blind.", "folder", False, {"colours": {"answer": cohort.EACH}}, expected
    )

    (one,) = cohort.expanded([student], {"colours": drawn})
    assert ("sample-blind-01", {"colours": {"answer": {"strategy": "red"}}}) == (one.name, one.submissions)
    assert expected == one.expected
