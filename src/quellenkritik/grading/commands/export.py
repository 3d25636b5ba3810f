"""``qk export``: write the grades for a spreadsheet, or fill in the file that an LMS gave out."""

from __future__ import annotations

import argparse
from pathlib import Path

from quellenkritik.errors import Mistake
from quellenkritik.grading import canvas, moodle, secondmarker, tables, worksheet
from quellenkritik.grading.classbook import Line, lines
from quellenkritik.grading.commands.shared import add_course_options, open_course
from quellenkritik.grading.files import write_whole
from quellenkritik.grading.master import Course
from quellenkritik.grading.worksheet import Filled, Sheet


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_course_options(parser)
    add = parser.add_argument
    add("--to", choices=("csv", "moodle", "canvas"), default="csv", help="the form of the file")
    add("--output", type=Path, metavar="FILE", help="where to (default: grades.csv or the LMS in the course)")
    add("--worksheet", type=Path, metavar="FILE", help="Moodle's grading worksheet or Canvas's gradebook")
    add(
        "--topic",
        action="append",
        default=[],
        metavar="T",
        help="only the exercises of this topic (repeatable)",
    )
    add("--exercise", action="append", default=[], metavar="E", help="only this exercise (repeatable)")
    add("--dry-run", action="store_true", help="write nothing; show what would change")
    add("--partial", action="store_true", help="write also where answers still wait for a person")
    add("--scale", action="store_true", help="bring the points to the LMS's maximum where it is another")
    add("--map", type=Path, metavar="FILE", help="CSV without a head: student,id in the LMS")
    add("--grade-column", default="", metavar="NAME", help="Moodle: the column of the grade")
    add("--comment-column", default="", metavar="NAME", help="Moodle: the column of the comment, - for none")
    add(
        "--double-mark",
        type=int,
        default=0,
        metavar="N",
        help="draw N marked answers of each written question for a second marker, under codes and without points",
    )
    add("--assignment", default="", metavar="NAME", help="Canvas: the assignment, by its name or number")


def run(args: argparse.Namespace) -> int:
    """Write and say what was written; return 1 where somebody could not be matched."""
    course, gradebook = open_course(args)
    found = lines(gradebook)
    gradebook.close()
    chosen = _chosen(args, course)
    if args.double_mark:
        return _double_mark(args, course, [line for line in found if line.exercise in chosen])
    if args.to == "csv":
        return _csv(args, course, [line for line in found if line.exercise in chosen])
    if args.worksheet is None:
        what = "grading worksheet" if args.to == "moodle" else "gradebook"
        raise Mistake(
            "--worksheet", "nothing", f"the {what} that {args.to.capitalize()} gave out", _HOW[args.to]
        )
    return _fill(args, course, found, chosen)


_HOW = {
    "moodle": "In the assignment choose: Download grading worksheet.",
    "canvas": "In the gradebook choose: Export entire gradebook.",
}


def _chosen(args: argparse.Namespace, course: Course) -> list[str]:
    """Return the exercises that are summed up: the named ones, those of the named topics, or all."""
    for option, came, known in (
        ("--topic", args.topic, course.topics),
        ("--exercise", args.exercise, list(course.masters)),
    ):
        if strange := [name for name in came if name not in known]:
            raise Mistake(option, ", ".join(strange), "one of " + ", ".join(known))
    wanted = [
        m.exercise for m in course.masters.values() if m.topic in args.topic or m.exercise in args.exercise
    ]
    return wanted if args.topic or args.exercise else list(course.masters)


def _csv(args: argparse.Namespace, course: Course, found: list[Line]) -> int:
    output: Path = args.output or course.root / "grades.csv"
    texts = {output: tables.grades(found), output.with_name("criteria.csv"): tables.criteria(found)}
    texts[output.with_name("marks.csv")] = tables.marks(found)
    if args.dry_run:
        for path, text in texts.items():
            print(
                "\n".join(worksheet.diff(path.read_text("utf-8") if path.is_file() else "", text, path.name))
            )
        return 0
    for path, text in texts.items():
        write_whole(path, text)
    print(
        f"{len(found)} rows: {output}; beside it by criterion (criteria.csv) and by marked answer (marks.csv)"
    )
    return 0


def _double_mark(args: argparse.Namespace, course: Course, found: list[Line]) -> int:
    if args.double_mark < 0:
        raise Mistake("--double-mark", str(args.double_mark), "how many answers of each question, such as 12")
    output: Path = args.output or course.root / "second-marker.csv"
    if output.exists():
        raise Mistake(str(output), "a file that is there already", "a new name (--output): it may hold marks")
    drawn = secondmarker.draw(found, course.root, args.double_mark)
    write_whole(secondmarker.codes_file(output), secondmarker.codes(drawn))
    write_whole(output, secondmarker.sheet(drawn))
    print(f"{len(drawn)} answers for a second marker: {output}")
    print(f"Whose they are: {secondmarker.codes_file(output)} (keep it)")
    print(f"Then: qk export, and qk report --double-marked {course.root / 'marks.csv'} {output}")
    return 0


def _fill(args: argparse.Namespace, course: Course, found: list[Line], chosen: list[str]) -> int:
    sheet, names = Sheet(args.worksheet), worksheet.read_map(args.map)
    marks = worksheet.marks(found, [course.masters[name] for name in chosen])
    if args.to == "moodle":
        before = sheet.text()
        done = moodle.fill(
            sheet, marks, names, grade=args.grade_column, comment=args.comment_column,
            scale=args.scale, partial=args.partial,
        )  # fmt: skip
    else:
        before = canvas.before(sheet, args.assignment)
        done = canvas.fill(
            sheet, marks, names, assignment=args.assignment, scale=args.scale, partial=args.partial
        )
    return _finish(args, course, before, done)


def _finish(args: argparse.Namespace, course: Course, before: str, done: Filled) -> int:
    output: Path = args.output or course.root / f"{args.to}.csv"
    if args.dry_run:
        print("\n".join(worksheet.diff(before, done.text, args.worksheet.name) or ["Nothing would change."]))
    else:
        write_whole(output, done.text)
    print("\n".join(worksheet.report(done)))
    print("Nothing was written (--dry-run)." if args.dry_run else f"Written: {output}")
    return 1 if done.not_in_file else 0
