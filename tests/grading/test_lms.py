"""Files of Moodle and Canvas: taken in as they give them out, and given back so that they take them."""

import csv
import io
import json

import pytest

from quellenkritik import cli
from quellenkritik.errors import Mistake
from quellenkritik.grading import canvas, intake, moodle, owners, worksheet
from quellenkritik.grading.master import Course
from quellenkritik.grading.worksheet import Mark, Sheet
from tests.grading import letters
from tests.grading.test_commands import klass, qk  # noqa: F401 (a fixture)
from tests.grading.test_intake import packed

MOODLE_EN = (
    "\ufeffIdentifier,Full name,Email address,Status,Grade,Maximum Grade,Grade can be changed,"
    "Last modified (submission),Last modified (grade),Feedback comments\r\n"
    'Participant 501,Ann Example,ann@example.org,"Submitted for grading",,10.00,Yes,"Monday, 30 November 2026",-,\r\n'
    "Participant 502,Bob Example,bob@example.org,No submission,,10.00,Yes,-,-,\r\n"
    "Participant 503,=cmd|x,cid@example.org,No submission,7.00,10.00,Yes,-,-,kept\r\n"
)
MOODLE_DE = (
    "ID;Vollst\u00e4ndiger Name;Status;Bewertung;Bestwertung;Zuletzt ge\u00e4ndert;Kommentar\n"
    "Teilnehmer/in501;Ann Example;abgegeben;;10,00;-;\n"
    "Teilnehmer/in502;Bob Example;abgegeben;;10,00;-;\n"
)
CANVAS = (
    "Student,ID,SIS Login ID,Section,Letters (77),Essay (78)\n"
    "    Points Possible,,,,10.0,5.0\n"
    '"Example, Ann",901,ann1,A,,4\n'
    '"O\'Other, Bob",902,bob1,A,3,5\n'
)


def mark(student, points=7.5, most=10.0, waiting=0, said="hands: 7.5 of 10"):
    return Mark(student, points, most, waiting, said)


def marks(*found):
    return {one.student: one for one in found}


def sheet(tmp_path, text):
    path = tmp_path / "given.csv"
    path.write_bytes(text.encode("utf-8"))
    return Sheet(path)


def rows(text, delimiter=","):
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), delimiter=delimiter))


def ids(*names):
    return [owners.packed(*name.rsplit("-", 1)) for name in names]


def taken(paths, course):
    return list(intake.read(intake.listing(paths, course), course))


def book(exercise="dates"):
    return json.dumps(
        letters.notebook(
            letters.cells(exercise, letters.answer_cell(exercise, letters.answer_text(exercise)))
        )
    )


def test_moodles_zip_is_taken_in_and_what_has_no_place_is_named(tmp_path, course):
    zipped = packed(
        tmp_path / "Course-Letters-123.zip",
        {
            "Ann Example_501_assignsubmission_file_/dates.ipynb": book(),
            "Ann Example_501_assignsubmission_file_/hands.ipynb": book("hands"),
            "Bob Example_502_assignsubmission_file/answers.yml": "dates:\n  items: {}\n",
            "Bob Example_502_assignsubmission_onlinetext/onlinetext.html": "<script>alert(1)</script>",
            "Cid Example_503_assignsubmission_file_dates.ipynb": book(),
            "Dee Example_504_assignsubmission_file_/essay.docx": "x",
        },
    )

    found = taken([zipped], course)

    ann, bob, cid, dee = ids("Ann Example-501", "Bob Example-502", "Cid Example-503", "Dee Example-504")
    assert {(ann, "dates"), (ann, "hands"), (bob, "dates"), (cid, "dates")} == {
        s.key for s in found if not s.refused
    }
    assert [(dee, "a file of no known kind")] == [(s.student, s.refused[:23]) for s in found if s.refused]


def test_canvas_zip_is_taken_in_with_its_marks_of_lateness(tmp_path, course):
    zipped = packed(
        tmp_path / "submissions.zip",
        {
            "exampleann_901_5001_dates.ipynb": book(),
            "ootherbob_LATE_902_5002_hands-1.ipynb": book("hands"),
            "nobody.ipynb": "{}",
        },
    )

    found = {s.student: s for s in taken([zipped], course)}

    assert ("dates", []) == (found["exampleann-901"].exercise, found["exampleann-901"].notes)
    assert "hands" == found["ootherbob-902"].exercise
    assert "Canvas marks it as late" in found["ootherbob-902"].notes[0]
    assert found["nobody"].refused


