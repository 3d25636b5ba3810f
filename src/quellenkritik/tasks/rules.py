"""The exercise rules: a program that finds what does not fit its date, on papers that it has not seen.

``find_anachronisms(specimen)`` is called with constructed papers as plain data and gives back pairs of code and place.
Two criteria, both F1 over all findings on all papers: the codes, and the codes with their places.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from quellenkritik.specimens.rules import rules
from quellenkritik.tasks import page, rules_sheet
from quellenkritik.tasks import rules_score as scored
from quellenkritik.tasks import rules_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.functions import FunctionTask, Signature
from quellenkritik.tasks.scoring import Share

SHAPE = "a list of pairs (code, place), each two texts; an empty list where nothing is found"


class Rules(FunctionTask):
    """Which rules find what does not fit?"""

    id = rules_sheet.EXERCISE
    topic = "authenticity"
    title = "Rules"
    criteria = w.CRITERIA
    misconceptions = w.MISCONCEPTIONS
    signatures = (Signature(rules_sheet.FUNCTION, ("specimen",), SHAPE),)
    skeleton = w.SKELETON

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        """Return one sheet and its key; the examples are the same for every class."""
        return rules_sheet.drawn(bank, seed)

    def misshapen(self, function: str, returned: Tree) -> str | None:
        """Return what was expected where a value is not a list of pairs of texts."""
        if not isinstance(returned, list) or len(returned) > w.MOST_FINDINGS:
            return SHAPE
        pairs = all(
            isinstance(p, list) and len(p) == 2 and all(isinstance(t, str) for t in p) for p in returned
        )
        return None if pairs else SHAPE

    def measured(self, values: Mapping[str, Tree], gold: Gold) -> Mapping[str, Share]:
        """Return the share of each criterion; a paper without an answer counts as one on which nothing was found."""
        keys: Mapping[str, scored.Key] = gold["items"]
        found = {ident: scored.claims(values.get(ident, "")) for ident in keys}
        signs = sum((scored.signs(found[i], key) for i, key in keys.items()), scored.Count())
        places = sum((scored.places(found[i], key) for i, key in keys.items()), scored.Count())
        return {
            "signs": Share(signs.f1, scored.codes(found, keys)),
            "places": Share(places.f1, scored.place_codes(found, keys)),
        }

    def fits(self, ident: str, returned: Tree, gold: Gold) -> bool:
        """Return whether all signs of a paper were found, each at one of its places, and nothing else."""
        key, found = gold["items"][ident], scored.claims(returned)
        count = scored.places(found, key)
        return count.right == count.named == count.wanted

    def right(self, gold: Gold) -> Mapping[str, Any]:
        """Return the findings of each paper, each at the first place where it shows."""
        return {
            ident: [[code, places[0]] for code, places in key["tells"].items()]
            for ident, key in gold["items"].items()
        }

    def programs(self) -> Mapping[str, str]:
        """Return the thoughtless programs: nothing, everything, what the form allows, one and the same sign."""
        each = [(code, rule.where[0]) for code, rule in rules().items()]
        every = [(code, place) for code, rule in rules().items() for place in rule.where]
        forms = {
            form: [(c, r.where[0]) for c, r in rules().items() if form in [g.value for g in r.genres]]
            for form in w.FORMS
        }
        return {
            "nothing": _program("[]"),
            "every code": _program(repr(each)),
            "every code everywhere": _program(repr(every)),
            "what the form allows": _program(f"{forms!r}[specimen['form']]"),
            **{f"always {code}": _program(repr([(code, place)])) for code, place in each},
        }

    def show(self, sheet: Sheet) -> str:
        """Return the sheet as HTML: the card, forms, fields and places, and the examples folded one by one."""
        return whole(sheet)


def _program(value: str) -> str:
    return f"def {rules_sheet.FUNCTION}(specimen):\n    return {value}\n"


def whole(sheet: Sheet) -> str:
    """Return the whole sheet as HTML."""
    return card(sheet) + "".join(map(_example, sheet["items"]))


def card(sheet: Sheet) -> str:
    """Return the card of rules with forms, fields and places."""
    rows = [
        (
            page.code(line["code"]),
            ", ".join(page.code(place) for place in line["where"]),
            escape(line["genuine"]),
            escape(line["betrays"]),
            f"{escape(line['rests_on'])}<br><small>{', '.join(page.code(q) for q in line['evidence'])}</small>",
        )
        for line in sheet["card"]
    ]
    heads = ("code", "place", "genuine", "what betrays", "what it rests on")
    tables = {"Forms": "forms", "Fields": "fields", "Places": "where"}
    return page.table("The card", heads, rows) + "".join(
        page.vocabulary(caption, sheet[name]) for caption, name in tables.items()
    )


def _example(item: Mapping[str, Any]) -> str:
    specimen, tells = item["arguments"][0], item["shows"]["tells"]
    found = ", ".join(f"{page.code(code)} at {page.code(' or '.join(at))}" for code, at in tells.items())
    head = f"<summary>Example {page.code(item['id'])} ({escape(specimen['form'])})</summary>"
    return (
        f"<details>{head}<p>To be found: {found or 'nothing'}.</p>"
        f"<pre style='white-space:pre-wrap'>{escape(specimen['text'])}</pre></details>"
    )


TASK = Rules()
