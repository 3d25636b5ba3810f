"""The exercise shifts: what has changed in these words, how much does it matter, and at which step did it enter?

The student marks runs of words in short texts and gives each mark a category, a severity and a stage. Three criteria:
the marks with their categories, the stages, the severities.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import shorten
from typing import Any

from quellenkritik.tasks import shifts_codes as codes
from quellenkritik.tasks import shifts_score as scored
from quellenkritik.tasks import shifts_sheet, shifts_view
from quellenkritik.tasks import shifts_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import Field, Form, Problem, Section, rows_of, span_of, text_of
from quellenkritik.tasks.scoring import ScoredTask, Share

Item = Mapping[str, Any]
Row = dict[str, Tree]


class Shifts(ScoredTask):
    """What has shifted, and where?"""

    id = w.EXERCISE
    topic = "translation"
    title = "Shifts"
    criteria = w.CRITERIA
    misconceptions = w.MISCONCEPTIONS
    told = ("alpha",)
    """The notes of a result that students read."""

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key."""
        return shifts_sheet.drawn(bank, seed)

    def form(self, sheet: Sheet) -> Form:
        """Return the form: one row a mark."""
        texts = {
            item["id"]: shorten(f"{item['page']}: {item['text']}", 70, placeholder=" ...")
            for item in sheet["items"]
        }
        fields = (
            Field("item", "choice", "Text", tuple(texts), labels=texts),
            Field("span", "span", "Words from-to", help="The numbers stand beside the words of the text."),
            Field("category", "choice", "Category", tuple(w.CATEGORIES), labels=w.CATEGORIES),
            Field("severity", "choice", "Severity", tuple(w.SEVERITIES), labels=w.SEVERITIES),
            Field("stage", "choice", "Stage", tuple(w.STAGES), labels=w.STAGES),
        )
        most = w.MOST_MARKS * len(texts)
        return Form(self.id, (Section("marks", "The marks", fields, min_rows=1, max_rows=most),))

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: each text with its chain and its numbered words, then the vocabularies."""
        return shifts_view.html(sheet)

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        """Return the formal problems, among them marks that lie outside their text."""
        sizes = {item["id"]: len(item["tokens"]) for item in sheet["items"]}
        problems = super().check(answer, sheet)
        rows = rows_of(answer, "marks")
        for number, row in enumerate(rows, start=1):
            size, span = sizes.get(text_of(row, "item"), 0), span_of(text_of(row, "span"))
            if size and span and span[1] > size:
                came, wanted = f"'{text_of(row, 'span')}'", f"numbers from 1 to {size}"
                problems.append(Problem(f"marks row {number}, span", came, wanted))
        return problems + list(_crowded(rows, sizes))

    def shares(self, answer: Tree, sheet: Sheet, gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion."""
        found = scored.laid(answer, sheet, gold)
        return {
            "marks": Share(scored.marks_share(found), codes.mark_codes(found, sheet)),
            "stage": Share(scored.stage_share(found), codes.stage_codes(found)),
            "severity": Share(scored.severity_share(found), codes.severity_codes(found), _told(found)),
        }

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        """Return the scored marks of the key as an answer: the first mark of each text, then the second of each."""
        texts: dict[str, list[Row]] = {item["id"]: [] for item in sheet["items"]}
        for key in gold["marks"]:
            if not key["open"]:
                texts[key["item"]].append(_solved(key))
        longest = max(len(rows) for rows in texts.values())
        return {"marks": [rows[at] for at in range(longest) for rows in texts.values() if at < len(rows)]}

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        """Return the thoughtless strategies: the whole text, its parts, its first and last words, always the same label."""
        names = tuple(w.CATEGORIES)
        return {
            **{
                f"whole text, {name}": _marked(sheet, _parts(1), [name])
                for name in ("mistranslation", *names[-1:])
            },
            "halves": _marked(sheet, _parts(2), ["mistranslation"]),
            **{
                f"quarters, {name}": _marked(sheet, _parts(4), [name])
                for name in ("agent", "intensifier", "mistranslation")
            },
            "first words": _marked(sheet, lambda size: [(0, min(3, size))], ["tense_modality"]),
            "last words": _marked(sheet, lambda size: [(max(0, size - 3), size)], ["addition"]),
            "in turn": _marked(sheet, _parts(4), names),
        }


def _crowded(rows: Sequence[Mapping[str, Tree]], sizes: Mapping[str, int]) -> Iterator[Problem]:
    """Yield a problem for each text with more marks than count."""
    for item in sizes:
        many = sum(text_of(row, "item") == item for row in rows)
        if many > w.MOST_MARKS:
            yield Problem(
                f"marks on {item}", f"{many} marks", f"at most {w.MOST_MARKS}", "The first ones count."
            )


def _solved(key: Mapping[str, Any]) -> Row:
    first, end = key["spans"][0]
    labels: Row = {name: key[name][0] for name in ("category", "severity", "stage")}
    span = f"{first + 1}-{end}" if end > first + 1 else str(end)
    return {"item": key["item"], "span": span, **labels}


def _told(found: scored.Found) -> Mapping[str, str]:
    """Return the agreement on severity in words; with fewer than two marks there is none."""
    if len(found.met) < 2:
        return {}
    alpha, asked = scored.severity_alpha(found), scored.asked(found)
    met = sum(at in found.pairs for at in asked)
    return {
        "alpha": f"Severity: alpha {alpha:.2f} over {met} marks, too few for a fine scale; points go by bands, "
        "and by how many of the marks asked for were found and how many were set beside them."
    }


def _parts(count: int) -> Callable[[int], list[tuple[int, int]]]:
    """Return a function that cuts a text of so many tokens into equal parts."""
    return lambda size: [
        (size * at // count, size * (at + 1) // count)
        for at in range(count)
        if size * at // count < size * (at + 1) // count
    ]


def _marked(sheet: Sheet, cut: Callable[[int], list[tuple[int, int]]], names: Sequence[str]) -> Tree:
    """Return marks made without reading: labels in turn, each blamed on the last step."""
    rows: list[Tree] = []
    severities = tuple(w.SEVERITIES)
    for item in sheet["items"]:
        for first, end in cut(len(item["tokens"])):
            at = len(rows)
            row: Row = {"item": item["id"], "span": f"{first + 1}-{end}", "category": names[at % len(names)]}
            row |= {
                "severity": severities[at % len(severities)],
                "stage": w.last_step(item["chain"], item["lang"]),
            }
            rows.append(row)
    return {"marks": rows}


TASK = Shifts()