def test_nbgraders_stamp_beside_the_notebook_is_kept_but_not_one_from_a_zip(tmp_path, inbox, course):
    path = letters.hand_in(inbox, "ann", "dates", "dates = 'x'")
    path.with_name("timestamp.txt").write_text("2026-11-30 22:59:00 UTC")
    packed(
        inbox / "bob.zip",
        {"letters/dates.ipynb": book(), "letters/timestamp.txt": "2000-01-01 00:00:00 UTC"},
    )

    assert {"ann": "2026-11-30T22:59:00+00:00", "bob": ""} == {
        s.student: s.received for s in taken([inbox], course)
    }


def test_only_grade_and_comment_of_a_worksheet_are_touched(tmp_path):
    given = sheet(tmp_path, MOODLE_EN)
    ann = ids("Ann Example-501")[0]

    done = moodle.fill(given, marks(mark(ann)), {})

    before, after = rows(MOODLE_EN), rows(done.text)
    changed = {(i, j) for i, row in enumerate(after) for j, cell in enumerate(row) if cell != before[i][j]}
    assert {(1, 4), (1, 9)} == changed
    assert ("7.5", "hands: 7.5 of 10") == (after[1][4], after[1][9])
    assert done.text.startswith("\ufeffIdentifier,") and done.text.count("\r\n") == 4
    assert (["Participant 502", "Participant 503"], []) == (done.not_graded, done.not_in_file)
    assert "1 of the LMS's own cells begin like a formula; they were left as they are." in done.said


def test_a_worksheet_in_another_language_is_found_by_what_stands_in_it(tmp_path):
    given = sheet(tmp_path, MOODLE_DE)
    bob = ids("Bob Example-502")[0]

    done = moodle.fill(given, marks(mark(bob)), {}, comment="Kommentar")

    assert ["Teilnehmer/in502", "Bob Example", "abgegeben", "7,5", "10,00", "-", "hands: 7.5 of 10"] == rows(
        done.text, ";"
    )[2]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MOODLE_DE, "--comment-column"),
        (MOODLE_EN.replace("Participant 502", "502"), "Participant 1234"),
        (MOODLE_EN.replace("Participant 502", "Participant 501"), "Participant 1234"),
        (MOODLE_EN.replace("10.00,Yes,-,-,\r\n", "9.00,Yes,-,-,\r\n"), "maximum grade"),
        (MOODLE_EN.replace(",,10.00", ",good,10.00"), "--grade-column"),
        ("a,b\n1\n", "rows of different length"),
    ],
    ids=["comments", "no identifier", "twice", "two maxima", "no grades", "no table"],
)
def test_where_it_is_unsure_it_asks(tmp_path, text, said):
    with pytest.raises(Mistake, match=said):
        moodle.fill(sheet(tmp_path, text), {}, {})


def test_anonymous_participants_are_found_by_their_number(tmp_path):
    done = moodle.fill(sheet(tmp_path, MOODLE_EN), marks(mark("Participant-502")), {})

    assert "7.5" == rows(done.text)[2][4]


def test_nobody_gets_the_grade_of_another_with_the_same_number(tmp_path):
    done = moodle.fill(sheet(tmp_path, MOODLE_EN), marks(mark("sample-501"), mark("someone-else-502")), {})

    assert rows(MOODLE_EN) == rows(done.text)
    assert ["sample-501", "someone-else-502"] == done.not_in_file


def test_a_map_tells_who_is_who(tmp_path):
    (tmp_path / "map.csv").write_text("sample-a,502\nsample-b,Participant 503\n")
    names = worksheet.read_map(tmp_path / "map.csv")

    done = moodle.fill(sheet(tmp_path, MOODLE_EN), marks(mark("sample-a"), mark("sample-b", 1.0)), names)

    assert ["", "7.5", "1"] == [row[4] for row in rows(done.text)[1:]]


def test_one_student_in_two_rows_is_refused(tmp_path):
    with pytest.raises(Mistake, match="two rows that fit"):
        moodle.fill(
            sheet(tmp_path, MOODLE_EN), marks(mark("sample-a")), {"502": "sample-a", "503": "sample-a"}
        )


def test_another_maximum_is_refused_or_scaled(tmp_path):
    ann = ids("Ann Example-501")[0]
    given = marks(mark(ann, 3.0, 6.0))

    with pytest.raises(Mistake, match="maximum of 10"):
        moodle.fill(sheet(tmp_path, MOODLE_EN), given, {})
    assert "5" == rows(moodle.fill(sheet(tmp_path, MOODLE_EN), given, {}, scale=True).text)[1][4]


