"""The words of the exercise pivot: classes, languages, criteria with their hints, misunderstandings with their feedback."""

from __future__ import annotations

from quellenkritik.tasks.core import CriterionSpec, Misconception

CLASSES = {
    "original": "the speaker's own language, word for word as the earliest text has it",
    "direct": "translated straight from the language that was spoken",
    "relay": "translated by way of a third language (name it in 'through')",
    "reworded": "the same language as its model, with words changed inside the quotation marks",
    "paraphrase": "quotation marks around a summary or a word that the speaker does not have",
    "undetermined": "the panel does not decide",
}
LANGUAGES = ("ru", "en", "sr", "mk", "tr", "vi", "uk", "ar")
NONE = "none"
UNDETERMINED = "undetermined"
THROUGH = (NONE, *LANGUAGES, UNDETERMINED)
MOST_WORDS = 5

CRITERIA = (
    CriterionSpec(
        "class",
        "Which kind of quotation is it?",
        3.0,
        (
            "Ask first in which language the words were spoken, then in which language they stand before you.",
            "Lay the quotation beside each text of its panel, clause by clause. With which does it share a choice of word"
            " that the others do not have?",
            "Agreement in sense decides nothing. If its word is possible in a translation of two different texts, it is"
            " undetermined; if it is in nobody's text, look at who put the quotation marks there.",
        ),
    ),
    CriterionSpec(
        "word",
        "Which word shows it, and against which text?",
        3.0,
        (
            "A verdict counts with its evidence: copy the one word (at most five in a row) in which it can be seen.",
            "Underline everything in the quotation that one panel text explains and another forbids. What is left is the"
            " diagnostic word.",
            "Words that every version has, such as names and 'NATO', show nothing. Take the verb, the adjective or the"
            " number, and name the text that has it too or that it changes.",
        ),
    ),
    CriterionSpec(
        "route",
        "Through which language did it come?",
        2.0,
        (
            "Only a relay has a language in 'through'; for all others write none.",
            "Name the language nearest before the quotation that the panel shows, not the first of the chain.",
            "If two languages of the panel say the same, look for a second word in which they differ. A record kept in"
            " another language than the one spoken is a step of the way too.",
        ),
    ),
)

MISCONCEPTIONS = (
    Misconception(
        "english-is-original",
        "English must be the original",
        "Kind of quotation: you take English words for the original where they have come back from another language, were"
        " reworded, or were never spoken in English. Compare them word by word with the English record.",
    ),
    Misconception(
        "translation-as-proof",
        "A matching translation proves the original",
        "Diagnostic word: you prove an original by a text in another language. A translation that says the same can be its"
        " source as well as its copy; only a text in the same language can show the original's words.",
    ),
    Misconception(
        "relay-is-error",
        "A detour is a falsification",
        "Kind of quotation: you code words that came through a third language as reworded or as a paraphrase. A relay may"
        " be faithful step by step; what counts is the way, not the quality.",
    ),
    Misconception(
        "marks-mean-exact",
        "Quotation marks mean exact words",
        "Kind of quotation: you trust quotation marks. Ask for each of them whether any report of the speaker's own words"
        " has this word at all.",
    ),
    Misconception(
        "foreign-is-relay",
        "Every foreign text came by a detour",
        "Kind of quotation: you give a third language to translations that show none. A text in another language may render"
        " the spoken words directly; a detour needs a word of its own as evidence.",
    ),
    Misconception(
        "sure-without-evidence",
        "There must be a definite answer",
        "Kind of quotation: you decide where the panel does not. If nothing can be compared, or two ways explain the words"
        " equally well, undetermined is the right answer and not a gap.",
    ),
)
