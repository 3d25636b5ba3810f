"""Whatever is handed in becomes submissions; what is odd is named, and one bad file stops nobody else."""

import json
import os
import stat
import zipfile

import pytest

from quellenkritik.grading import intake
from quellenkritik.grading.submission import student_id
from tests.grading import letters


def taken(paths, course):
    return list(intake.read(intake.listing(paths, course), course))


def one(paths, course):
    (found,) = taken(paths, course)
    return found


def good(exercise="dates"):
    return letters.answer_cell(exercise, letters.answer_text(exercise))


def packed(path, members):
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def notebook_text(exercise="dates", answer=None):
    return json.dumps(letters.notebook(letters.cells(exercise, answer or good(exercise))))


def test_the_answer_is_taken_and_nothing_else(inbox, course):
    letters.hand_in(inbox, "ann", "dates", good(), extra="own = 1")

    found = one([inbox], course)

    assert ("ann", "dates", "") == (found.student, found.exercise, found.refused)
    assert {"dates-answer": good()} == found.cells
    assert [("dates-sheet", "code", "own = 1")] == [(e.after, e.kind, e.source) for e in found.extras]
    assert [] == found.notes


@pytest.mark.parametrize(
    ("place", "student"),
    [
        ("submitted/ann/letters/dates.ipynb", "ann"),
        ("ann/letters/dates.ipynb", "ann"),
        ("ann/dates.ipynb", "ann"),
        ("ann/dates (2).ipynb", "ann"),
        ("ann/My work.ipynb", "ann"),
        ("ann/dates.ipynb.txt", "ann"),
        ("Ann Example_1234_assignsubmission_file/dates.ipynb", "Ann-Example-1234"),
        ("exampleann_123_4567_dates-1.ipynb", "exampleann-123"),
        ("exampleann_LATE_123_4567_dates.ipynb", "exampleann-123"),
        ("ann_dates.ipynb", "ann"),
        ("Zoë/dates.ipynb", "Zoë"),
        ("an<n>/dates.ipynb", "an-n-53288d"),
    ],
)
def test_the_path_says_whose_it_is(tmp_path, course, place, student):
    path = tmp_path / "class" / place
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(notebook_text(), "utf-8")

    found = one([tmp_path / "class"], course)

    assert (student, "dates", "") == (found.student, found.exercise, found.refused)


def test_a_students_folder_or_zip_given_alone_names_the_student(tmp_path, course):
    letters.hand_in(tmp_path / "submitted", "ann", "dates", good())
    zipped = packed(tmp_path / "bob.zip", {"letters/dates.ipynb": notebook_text()})

    found = taken([tmp_path / "submitted" / "ann", zipped], course)

    assert ["ann", "bob"] == [s.student for s in found]


def test_a_class_in_one_zip_with_zips_in_it(tmp_path, course):
    inner = packed(tmp_path / "inner.zip", {"letters/dates.ipynb": notebook_text()}).read_bytes()
    zipped = packed(tmp_path / "class.zip", {"ann.zip": inner, "bob/hands.ipynb": notebook_text("hands")})

    found = taken([zipped], course)

    assert [("ann", "dates"), ("bob", "hands")] == [s.key for s in found]


def test_a_bare_answer_file_gives_one_submission_an_exercise(inbox, course):
    (inbox / "ann").mkdir()
    text = "student: bob\ndates:\n  items:\n    l-1: {value: '1801'}\n"
    text += "hands: {items: {h-1: {value: clerk}}}\nhands-reason: |\n  So.\n"
    (inbox / "ann" / "answers.yml").write_text(text, "utf-8")

    found = taken([inbox], course)

    assert [("ann", "dates"), ("ann", "hands")] == [s.key for s in found]
    assert "  items:\n    l-1: {value: '1801'}" in found[0].answer
    assert {"hands-reason": "So."} == found[1].cells
    assert ["the file names another student ('bob'); the folder decides"] == found[0].notes


def test_an_answer_file_given_alone_may_name_its_student(tmp_path, course):
    path = tmp_path / "answers.yml"
    path.write_text("student: ann\ndates: {items: {}}\n", "utf-8")

    assert "ann" == one([path], course).student


