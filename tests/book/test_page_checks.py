"""The checks of the page beside those of ``qk check``, on many wrong answers, in a real Chromium.

The page calls wrong what the command calls wrong, in the same place; never what the command accepts.
"""

import json
import random
from collections import Counter

import exercise_form
import pytest

from quellenkritik.register import edtf
from quellenkritik.tasks import answers, form_rules, task
from quellenkritik.tasks.form import in_range, span_of
from quellenkritik.tasks.scoring import is_run
from quellenkritik.text import tokens
from quellenkritik.text.match import is_exact_quotation
from tests.book.forms import FORMS, NEEDS_CHROMIUM, shaped
from tests.support import ROOT
from tests.tasks.drawn import practice, solution

pytestmark = NEEDS_CHROMIUM
TRIES = 250
TYPED = (
    "",
    "7.5.1",
    "-1",
    "0.49",
    ".5",
    "6-4",
    "2-3",
    "9-99",
    "12 – 13",
    "2000-06-31",
    "2000-02-30",
    "2000-06?",
)
TYPED += ("0000", "2000-13", "../2017-06-03", "2000-06-05/2000-06-03", "2000-06-03T20:10:00", "none", "No#q1")
TYPED += (
    "2000-06-03T25:10:00",
    "the same",
    "a b c d e f g h",
    "x" * 2001,
    "é" * 301,
    "not_stated",
    "headline",
)


def entries_of(form, tree):
    for section in form.sections:
        part = tree[section.name]
        for entry in part.values() if section.items else part:
            yield section, entry


def spoil(form, tree, pool, rnd):
    """Change one thing: a field, or a row."""
    section, entry = rnd.choice(list(entries_of(form, tree)))
    field = rnd.choice(section.fields)
    if not section.items and rnd.random() < 0.3:
        rows = tree[section.name]
        if rnd.random() < 0.5:
            rows.append(dict(rnd.choice(rows)))
        elif len(rows) > 1:
            rows.remove(entry)
        return
    if field.kind == "choices":
        entry[field.name] = rnd.sample(field.choices, rnd.randint(0, min(3, len(field.choices))))
    elif field.kind == "choice":
        entry[field.name] = rnd.choice(("", *field.choices))
    elif field.kind == "locators":
        entry[field.name] = rnd.sample(pool, rnd.randint(0, min(4, len(pool))))
    else:
        entry[field.name] = rnd.choice(
            (
                *TYPED,
                *field.choices,
                *pool,
                *(
                    e.get(field.name, "")
                    for _, e in entries_of(form, tree)
                    if isinstance(e.get(field.name), str)
                ),
            )
        )


def wrong_answers(exercise, count):
    sheet, _ = practice(exercise)
    form, rnd = task(exercise).form(sheet), random.Random(exercise)
    pool = [*exercise_form.form_spec.known(form, sheet), "No#q1"]
    for number in range(count):
        tree = shaped(form, answers.read(solution(exercise)))
        for _ in range(1 + number % 12):
            spoil(form, tree, pool, rnd)
        yield shaped(form, answers.from_data(tree))


def told(problems):
    return Counter((p.where, p.missing) for p in problems)


@pytest.mark.parametrize("exercise", FORMS)
def test_the_page_finds_what_the_command_finds(exercise, page):
    sheet, _ = practice(exercise)
    spec, _ = exercise_form.spec_of(ROOT, exercise)
    browser = page(exercise)
    spec["written"] = [one["id"] for one in spec["written"]]
    browser.run(f"window.spec = {json.dumps(spec)}; 1")
    trees = list(wrong_answers(exercise, TRIES))

    found = browser.run(
        f"{json.dumps(trees)}.map(t => qkChecks.problems(spec, t).map(p => [p.where, p.missing]))"
    )

    expected = [told(task(exercise).check(tree, sheet)) for tree in trees]
    for tree, here, there in zip(trees, found, expected, strict=True):
        came = Counter((where, missing) for where, missing in here)
        if exercise in form_rules.ONLY_CHECK:
            assert set(came) <= set(there), (came - there, tree)
        else:
            assert set(came) == set(there), (came - there, there - came)
    assert any(wrong for problems in expected for (_, missing), wrong in problems.items() if not missing)


def test_what_only_the_command_sees_is_said_on_the_page(page):
    """Every exercise that is left out above says so when its form is in order."""
    for exercise, words in form_rules.ONLY_CHECK.items():
        spec, _ = exercise_form.spec_of(ROOT, exercise)
        assert words == spec["only_check"]


TEXTS = [
    "Я с пониманием относился к этому", "L’élargissement de l'OTAN", "میں می‌شود سلام", "“Quoted” … and on",
    "straße STRASSE ſ", "Οδός ΟΔΌΣ", "x . . . y", "日本 and 中文字", "e\u0301te\u0301 été", "snake_case a-b–c",
    "1999’s 2½ ①", "İstanbul ıslak", "a\u00adb\u200bc", "don`t ‹x›", "Razumem tu osetljivost", "ﬁn",
]  # fmt: skip


def test_words_are_those_of_the_package(page):
    browser = page("pivot")
    found = browser.run(f"{json.dumps(TEXTS)}.map(t => qkChecks.tokens(t))")
    assert [list(tokens(text)) for text in TEXTS] == found
    pairs = [(a, b) for a in TEXTS for b in TEXTS]
    runs = browser.run(
        f"{json.dumps(pairs)}.map(([a, b]) => [qkChecks.isRun(a, b, 5), qkChecks.isExact(a, b, 5)])"
    )
    for (a, b), (run, exact) in zip(pairs, runs, strict=True):
        assert run or not is_run(a, b, 5), (a, b)
        assert exact == is_exact_quotation(a, b), (a, b)


def test_dates_numbers_and_spans_are_those_of_the_package(page):
    rnd, browser = random.Random(1), page("timeline")
    letters = "0123456789-/.?~%T:X "
    texts = [
        *TYPED[:-4],
        "2000",
        "1900-02-29",
        "2000-02-29",
        "2004-02-29",
        "2100-02-29",
        "..",
        "../..",
        "/",
        "1999/",
        "/2000?",
        "2000/2001/2002",
        "9999-12",
        "2000-6-4",
    ]
    texts += ["".join(rnd.choices(letters, k=rnd.randint(1, 10))) for _ in range(400)]
    texts += [
        f"{rnd.choice([0, 1, 1999, 2000])}-{rnd.randint(0, 13):02d}-{rnd.randint(0, 32):02d}"
        for _ in range(200)
    ]
    found = browser.run(
        f"{json.dumps(texts)}.map(t => [qkChecks.isDate(t, false), qkChecks.isDate(t, true),"
        " qkChecks.isNumber(t.trim(), 0, 1), !!qkChecks.numbers(t)])"
    )
    for text, came in zip(texts, found, strict=True):
        wanted = [
            edtf.check(text),
            edtf.check_moment(text),
            in_range(text.strip(), 0, 1),
            span_of(text) is not None,
        ]
        assert wanted == came, text
