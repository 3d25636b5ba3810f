"""Does every chapter say what it asks, what it teaches, how long it takes, and on which sources it rests?"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from quellenkritik import register
from quellenkritik.register import numbers
from quellenkritik.text import tokens

BOOK = Path(__file__).parents[2] / "book"
PARTS = ("start", "authenticity", "translation", "narrative")
ROLE = re.compile(r"\{(q|w|src|n)\}`([^`]*)`")
BLOCK = re.compile(r"```\{quotation\} ([^\n]+)\n")
EXPERIMENT = re.compile(r"```\{experiment\} (\S+)\n")
LOADED = re.compile(r"""["']([A-Z][\w-]+)(?:#q\d+)?["']""")
# The levels of the revised taxonomy, each with verbs that an objective may begin with.
BLOOM = yaml.safe_load((BOOK / "outcomes.yml").read_text(encoding="utf-8"))["bloom"]
TOOLS = r"\{(exercise-card|side-by-side|course-ways|self-test)\}"


def front_matter(path: Path) -> dict:
    text = path.read_text(encoding="utf-8")
    if not text.startswith("---\n"):
        return {}
    return yaml.safe_load(text[4 : text.index("\n---\n", 4)])


def body(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return text[text.index("\n---\n", 4) + 5 :] if text.startswith("---\n") else text


def chapters() -> list[Path]:
    """The authored pages that are chapters; pages of exercises and of tools have no front matter of their own."""
    pages = [path for part in PARTS for path in sorted((BOOK / part).glob("*.md"))]
    return [p for p in pages if not re.search(TOOLS, p.read_text(encoding="utf-8"))]


def authored() -> list[Path]:
    pages = [
        *BOOK.glob("*.md"),
        *(p for part in (*PARTS, "instructor", "reference") for p in (BOOK / part).glob("*.md")),
    ]
    return [p for p in sorted(pages) if not p.read_text(encoding="utf-8").startswith("% generated")]


def experiments(text: str) -> list[str]:
    """The texts of the experiments that a page has."""
    names = EXPERIMENT.findall(text)
    return [(BOOK / "experiments" / f"{name}.py").read_text(encoding="utf-8") for name in names]


def used_sources(text: str) -> set[str]:
    """The sources that a page uses, by its roles and blocks and by its experiments."""
    found: set[str] = set()
    for one in experiments(text):
        found |= used_sources(one) | {name for name in LOADED.findall(one) if name in register.load().sources}
    for kind, content in ROLE.findall(text):
        if kind == "src":
            found |= {part.strip() for part in content.split(",")}
        elif kind in ("q", "w"):
            found.add(content.partition("#")[0].strip())
    for content in BLOCK.findall(text):
        found |= {ident.partition("#")[0] for ident in content.split()}
    return found


@pytest.mark.parametrize("path", chapters(), ids=lambda p: p.stem)
class TestFrontMatter:
    """Front matter is what the page, the instructor's plan and the map of outcomes are made from."""

    def test_says_question_minutes_and_key_points(self, path):
        matter = front_matter(path)

        assert {"questions", "objectives", "minutes", "paths", "key_points", "sources"} == set(matter)
        assert 1 <= len(matter["questions"]) <= 2
        assert matter["minutes"]["S"] < matter["minutes"]["M"] <= matter["minutes"]["L"]
        assert 3 <= len(matter["key_points"]) <= 5

    def test_objectives_begin_with_a_bloom_verb(self, path):
        verbs = set().union(*BLOOM.values())

        for objective in front_matter(path)["objectives"]:
            assert objective["verb"] in verbs
            assert objective["text"]

    def test_sources_are_exactly_those_that_the_page_uses(self, path):
        expected = sorted(used_sources(body(path)), key=str.casefold)

        assert expected == sorted(front_matter(path)["sources"], key=str.casefold)

    def test_is_short_and_has_head_and_key_points(self, path):
        text = body(path)

        assert "```{chapter-head}" in text
        assert "```{key-points}" in text
        assert len(text.split()) <= 1300


@pytest.mark.parametrize("path", authored(), ids=lambda p: p.stem)
class TestQuotations:
    """No quotation and no number by hand."""

    def test_every_id_resolves(self, path):
        loaded = register.load()
        text = body(path)

        for kind, content in ROLE.findall(text):
            if kind == "n":
                assert isinstance(numbers.value(content), int)
            elif kind == "src":
                assert all(part.strip() in loaded.sources for part in content.split(","))
            else:
                assert content.partition("|")[0] in loaded.quotations
        for content in BLOCK.findall(text):
            assert all(ident in loaded.quotations for ident in content.split())

    def test_quoted_words_are_a_run_of_the_registered_words(self, path):
        loaded = register.load()

        for kind, content in ROLE.findall(body(path)):
            if kind == "w":
                ident, _, words = content.partition("|")
                whole, part = tokens(loaded.quotations[ident].text), tokens(words)
                assert any(whole[i : i + len(part)] == part for i in range(len(whole))), content

    def test_no_foreign_script_and_no_quotation_mark_is_typed_by_hand(self, path):
        """A foreign word in the prose is a term in italics (*столичный*), never a quotation."""
        text = ROLE.sub("", body(path))

        assert not re.findall(r"[“”„«»]", text)
        assert not re.findall(r"(?<!\*)\b[\u0400-\u04ff]{3,}[^*\n]{30,}", text)

    def test_a_sentence_with_a_date_has_a_source(self, path):
        """A year in the prose is a fact; its line carries a source, a quotation or a computed number."""
        lines = [line for line in body(path).splitlines() if re.search(r"\b(19|20)\d\d\b", line)]
        bare = [
            line
            for line in lines
            if not ROLE.search(line) and not line.startswith(("#", "A short course", "```{quotation}"))
        ]

        assert bare == []


def test_one_sentence_a_line():
    """A line of prose holds one sentence, so that a change shows as one line."""
    for path in authored():
        for line in body(path).splitlines():
            if line.startswith(("|", "#", "-", ":", "`", "%", "  ")) or "{" in line:
                continue
            assert len(re.findall(r"[a-z]{3}[.?!] [A-Z]", line)) == 0, f"{path.name}: {line}"