def test_the_newest_of_two_files_counts_and_the_other_is_named(inbox, course):
    old = letters.hand_in(inbox, "ann", "dates", good())
    new = old.with_name("dates (1).ipynb")
    new.write_text(notebook_text(answer="dates = 'new'"), "utf-8")
    os.utime(old, (1, 1))

    first, second = taken([inbox], course)

    assert "dates = 'new'" == first.cells["dates-answer"]
    assert (True, "a second file for 'dates'; the newest one of this student was taken") == (
        second.aside,
        second.refused,
    )


def damaged(inbox, change):
    """Hand in a notebook whose list of cells was changed."""
    cells = letters.cells("dates", good())
    change(cells)
    letters.write(inbox / "ann" / "letters" / "dates.ipynb", letters.notebook(cells))


@pytest.mark.parametrize(
    ("change", "note", "answer"),
    [
        (lambda c: c.pop(2), "the cell 'dates-answer' is missing; counted as not answered", None),
        (
            lambda c: c.append(c[2]),
            "the cell 'dates-answer' stands more than once; the last filled one counts",
            good(),
        ),
        (lambda c: c[2].update(metadata={}), None, good()),
        (
            lambda c: c[3]["metadata"]["nbgrader"].update(points=100),
            "the cell 'dates-auto' claims 100 points; it has 4",
            good(),
        ),
        (
            lambda c: c[3].update(source="pass"),
            "the given cell 'dates-auto' was changed; the instructor's is used",
            good(),
        ),
        (
            lambda c: (
                c[0]["metadata"]["nbgrader"].update(grade_id="other") or c[0].update(source="new", id="z")
            ),
            "a cell with the foreign id 'other' is treated as the student's own",
            good(),
        ),
        (lambda c: c.reverse(), None, good()),
        (lambda c: c[2].update(cell_type="markdown"), None, good()),
    ],
    ids=["deleted", "doubled", "untagged", "points", "changed", "foreign", "shuffled", "other kind"],
)
def test_a_mangled_notebook_is_repaired(inbox, course, change, note, answer):
    damaged(inbox, change)

    found = one([inbox], course)

    assert ([note] if note else []) == found.notes
    assert answer == found.cells.get("dates-answer")


def test_of_two_different_answers_the_last_counts_and_the_first_stays_visible(inbox, course):
    damaged(inbox, lambda c: c.append(c[2] | {"source": "dates = 'second'"}))

    found = one([inbox], course)

    assert "dates = 'second'" == found.cells["dates-answer"]
    assert [good()] == [extra.source for extra in found.extras]


def link(inbox):
    (inbox / "ann").mkdir()
    (inbox / "ann" / "dates.ipynb").symlink_to("/etc/hostname")


def pipe(inbox):
    (inbox / "ann").mkdir()
    os.mkfifo(inbox / "ann" / "dates.ipynb")


def link_in_zip(inbox):
    info = zipfile.ZipInfo("letters/dates.ipynb")
    info.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(inbox / "ann.zip", "w") as archive:
        archive.writestr(info, "/etc/hostname")


def huge(inbox):
    (inbox / "ann").mkdir()
    with (inbox / "ann" / "dates.ipynb").open("wb") as file:
        file.truncate(60 * 1024 * 1024)


UNUSUAL = "a file in a zip packed in an unusual way; expected an ordinary zip (deflate)"


def named(inbox, name):
    with zipfile.ZipFile(inbox / "ann.zip", "w") as archive:
        archive.writestr(info := zipfile.ZipInfo("x"), "x")
        info.filename = name