def test_what_waits_for_a_person_is_not_written_by_itself(tmp_path):
    ann = ids("Ann Example-501")[0]
    given = marks(mark(ann, waiting=1))

    assert [ann] == moodle.fill(sheet(tmp_path, MOODLE_EN), given, {}).waiting
    assert [ann] == moodle.fill(sheet(tmp_path, MOODLE_EN), given, {}, partial=True).marked


def test_canvas_gets_its_own_columns_and_one_assignment(tmp_path):
    done = canvas.fill(
        sheet(tmp_path, CANVAS), marks(mark("exampleann-901"), mark("nobody-9")), {}, assignment="77"
    )

    assert [
        ["Student", "ID", "SIS Login ID", "Section", "Letters (77)"],
        ["    Points Possible", "", "", "", "10.0"],
        ["Example, Ann", "901", "ann1", "A", "7.5"],
        ["O'Other, Bob", "902", "bob1", "A", "3"],
    ] == rows(done.text)
    assert (["O'Other, Bob"], ["nobody-9"]) == (done.not_graded, done.not_in_file)


@pytest.mark.parametrize("student", ["ootherbob-902", "bob1"], ids=["file name", "login"])
def test_canvas_students_are_found_by_file_name_or_login(tmp_path, student):
    done = canvas.fill(sheet(tmp_path, CANVAS), marks(mark(student)), {}, assignment="Letters")

    assert [student] == done.marked


def test_canvas_without_columns_of_the_school(tmp_path):
    text = CANVAS.replace("SIS Login ID,", "").replace("ann1,", "").replace("bob1,", "")
    text = text.replace("Possible,,,,", "Possible,,,")

    done = canvas.fill(sheet(tmp_path, text), marks(mark("exampleann-901")), {}, assignment="Letters (77)")

    assert ["exampleann-901"] == done.marked


@pytest.mark.parametrize(
    ("text", "assignment", "said"),
    [
        (CANVAS, "", "--assignment"),
        (CANVAS, "Poem", "one of Letters"),
        (CANVAS.replace("Points Possible", "x"), "77", "Points Possible"),
        (CANVAS.replace("Student,ID", "Name,Key"), "77", "no column Student, ID"),
    ],
)
def test_what_is_no_gradebook_of_canvas_is_refused(tmp_path, text, assignment, said):
    with pytest.raises(Mistake, match=said):
        canvas.fill(sheet(tmp_path, text), marks(mark("exampleann-901")), {}, assignment=assignment)


def test_the_command_shows_a_diff_and_then_writes(klass, tmp_path, capsys):  # noqa: F811
    root, inbox = klass
    qk(root, "grade", inbox)
    given = tmp_path / "given.csv"
    given.write_text(CANVAS.replace("10.0", "4.0").replace("ann1", "ann"))
    words = ["--to", "canvas", "--worksheet", given, "--exercise", "dates", "--assignment", "Letters"]
    capsys.readouterr()

    assert 1 == qk(root, "export", *words, "--dry-run")
    said = capsys.readouterr().out
    assert '-"Example, Ann",901,ann,A,\n' in said
    assert '+"Example, Ann",901,ann,A,4\n' in said
    assert "  bob\n" in said  # graded, unknown in the file
    assert not (root / "canvas.csv").exists()

    assert 1 == qk(root, "export", *words)
    assert '"Example, Ann",901,ann,A,4\n' in (root / "canvas.csv").read_text()


def test_an_exercise_that_was_not_handed_in_counts_as_nothing(klass, tmp_path):  # noqa: F811
    """The maximum is that of the chosen exercises for everybody, not of what somebody handed in."""
    root, inbox = klass
    (missing,) = [path for path in inbox.rglob("hands.ipynb") if "ann" in path.parts]
    missing.unlink()
    qk(root, "grade", inbox)
    most = worksheet.whole(Course(root).masters.values())
    given = tmp_path / "given.csv"
    given.write_text(CANVAS.replace("10.0", str(2 * most)).replace("ann1", "ann").replace("bob1", "bob"))
    words = ["--to", "canvas", "--worksheet", given, "--assignment", "Letters", "--partial", "--scale"]

    assert 0 == qk(root, "export", *words)

    filled = {row[2]: row[4] for row in rows((root / "canvas.csv").read_text())}
    assert 8.0 == float(filled["ann"])  # four points of dates, in a measure twice as wide


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "moodle"], "Download grading worksheet"),
        (["--to", "canvas"], "Export entire gradebook"),
        (["--topic", "poems"], "one of letters"),
    ],
)
def test_what_is_missing_is_asked_for(course, words, said, capsys):
    assert 2 == cli.main(["export", *words, "--course", str(course.root)])
    assert said in capsys.readouterr().err
