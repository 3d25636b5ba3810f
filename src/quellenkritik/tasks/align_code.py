"""The exercise align_code: a program that links the clauses of two texts, on pairs that it has not seen.

``align(source_clauses, target_clauses, lexicon)`` is called with constructed pairs and gives back pairs of numbers. Two
criteria, both F1 over all pairs of texts: the links, and the clauses that have none.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from quellenkritik.tasks import align_code_score as scored
from quellenkritik.tasks import align_code_sheet, page
from quellenkritik.tasks import align_code_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.functions import FunctionTask, Signature
from quellenkritik.tasks.scoring import Share

SHAPE = "a list of pairs (source clause, target clause), each two whole numbers from 0"


class AlignCode(FunctionTask):
    """Can a program lay two texts on top of each other?"""

    id = align_code_sheet.EXERCISE
    topic = "translation"
    title = "Align by program"
    criteria = w.CRITERIA
    misconceptions = w.MISCONCEPTIONS
    signatures = (
        Signature(align_code_sheet.FUNCTION, ("source_clauses", "target_clauses", "lexicon"), SHAPE),
    )
    skeleton = w.SKELETON

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key; the examples are the same for every class."""
        return align_code_sheet.drawn(bank, seed)

    def misshapen(self, function: str, returned: Tree) -> str | None:
        """Return what was expected where a value is not a list of pairs of whole numbers."""
        if not isinstance(returned, list) or len(returned) > w.MOST_LINKS:
            return SHAPE
        pairs = all(isinstance(p, list) and len(p) == 2 and all(_number(n) for n in p) for p in returned)
        return None if pairs else SHAPE

    def measured(self, values: Mapping[str, Tree], gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion; a pair without an answer has neither links nor gaps."""
        keys: Mapping[str, scored.Key] = gold["items"]
        found = {name: scored.links_of(values[name], key) for name, key in keys.items() if name in values}
        return {
            "links": Share(scored.share(found, keys), scored.link_codes(found, keys)),
            "gaps": Share(scored.gap_share(found, keys), scored.gap_codes(found, keys)),
        }

    def right(self, gold: Gold) -> Mapping[str, Any]:
        """Return the links of each pair."""
        return {name: key["links"] for name, key in gold["items"].items()}

    def programs(self) -> Mapping[str, str]:
        """Return the thoughtless programs: nothing, everything, by place, by the share of the way."""
        both = "for i in range(len(source_clauses)) for j in range(len(target_clauses))"
        return {
            "nothing": _program("[]"),
            "everything": _program(f"[(i, j) {both}]"),
            "by place": _program(f"[(i, j) {both} if i == j]"),
            "by share of the way": _program(
                "[(i, i * len(target_clauses) // len(source_clauses)) for i in range(len(source_clauses))]"
            ),
            "near the place": _program(f"[(i, j) {both} if abs(i - j) < 2]"),
            "the first": _program("[(0, 0)]"),
        }

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: the words of grammar, and the examples folded one by one."""
        common = ", ".join(page.code(word) for word in sheet["common"])
        return f"<p>Words of grammar: {common}.</p>" + "".join(map(_example, sheet["items"]))


def _number(text: Tree) -> bool:
    return isinstance(text, str) and text.isdecimal() and len(text) < 6


def _program(value: str) -> str:
    return f"def {align_code_sheet.FUNCTION}(source_clauses, target_clauses, lexicon):\n    return {value}\n"


def _example(item: Mapping[str, Any]) -> str:
    source, target, lexicon = item["arguments"]
    links = ", ".join(f"({i}, {j})" for i, j in item["shows"]["links"])
    texts = "".join(
        page.table(
            f"{name} clauses",
            ("number", "words"),
            [(str(n), escape(" ".join(c))) for n, c in enumerate(text)],
        )
        for name, text in (("Source", source), ("Target", target))
    )
    words = page.table(
        "Lexicon",
        ("word", "in the other language"),
        [(escape(k), escape(", ".join(v))) for k, v in lexicon.items()],
    )
    head = f"<summary>Example {page.code(item['id'])}</summary>"
    return f"<details>{head}<p>Links: {links}.</p>{texts}{words}</details>"


TASK = AlignCode()