def bomb(inbox, method):
    """A notebook that says it is small."""
    info = zipfile.ZipInfo("letters/dates.ipynb")
    info.compress_type = method
    with zipfile.ZipFile(inbox / "ann.zip", "w") as archive:
        archive.writestr(info, b"0" * 1_000_000)
        info.file_size = 5_000


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (link, "a link; links are not followed"),
        (pipe, "something that is no plain file"),
        (link_in_zip, "a link in a zip; links are not followed"),
        (huge, "a file of 62 MB; at most 8 MB are read"),
        (lambda i: packed(i / "ann.zip", {"../../dates.ipynb": "x"}), "a path in a zip that leads out of it"),
        (
            lambda i: packed(i / "ann.zip", {"dates.ipynb": b"0" * 8_000_000}),
            "a file in a zip that unpacks to more than 200 times its size",
        ),
        (lambda i: named(i, ""), "a file in a zip without a usable name"),
        (lambda i: named(i, "\0dates.ipynb"), "a file in a zip without a usable name"),
        (lambda i: named(i, "a" * 1_001), "a file in a zip without a usable name"),
        (lambda i: bomb(i, zipfile.ZIP_BZIP2), UNUSUAL),
        (lambda i: bomb(i, zipfile.ZIP_LZMA), UNUSUAL),
        (
            lambda i: (i / "ann.zip").write_bytes(b"PK\3\4 no zip"),
            "a zip that cannot be opened (File is not a zip file)",
        ),
        (
            lambda i: packed(i / "ann" / "notes.docx", {}),
            "a file of no known kind; expected a notebook (.ipynb), answers.yml or a zip of them",
        ),
        (
            lambda i: letters.write(
                i / "ann" / "x.ipynb", letters.notebook([{"cell_type": "code", "source": "1"}])
            ),
            "a notebook of no exercise of this course; expected one of dates, hands",
        ),
        (
            lambda i: (i / "answers.yml").write_text("dates: 1\ndates: 2"),
            "the key 'dates' twice; expected each once",
        ),
        (
            lambda i: (i / "answers.yml").write_text("other: 1"),
            "an answer file without an exercise of this course; expected dates, hands",
        ),
    ],
)
def test_what_cannot_be_taken_is_named_and_stops_nobody(inbox, course, make, reason):
    make(inbox)
    letters.hand_in(inbox, "zoe", "dates", good())

    found = taken([inbox], course)

    assert [reason] == [s.refused for s in found if s.refused]
    assert [("zoe", "dates")] == [s.key for s in found if not s.refused]


def test_of_two_files_of_one_name_in_a_zip_neither_slips_past_the_look_at_the_other(inbox, course):
    with zipfile.ZipFile(inbox / "ann.zip", "w") as archive:
        archive.writestr("dates.ipynb", notebook_text())
        with pytest.warns(UserWarning, match="Duplicate name"):
            archive.writestr("dates.ipynb", notebook_text(), zipfile.ZIP_BZIP2)

    assert [UNUSUAL, UNUSUAL] == [s.refused for s in taken([inbox], course)]


@pytest.mark.parametrize("where", ["archives.Archive.members", "archives.Archive.read", "owners.owner_of"])
@pytest.mark.parametrize("error", [IndexError, MemoryError, RecursionError])
def test_a_hole_in_the_reader_costs_one_file_and_not_the_class(inbox, course, monkeypatch, where, error):
    def broken(what, *_):
        if where != "owners.owner_of" or what.members:
            raise error
        return what.parts[0]

    packed(inbox / "ann.zip", {"dates.ipynb": notebook_text()})
    letters.hand_in(inbox, "zoe", "dates", good())
    monkeypatch.setattr(f"quellenkritik.grading.{where}", broken)

    found = taken([inbox], course)

    assert [("zoe", "dates")] == [s.key for s in found if not s.refused]
    assert len([s for s in found if s.refused]) == 1


def test_an_interruption_is_nobodys_file(inbox, course, monkeypatch):
    packed(inbox / "ann.zip", {"dates.ipynb": notebook_text()})

    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("quellenkritik.grading.archives.Archive.members", interrupted)
    with pytest.raises(KeyboardInterrupt):
        taken([inbox], course)


def test_side_files_are_passed_over(inbox, course):
    path = letters.hand_in(inbox, "ann", "dates", good())
    path.with_name("dates.sheet.yml").write_text("x")
    (path.parent / ".ipynb_checkpoints").mkdir()
    (path.parent / ".ipynb_checkpoints" / "dates-checkpoint.ipynb").write_text("x")

    assert [("ann", "dates")] == [s.key for s in taken([inbox], course)]


