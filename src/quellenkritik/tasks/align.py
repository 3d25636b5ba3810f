"""The exercise align: which words of one text stand for which of another, what is gone, what is new, what is not seen?

A sheet has five pairs of texts in numbered pieces. For each piece of the source the answer names its partners in the
target, or says that there are none, or that our copy ends before; a last row names what the target has of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from quellenkritik.tasks import align_score as scored
from quellenkritik.tasks import align_sheet, align_show
from quellenkritik.tasks import align_words as w
from quellenkritik.tasks.align_sheet import ADDED
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import Field, Form, Problem, Section, entry_of
from quellenkritik.tasks.scoring import ScoredTask, Share

Pair = Mapping[str, Any]
Values = list[str]


class Align(ScoredTask):
    """Which words stand for which?"""

    id = align_sheet.EXERCISE
    topic = "translation"
    title = "Align"
    criteria = w.CRITERIA
    misconceptions = w.MISCONCEPTIONS

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key."""
        return align_sheet.drawn(bank, seed)

    def form(self, sheet: Sheet) -> Form:
        """Return the form: a section for each pair, a row for each source piece, and one for what was added."""
        return Form(self.id, tuple(_section(pair) for pair in sheet["items"]))

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: the pairs in numbered pieces, then what may be written."""
        return align_show.page(sheet)

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems, among them values that do not go together."""
        problems = super().check(answer, sheet)
        for pair in sheet["items"]:
            for row in scored.rows_of_pair(pair):
                problems += _row_problems(pair, row, entry_of(answer, pair["id"], row).get("to", ""))
        return problems

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion; of the links, those count that the glosses do not settle by themselves."""
        keys = gold["items"]
        said = scored.of_answer(answer, sheet)
        sure, possible = scored.of_key(keys)
        settled = scored.settled(sheet, keys)
        links = [scored.asked(parts, settled) for parts in (said, sure, possible)]
        return {
            "links": Share(scored.share(*links), scored.link_codes(answer, sheet, keys)),
            "gaps": Share(
                scored.share(said.gaps, sure.gaps, possible.gaps), scored.gap_codes(answer, sheet, keys)
            ),
            "seen": Share(
                scored.share(said.unseen, sure.unseen, possible.unseen),
                scored.seen_codes(answer, sheet, keys),
            ),
        }

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return the sure links of the key as an answer."""
        return {
            pair: {name: {"to": list(row["sure"])} for name, row in rows.items()}
            for pair, rows in gold["items"].items()
        }

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the thoughtless strategies: by place, by likeness of the glosses, everything, nothing."""
        by_place = {(p, s): [t] for p, s, t in scored.diagonal_links(sheet)}
        return {
            "by place": _filled(sheet, lambda pair, s: by_place[pair["id"], s["id"]]),
            "by gloss": _filled(sheet, scored.by_gloss),
            "by gloss or place": _filled(
                sheet, lambda pair, s: _linked(scored.by_gloss(pair, s)) or by_place[pair["id"], s["id"]]
            ),
            "all links": _filled(sheet, lambda pair, s: [t["id"] for t in pair["target"]["pieces"]]),
            "nothing": _filled(sheet, lambda pair, s: [w.NONE]),
            "not seen": _filled(sheet, lambda pair, s: [w.NOT_SEEN]),
            "all added": _filled(sheet, lambda pair, s: [w.NONE], all_added=True),
        }


def _section(pair: Pair) -> Section:
    targets = {t["id"]: _label(t) for t in pair["target"]["pieces"]}
    choices = (*targets, w.NONE, w.NOT_SEEN)
    rows = {s["id"]: _label(s) for s in pair["source"]["pieces"]} | {ADDED: w.ADDED_LABEL}
    title = f"{pair['id']}: {pair['source']['title']} > {pair['target']['title']}"
    field = Field("to", "choices", "stands here", choices, labels=targets)
    return Section(pair["id"], title, (field,), rows)


def _label(piece: Mapping[str, str]) -> str:
    return f"{piece['text']} ({piece['gloss']})" if piece["gloss"] else piece["text"]


def _row_problems(pair: Pair, row: str, came: Tree) -> list[Problem]:
    """Return a problem where known values of one row contradict each other."""
    targets = [t["id"] for t in pair["target"]["pieces"]]
    values = came if isinstance(came, list) else []
    known = {*targets, w.NONE, w.NOT_SEEN}
    if not values or not all(isinstance(v, str) and v in known for v in values):
        return []
    if scored.valid([str(v) for v in values], row, targets):
        return []
    alone = w.NONE if row == ADDED else f"{w.NONE}, or {w.NOT_SEEN}"
    return [
        Problem(f"{pair['id']} {row}, to", ", ".join(map(str, values)), f"target pieces, or {alone} alone")
    ]


def _filled(
    sheet: Sheet, choose: Callable[[Pair, Mapping[str, str]], Values], all_added: bool = False
) -> Tree:
    """Return an answer that fills each row by a rule; added is what no row names, or everything."""
    answer: dict[str, Tree] = {}
    for pair in sheet["items"]:
        rows = {s["id"]: choose(pair, s) for s in pair["source"]["pieces"]}
        used = {value for values in rows.values() for value in values}
        left = [t["id"] for t in pair["target"]["pieces"] if all_added or t["id"] not in used]
        rows[ADDED] = left if left and (all_added or _linked(list(used))) else [w.NONE]
        answer[pair["id"]] = {name: {"to": list(values)} for name, values in rows.items()}
    return answer


def _linked(values: Values) -> Values:
    return [value for value in values if value not in (w.NONE, w.NOT_SEEN)]


TASK = Align()
