"""Are the questions of each chapter sound, sourced and fair: no slip, no key of an exercise, no tell-tale form?"""

from __future__ import annotations

import copy
import re
import sys
from collections import Counter
from pathlib import Path

import pytest
import yaml

from quellenkritik.errors import Mistake
from tests.book.test_chapters import BLOOM, BOOK, PARTS, ROLE, body, chapters, front_matter
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import quiz_data

FILES = sorted((BOOK / "quizzes").glob("*.yml"))
PAGES = {path.stem: path for part in PARTS for path in (BOOK / part).glob("*.md")}
LEVEL = {level: at for at, level in enumerate(BLOOM)}


def questions(path: Path) -> list[quiz_data.Question]:
    page = PAGES[path.stem]
    heads = quiz_data.headings(page.read_text(encoding="utf-8"))
    return quiz_data.load(path, front_matter(page)["objectives"], heads)


def ids(texts) -> tuple[set[str], set[str]]:
    """The sources and the quotations that texts use."""
    sources, quotations = set(), set()
    for kind, content in ROLE.findall("\n".join(texts)):
        if kind == "src":
            sources |= {part.strip() for part in content.split(",")}
        elif kind in ("q", "w"):
            quotations.add(content.partition("|")[0])
    return sources | {ident.partition("#")[0] for ident in quotations}, quotations


ALL = [(path.stem, one) for path in FILES for one in questions(path)]
EACH = pytest.mark.parametrize(("chapter", "one"), ALL, ids=[f"{chapter}-{one.id}" for chapter, one in ALL])


def test_every_chapter_ends_in_its_questions():
    pages = [page for page in chapters() if front_matter(page)]

    assert [path.stem for path in FILES] == sorted(page.stem for page in pages)
    for page in pages:
        end = f"## Try yourself\n\n```{{quiz}} {page.stem}\n```\n\n```{{key-points}}\n```\n"
        assert body(page).endswith(end), page.name


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.stem)
def test_there_are_four_to_six_questions_in_at_least_two_kinds(path):
    found = questions(path)

    assert 4 <= len(found) <= 6
    assert len({one.kind for one in found}) >= 2


@EACH
class TestQuestion:
    """Each question alone."""

    def test_asks_no_more_than_its_objective_promises(self, chapter, one):
        verb = front_matter(PAGES[chapter])["objectives"][one.objective - 1]["verb"]
        promised = next(level for level, verbs in BLOOM.items() if verb in verbs)

        assert LEVEL[one.bloom] <= LEVEL[promised]

    def test_uses_only_what_its_chapter_has(self, chapter, one):
        """So no question tells what only an exercise holds, and the page's list of sources stays whole."""
        sources, quotations = ids(one.texts())
        page = PAGES[chapter].read_text(encoding="utf-8")

        assert sources <= set(front_matter(PAGES[chapter])["sources"])
        assert all(ident in page for ident in quotations)

    def test_has_no_quotation_and_no_year_without_its_source(self, chapter, one):
        for text in one.texts():
            bare = ROLE.sub("", text)

            assert not re.findall(r"[“”„«»\"]", bare), text
            assert not re.findall(r"[\u0370-\u06ff]", bare), text
            assert ROLE.search(text) or not re.search(r"\b(19|20)\d\d\b", text), text

    def test_says_what_is_made_up(self, chapter, one):
        """A question either rests on sources, or says that its case is made up, or asks about words and notions alone."""
        asked = one.ask + " ".join(text for text, _ in one.rows)
        proper = re.search(r"\b(mayor|club|ship|boat|bridge|neighbour|council|flood|woman|man)\b", asked)

        assert not proper or "made up" in asked.lower() or "made-up" in asked.lower()

    def test_options_are_even_in_length(self, chapter, one):
        if one.kind in ("one", "several"):
            lengths = [len(option.text) for option in one.options]

            assert max(lengths) <= 1.3 * min(lengths), lengths

    def test_no_option_and_no_reason_stands_twice(self, chapter, one):
        for _, options in one.rows:
            assert len({option.text for option in options}) == len(options)
            assert len({option.said for option in options}) == len(options)


def test_the_form_does_not_tell_the_right_option():
    single = [list(one.options) for _, one in ALL if one.kind == "one"]
    longest = sum(sorted(options, key=lambda o: len(o.text))[-1].right for options in single)
    places = Counter(next(at for at, o in enumerate(options) if o.right) for options in single)

    assert longest <= 0.35 * len(single)
    assert set(places) == {0, 1, 2, 3}
    assert max(places.values()) <= 0.35 * len(single)


def test_the_matches_do_not_run_down_the_choices():
    """The right choices of the rows are not always the first, the second, the third."""
    patterns = [
        tuple(next(at for at, o in enumerate(options) if o.right) for _, options in one.rows)
        for _, one in ALL
        if one.kind == "match"
    ]

    assert len(set(patterns)) >= 4
    assert not any(list(pattern) == sorted(pattern) for pattern in patterns)