@pytest.mark.parametrize("name", ["a a", "a-a-3d5fd6", "b" * 70, "Ann Ex (12)"])
def test_a_name_that_looks_like_a_marked_id_gets_a_mark_of_its_own(name):
    once = student_id(name)

    assert once != name
    assert len({once, student_id(once), student_id(student_id(once))}) == 3
    assert any(letter in "abcdef" for letter in once[-6:])


@pytest.mark.parametrize("name", ["ann-123456", "ann-1234567", "ann", "ann-b", "Zoë", "ann-ABCDEF"])
def test_a_plain_name_stays_as_it_is(name):
    assert name == student_id(name)


def test_a_folder_named_like_anothers_id_is_another_student(inbox, course):
    letters.hand_in(inbox, "a a", "dates", good())
    letters.hand_in(inbox, "a-a-3d5fd6", "dates", "dates = 'nonsense'")

    found = taken([inbox], course)

    assert ["", ""] == [s.refused for s in found]
    assert len({s.student for s in found}) == 2


def test_where_two_names_meet_in_one_id_neither_is_taken_for_the_other(inbox, course, monkeypatch):
    monkeypatch.setattr("quellenkritik.grading.owners.student_id", lambda name: name.strip("!"))
    for name in ("ann", "ann!", "zoe"):
        letters.hand_in(inbox, name, "dates", good())

    found = taken([inbox], course)

    reason = "two names that give one student id ('ann' and 'ann!'); expected names apart"
    assert [("", reason), ("", reason), ("zoe", "")] == [(s.student, s.refused) for s in found]


def test_two_forms_of_one_letter_are_one_name(inbox, course):
    letters.hand_in(inbox, "Zo\u00eb", "dates", good())
    letters.hand_in(inbox, "Zoe\u0308", "hands", good("hands"))

    assert [("Zoë", "dates"), ("Zoë", "hands")] == sorted(s.key for s in taken([inbox], course))


def test_a_name_that_is_a_tower_of_marks_is_refused(inbox, course):
    packed(inbox / "class.zip", {f"a{chr(0x0316) * 400}/dates.ipynb": notebook_text()})
    (inbox / "class.zip").rename(inbox.parent / "class.zip")

    (found,) = taken([inbox.parent / "class.zip"], course)

    assert "accents without end" in found.refused


def test_too_many_files_are_told_once_and_with_their_number(inbox, course):
    for number in range(70):
        letters.hand_in(inbox, "ann", "dates", good()).rename(inbox / "ann" / f"dates-{number}.ipynb")
    letters.hand_in(inbox, "zoe", "dates", good())

    found = taken([inbox], course)

    assert [
        ("ann", "more than 60 files of one student (70); none is read"),
        ("zoe", ""),
    ] == [(s.student, s.refused) for s in found]


def test_the_notes_of_one_notebook_are_bounded(inbox, course):
    foreign = [
        {"cell_type": "code", "source": "1", "metadata": {"nbgrader": {"grade_id": f"x{n}"}}}
        for n in range(500)
    ]
    letters.write(
        inbox / "ann" / "dates.ipynb", letters.notebook([*letters.cells("dates", good()), *foreign])
    )

    notes = one([inbox], course).notes

    assert len(notes) == intake.MAX_NOTES + 1
    assert notes[-1].startswith("and 4")


@pytest.mark.parametrize("name", ["timestamp.txt", "submission_secret.txt", "dates.sheet.yml", ".DS_Store"])
@pytest.mark.parametrize("zipped", [False, True])
def test_what_tools_lay_beside_a_submission_is_not_worth_a_word(tmp_path, inbox, course, name, zipped):
    """nbgrader's exchange adds a file of its own; a list of a hundred files not taken would hide the one that matters."""
    letters.hand_in(inbox, "ann", "dates", good())
    (beside,) = inbox.rglob("dates.ipynb")
    (beside.parent / name).write_text("x")
    given = inbox
    if zipped:
        members = {p.relative_to(inbox).as_posix(): p.read_text() for p in inbox.rglob("*") if p.is_file()}
        given = packed(tmp_path / "all.zip", members)

    assert [("ann", "")] == [(found.student, found.refused) for found in taken([given], course)]
