"""The words of the exercise stemma: vocabularies, criteria with their hints, misconceptions with their feedback."""

from __future__ import annotations

from quellenkritik.tasks.core import CriterionSpec, Misconception

# What a cell without words can be, and how a reading relates to the English record.
NO_WORDS = {
    "absent": "we have the whole text, and it says nothing on this",
    "not_seen": "our copy ends before, or does not show this part",
}
KINDS = {
    "original": "says what the English record says",
    "secondary": "a change: it cannot be what the English record says",
    "no_reading": "there are no words here",
}

# How a row of the tree is argued. The last two are offered because people argue so; they prove no descent.
GROUNDS = {
    "shared_reading": "both have the same change at this locus",
    "translation": "the child's change is a rendering of the parent's words at this locus",
    "credit": "the child prints where it has its text from",
    "likeness": "the two texts are alike on the whole",
    "earlier": "the parent was there first",
}
PROOFS = ("shared_reading", "translation")
DOCUMENTS = ("memcon", "notes")
GAPS = ("unseen", "undetermined")
CONFIDENCE = ("certain", "high", "medium", "low")
SURE = ("certain", "high")

READINGS = CriterionSpec(
    "readings",
    "Reading the table",
    3.0,
    (
        "Say what the words mean, not how much they look like another text: one class can stand in five languages.",
        "Ask of each class: could this wording come straight from the English record? If not, somebody changed it.",
        "Where no words are quoted, look at how much of the page we have seen before you say that something is missing.",
    ),
)
EDGES = CriterionSpec(
    "edges",
    "Who copied whom",
    6.0,
    (
        "What two texts have from the English record says nothing about who copied whom; a change that both have does.",
        "Look first for credit lines, then for changes that only a few witnesses share; the rarer, the stronger.",
        "Before you name an agency as parent, see whether another text on the sheet already has the child's change on top "
        "of the agency's; and ask whether a second parent is needed.",
    ),
)

MISCONCEPTIONS = (
    Misconception(
        "likeness",
        "Likeness taken for descent",
        "Who copied whom: at least one step rests on likeness or on words that both texts simply kept from the English "
        "record. Brothers look alike too. Only a change that two texts share speaks for a link.",
    ),
    Misconception(
        "date-order",
        "Earlier taken for parent",
        "Who copied whom: at least one step rests on dates alone. What is earlier can be a parent; it need not be one.",
    ),
    Misconception(
        "star",
        "Everybody had the documents",
        "Who copied whom: most of your texts hang directly on the documents. Ask what a text should look like whose writer "
        "had the English record on the desk, and whether these do.",
    ),
    Misconception(
        "polygenesis",
        "The same idea twice",
        "Who copied whom: at least one step rests on a change that two people can hit upon independently, such as a small "
        "added word or a rounded date. Such a change never carries a step alone.",
    ),
    Misconception(
        "one-parent",
        "Only one parent allowed",
        "Who copied whom: at least one text takes words from two places, and your tree gives it one place. "
        "Mixed texts are common.",
    ),
    Misconception(
        "skipped-link",
        "Straight to the agency",
        "Who copied whom: at least one text hangs on the head of its family although a text in between shares more "
        "with it. The family is right; the nearest parent is asked.",
    ),
    Misconception(
        "cut-is-absence",
        "A cut taken for silence",
        "Reading the table: at least once you call something absent where our copy merely ends. What we have not seen may "
        "well be there.",
    ),
)
