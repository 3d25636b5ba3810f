"""A small exercise for the tests of the course's machinery: name the colour and the shade of each thing."""

from collections.abc import Mapping
from typing import Any

from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import (
    CriterionResult,
    CriterionSpec,
    Gold,
    Misconception,
    Result,
    Sheet,
)
from quellenkritik.tasks.draw import digest, in_order, opaque_ids
from quellenkritik.tasks.form import Field, Form, Problem, Section, entry_of, text_of

HINTS = ("Look at the thing.", "Look at its surface.", "Compare it with grass and with blood.")


class Colours:
    """Two criteria of two points each, two items a sheet out of a bank of three."""

    id = "colours"
    topic = "things"
    title = "Colours"
    criteria = (CriterionSpec("colour", "Colour", 2.0, HINTS), CriterionSpec("shade", "Shade", 2.0, HINTS))
    misconceptions = tuple(
        Misconception(code, code, "Look again.") for code in ("all-red", "all-dark", "all-alike")
    )

    def draw(self, bank: Mapping[str, Any], seed: bytes) -> tuple[Sheet, Gold]:
        chosen = sorted(bank["items"], key=lambda i: digest(seed, self.id, i["id"]))[:2]
        ids = opaque_ids(chosen, exercise=self.id, seed=seed, prefix="c")
        items = [{"id": ids[i["id"]], **i["given"]} for i in in_order(chosen, exercise=self.id, seed=seed)]
        return {"exercise": self.id, "items": items}, {"items": {ids[i["id"]]: i["gold"] for i in chosen}}

    def form(self, sheet: Sheet) -> Form:
        fields = (
            Field("colour", "choice", "Colour", ("red", "green")),
            Field("shade", "choice", "Shade", ("dark", "light")),
        )
        return Form(
            self.id, (Section("things", "Things", fields, {i["id"]: i["name"] for i in sheet["items"]}),)
        )

    def check(self, answer: Tree, sheet: Sheet) -> list[Problem]:
        return self.form(sheet).check(answer)

    def score(self, answer: Tree, sheet: Sheet, gold: Gold) -> Result:
        def points(field: str) -> float:
            return float(
                sum(
                    text_of(entry_of(answer, "things", i), field) == g[field]
                    for i, g in gold["items"].items()
                )
            )

        red = all(text_of(entry_of(answer, "things", i), "colour") == "red" for i in gold["items"])
        return Result(
            self.id,
            (
                CriterionResult("colour", points("colour"), 2.0, 0.0, 0.0, ("all-red",) if red else ()),
                CriterionResult("shade", points("shade"), 2.0, 0.0, 0.0),
            ),
        )

    def solution(self, sheet: Sheet, gold: Gold) -> Tree:
        return {"things": {i["id"]: dict(gold["items"][i["id"]]) for i in sheet["items"]}}

    def blind(self, sheet: Sheet) -> Mapping[str, Tree]:
        return {"red": {"things": {i["id"]: {"colour": "red", "shade": "dark"} for i in sheet["items"]}}}


REGISTRY = """\
version: 1
topics: [{id: things, title: Things}]
exercises:
  - id: colours
    topic: things
    track: core
    title: Colours
    question: Which colour is it?
    chapter: things/look
    minutes: 5
    points: {auto: 4, manual: 1}
    ids: opaque
    criteria: {colour: 2, shade: 2}
    manual: {colours-reason: {points: 1, rubric: [evidence]}}
    counts: {bank: 3, sheet: 2, misconceptions: 3, hints: 3, samples: 2}
    prerequisites: []
    teaches: [colours]
    does_not_teach: [shapes]
    outcomes: [{bloom: name, text: a colour, c3: D2.His, eu: literacy, kmk: I}]
"""

MASTER = '''\
# %% [markdown]
# # Which colour is it?

# %% nbgrader={"grade_id": "colours-sheet", "locked": true}
import pathlib

print(pathlib.Path("colours.sheet.yml").read_text()[:1])

# %% nbgrader={"grade_id": "colours-answer", "solution": true}
colours = r"""{answer}"""

# %% nbgrader={"grade_id": "colours-auto", "grade": true, "locked": true}
print(len(colours))

# %% [markdown] nbgrader={"grade_id": "colours-reason", "grade": true, "solution": true}
# **Your reason**
#
# <!-- sample answer -->
# Blood is red because of the iron that it carries.
# <!-- sample answer -->
'''

GOLD = """\
exercise: colours
version: 1
scales: {shade: {level: ordinal, order: [light, dark]}}
items:
  - id: blood-drop
    given: {name: blood}
    gold: {colour: red, shade: dark}
    rationale: Blood carries iron, and iron makes it red.
    codings: {a: {colour: red, shade: dark}, b: {colour: red, shade: dark}}
    adjudicated: Both passes agree.
  - id: grass-blade
    given: {name: grass}
    gold: {colour: green, shade: light}
    rationale: Grass holds chlorophyll, which is green.
    codings: {a: {colour: green, shade: light}, b: {colour: green, shade: dark}}
    adjudicated: A young blade is light.
  - id: pine-needle
    given: {name: pine}
    gold: {colour: green, shade: dark}
    rationale: Pine needles are dark, as everybody sees.
    codings: {a: {colour: green, shade: dark}, b: {colour: green, shade: dark}}
    adjudicated: Both passes agree.
"""

TOC = """\
format: jb-book
root: index
parts: [{chapters: [{file: things/look, sections: [{file: things/colours}]}]}]
"""

PERFECT = """\
student: sample-perfect
about: Knows everything.
submissions: {colours: {answer: solution, prose: {colours-reason: Because of the iron.}}}
expected: {colours: {verdict: graded, criteria: {colour: 2, shade: 2}, total: 4}}
"""

RED = """\
student: sample-red
about: Sees red everywhere.
handin: zip
submissions: {colours: {answer: solution, patch: [{section: things, set: {colour: red}}]}}
expected: {colours: {verdict: graded, criteria: {colour: 1, shade: 2}, total: 3, codes: [all-red]}}
"""

FILES = {
    "solutions/exercises.yml": REGISTRY,
    "solutions/things/colours.py": MASTER,
    "solutions/things/colours.gold.yml": GOLD,
    "solutions/things/colours.codebook.md": "# Codebook: colours\n",
    "book/_toc.yml": TOC,
    "book/things/colours.md": "# Exercise\n\n```{exercise-card} colours\n```\n",
    "tests/cohort/sample-perfect.yml": PERFECT,
    "tests/cohort/sample-red.yml": RED,
}
