"""The exercise stemma_code: two functions, on artificial traditions that they have not seen.

``distance(a, b)`` compares two texts, ``propose_parents(table)`` says for each text from which one or two it was copied.
The trees are known because the traditions were made.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from quellenkritik.tasks import page, wording
from quellenkritik.tasks import stemma_code_score as scored
from quellenkritik.tasks import stemma_code_sheet as drawing
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.functions import FunctionTask, Signature
from quellenkritik.tasks.scoring import Share

WORDS = wording.words(drawing.EXERCISE)
NUMBER, NAMES = WORDS["shapes"]["distance"], WORDS["shapes"]["parents"]


class StemmaCode(FunctionTask):
    """Can a program tell who copied whom?"""

    id = drawing.EXERCISE
    topic = "narrative"
    title = "Stemma by program"
    criteria = wording.criteria(drawing.EXERCISE)
    misconceptions = wording.misconceptions(drawing.EXERCISE)
    signatures = (
        Signature(drawing.DISTANCE, ("a", "b"), NUMBER),
        Signature(drawing.PARENTS, ("table",), NAMES),
    )
    skeleton = WORDS["skeleton"]

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key; the examples are the same for every class."""
        return drawing.drawn(bank, seed)

    def misshapen(self, function: str, returned: Tree) -> str | None:
        """Return what was expected where a value is no distance, or names no parents."""
        if function == drawing.DISTANCE:
            return None if scored.is_distance(returned) else NUMBER
        return None if scored.is_parents(returned) else NAMES

    def measured(self, values: Mapping[str, Tree], gold: Gold) -> Mapping[str, Share]:
        """Return the share of both criteria."""
        pairs = {ident: key for ident, key in gold["items"].items() if "value" in key}
        trees = {ident: key for ident, key in gold["items"].items() if "parents" in key}
        return {
            "distances": Share(scored.right_distances(values, pairs), scored.distance_codes(values, pairs)),
            "parents": Share(scored.trees(values, trees), scored.tree_codes(values, trees)),
        }

    def right(self, gold: Gold) -> Mapping[str, Any]:
        """Return the distance of each pair and the parents of each tradition."""
        return {ident: key.get("value", key.get("parents")) for ident, key in gold["items"].items()}

    def programs(self) -> Mapping[str, str]:
        """Return the thoughtless programs: one distance for all, and trees that do not look at a single word."""
        from_the = {
            "original": "['original']",
            "text before": "[names[n - 1] if n else 'original']",
            "first text": "[names[0] if n else 'original']",
            "two before": "[*dict.fromkeys(names[max(0, n - 2):n])] or ['original']",
        }
        constants = {"nothing": "0.0", "half": "0.5", "a quarter": "0.25", "all": "1.0"}
        pairs = zip(constants.items(), from_the.items(), strict=True)
        return {f"{a}, from the {b}": _program(value, parents) for (a, value), (b, parents) in pairs}

    def show(self, sheet: Sheet) -> str:
        """Return the examples as HTML: each tradition as a table of its texts, with the tree that was made."""
        return "".join(map(_example, sheet["items"]))


def _program(value: str, parents: str) -> str:
    return (
        f"def distance(a, b):\n    return {value}\n\n"
        "def propose_parents(table):\n    names = [text['name'] for text in table['texts']]\n"
        f"    return {{name: {parents} for n, name in enumerate(names)}}\n"
    )


def _example(item: Mapping[str, Any]) -> str:
    if item["function"] == drawing.DISTANCE:
        distance = f"{item['shows']['value']:.3f}"
        return f"<p>{WORDS['shown']['pair'].format(id=page.code(item['id']), distance=distance)}</p>"
    table, parents = item["arguments"][0], item["shows"]["parents"]
    rows = [
        (
            page.code(text["name"]),
            str(text["day"]),
            f"<code>{escape(' '.join(r or '.' for r in text['readings'].values()))}</code>",
            escape(" + ".join(parents[text["name"]])),
        )
        for text in table["texts"]
    ]
    return page.table(WORDS["shown"]["tradition"].format(id=item["id"]), tuple(WORDS["shown"]["head"]), rows)


TASK = StemmaCode()