def test_one_sentence_a_line():
    for path in FILES:
        for line in path.read_text(encoding="utf-8").splitlines():
            if not line.strip().startswith(("text:", "ask:", "- text:", "- {")):
                assert not re.findall(r"[a-z]{3}[.?!] [A-Z]", line), f"{path.name}: {line}"


HEADS = ["Two hands", "Three dates"]
OBJECTIVES = [{"verb": "judge", "text": "how sure"}]
OPTION = {"text": "a", "wrong": "no", "belief": "so it seems", "read": "Two hands"}
ONE = {
    "id": "x", "objective": 1, "verb": "judge", "bloom": "apply", "kind": "one", "ask": "What?",
    "options": [{"text": "b", "right": "yes"}, OPTION],
}  # fmt: skip
MATCH = {
    **{name: ONE[name] for name in ("id", "objective", "verb", "bloom", "ask")},
    "kind": "match",
    "choices": ["a", "b"],
    "rows": [
        {
            "text": "row",
            "options": {"a": {"right": "yes"}, "b": {k: v for k, v in OPTION.items() if k != "text"}},
        }
    ],
}
ORDER = {
    **{name: ONE[name] for name in ("id", "objective", "verb", "bloom", "ask")},
    "kind": "order", "shown": [2, 1], "right": "yes", "items": [{"text": "first"}, OPTION],
}  # fmt: skip


def put(entry, way, value):
    changed = copy.deepcopy(entry)
    at = changed
    for step in way[:-1]:
        at = at[step]
    at[way[-1]] = value
    return changed


SLIPS = {
    "kind '": put(ONE, ["kind"], "guess"),
    "bloom '": put(ONE, ["bloom"], "know"),
    "objective 2": put(ONE, ["objective"], 2),
    "objective 1, write": put(ONE, ["verb"], "write"),
    "0 of 1 options right": put(ONE, ["options"], [OPTION]),
    "2 of 3 options right": put(ONE, ["options"], [*ONE["options"], {"text": "c", "right": "yes"}]),
    "1 of 2 options right; expected two": put(ONE, ["kind"], "several"),
    "read, text, wrong; expected belief": put(
        ONE, ["options", 1], {k: v for k, v in OPTION.items() if k != "belief"}
    ),
    "belief, read, text; expected a text": put(
        ONE, ["options", 1], {k: v for k, v in OPTION.items() if k != "wrong"}
    ),
    "heading 'Four hands'": put(ONE, ["options", 1, "read"], "Four hands"),
    "belief: came 'no-such": put(ONE, ["options", 1, "belief"], "sourcing/no-such"),
    "source W-nobody": put(ONE, ["ask"], "What? {src}`W-nobody`"),
    "quotation W-ria#q999": put(ONE, ["options", 1, "wrong"], "no {q}`W-ria#q999`"),
    "'not theirs'": put(ONE, ["options", 0, "right"], "yes {w}`P1-talbott-notes#q1|not theirs`"),
    "too many: hint": {**ONE, "hint": "think"},
    "came a; expected a, b": put(MATCH, ["rows", 0, "options"], {"a": {"right": "yes"}}),
    "shown [1, 2]": put(ORDER, ["shown"], [1, 2]),
    "an item with right": put(ORDER, ["items", 1], {"text": "b", "right": "yes"}),
}


def written(tmp_path, *entries):
    path = tmp_path / "sample.yml"
    path.write_text(yaml.safe_dump({"questions": list(entries)}, allow_unicode=True), encoding="utf-8")
    return path


@pytest.mark.parametrize("entry", [ONE, MATCH, ORDER], ids=lambda e: e["kind"])
def test_a_sound_question_is_read(entry, tmp_path):
    found = quiz_data.load(written(tmp_path, entry), OBJECTIVES, HEADS)

    assert [one.kind for one in found] == [entry["kind"]]
    assert sum(option.right for option in found[0].options) == 1


@pytest.mark.parametrize("said", SLIPS)
def test_a_slip_is_told_with_file_and_question(said, tmp_path):
    with pytest.raises(Mistake) as told:
        quiz_data.load(written(tmp_path, ONE, {**SLIPS[said], "id": "slip"}), OBJECTIVES, HEADS)

    assert str(told.value).startswith("sample.yml, question 2 (slip)")
    assert said in str(told.value)


def test_an_objective_without_a_question_is_told(tmp_path):
    two = [*OBJECTIVES, {"verb": "write", "text": "anew"}]

    with pytest.raises(Mistake, match=r"sample\.yml: came no question on it; .* objective 2, write"):
        quiz_data.load(written(tmp_path, ONE), two, HEADS)


def test_an_id_that_stands_twice_is_told(tmp_path):
    with pytest.raises(Mistake, match="a different id for every question"):
        quiz_data.load(written(tmp_path, ONE, ONE), OBJECTIVES, HEADS)


def test_a_heading_inside_a_fence_is_none():
    assert quiz_data.headings("# T\n\n## One\n\n```text\n## Two\n```\n\n### Three\n") == ["One", "Three"]
