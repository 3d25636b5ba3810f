"""The words of the exercise sourcing: questions, vocabularies, criteria with their hints, misunderstandings."""

from __future__ import annotations

from quellenkritik.tasks.core import CriterionSpec, Misconception

NOT_STATED, NOT_SEEN, NO_LOCATOR = "not_stated", "not_seen", "none"
GAPS = (NOT_STATED, NOT_SEEN)

QUESTIONS = {
    "creator": "Who wrote these words, or spoke them?",
    "role": "Which part does the source give to the person named?",
    "addressee": "For whom were the words made at the time?",
    "genre": "Which kind of text is it?",
    "event_date": "On which day or days was the event?",
    "writing_date": "On which day were the words set down?",
    "release_date": "On which day was the paper let out, by its own stamp or head?",
    "authority": "Which office let the paper out?",
    "case_number": "Under which request or case number was it let out?",
    "remnant_or_tradition": "Was it made in the course of the business, or to tell others of it?",
    "good_for": "For which one thing is it the best evidence?",
}
"""The questions in the order of the form; the bank may put one more exactly for a source."""

CHOICES: dict[str, dict[str, str]] = {
    "creator": {
        "talbott": "Strobe Talbott",
        "white_house_staff": "the staff of the White House",
        "lockhart": "Joe Lockhart, spokesman of the White House",
        "unnamed_official": "an official without a name",
        "burns": "Nick Burns",
        "clinton": "Bill Clinton",
        "putin": "Vladimir Putin",
        "national_security_archive": "the National Security Archive",
        "clinton_library": "the Clinton Presidential Library",
        "state_department": "the State Department as an office",
        "news_site": "a news site",
    },
    "role": {
        "note_taker": "takes the notes",
        "interpreter_or_translator": "interprets or translates",
        "present_at_talk": "is present; no other part is told",
        "briefs_press": "speaks to the press",
        "addressee": "is the one to whom it is written",
    },
    "addressee": {
        "press": "journalists",
        "general_public": "the public",
        "named_official": "an official who is named",
        "own_government": "the own government",
    },
    "genre": {
        "notes": "notes of a talk",
        "memcon": "memorandum of conversation",
        "telcon": "memorandum of telephone conversation",
        "summary_report": "summary report",
        "note_to_official": "note to an official",
        "press_briefing": "press briefing",
        "press_conference": "press conference",
        "press_release": "press release",
        "speech": "speech",
        "news_article": "news article",
    },
    "authority": {
        "state_department": "the State Department",
        "white_house_press_office": "the press office of the White House",
        "clinton_library": "the Clinton Presidential Library",
        "bush_library": "the George W. Bush Presidential Library",
        "national_security_archive": "the National Security Archive",
        "kremlin": "the Kremlin",
    },
    "remnant_or_tradition": {
        "remnant": "made in the course of the business itself",
        "tradition": "made to tell others what happened",
    },
    "good_for": {
        "american_record": "what the American side wrote down of a talk of June 2000",
        "russian_record": "what the Russian side wrote down of it",
        "word_for_word": "what was said in June 2000, word for word",
        "told_public_then": "what the press or the public was told at the time",
        "told_readers_2025": "what readers were told in August 2025",
        "notetaker_practice": "how Talbott saw his own task",
        "how_records_look": "what American records of such talks look like and how they were made",
    },
}
"""The closed vocabularies. ``not_stated`` and ``not_seen`` are added where a gap may be the answer."""

WITHOUT_GAPS = ("remnant_or_tradition", "good_for")
DATES = ("event_date", "writing_date", "release_date")

ASKED_BY = {
    "who": ("creator", "role", "addressee", "genre"),
    "when": DATES,
    "custody": ("authority", "case_number"),
    "use": WITHOUT_GAPS,
}
"""Which questions belong to which criterion."""

_EVIDENCE = "A value counts with its locator: the quotation in which it can be read."

CRITERIA = (
    CriterionSpec(
        "who",
        "Who made it, in which part, for whom?",
        1.25,
        (
            "Read the head first. " + _EVIDENCE,
            "Keep apart who wrote a text, who keeps it and who shows it. An archive and a website keep and show.",
            "Real records give the note-taker and the interpreter a field each. Say what this source says, even"
            " where you"
            " think that it is wrong.",
        ),
    ),
    CriterionSpec(
        "when",
        "Event, writing, release: three dates",
        1.5,
        (
            "A paper has at least three dates. Look for each in its own place: head, text, stamp.",
            "A date in a head may be that of the meeting or that of the typing. Words such as 'last night' give"
            " a day once you"
            " know when they were spoken. " + _EVIDENCE,
            "Put '?' behind a date that is inferred or doubtful. The day on which a website posted a paper is"
            " not the day of"
            " its release.",
        ),
    ),
    CriterionSpec(
        "custody",
        "Who let it out, under which number?",
        1.25,
        (
            "Look for a stamp, a case number, the line 'For Immediate Release'. " + _EVIDENCE,
            "Who asked for a paper and who posted it did not release it. Two papers under one number may have"
            " had one way.",
            "If we never saw the page, the answer is not_seen. If we saw it and it is silent, the answer is"
            " not_stated. A"
            " guess costs more than a gap.",
        ),
    ),
    CriterionSpec(
        "use",
        "What is it good for?",
        1.0,
        (
            "Ask what the text was made for at the time, before you ask what you can use it for.",
            "A text made to do business is a remnant of it; a text made to inform others is tradition, even on"
            " the same day.",
            "The same source can be useless for one question and the best for another. Notes show what was"
            " noted, an article"
            " shows what its readers were told.",
        ),
    ),
)

MISCONCEPTIONS = (
    Misconception(
        "event-is-writing",
        "The date of the meeting is the date of the writing",
        "Three dates: for the writing you give a day of the meeting. Look for a second date, or ask whether the"
        " day of the"
        " writing is known at all.",
    ),
    Misconception(
        "note-taker-is-interpreter",
        "The note-taker was the interpreter",
        "Who made it: you make an interpreter of somebody whom the source does not call so. Look at the word"
        " that this source"
        " itself uses, and at who else was in the room.",
    ),
    Misconception(
        "archive-is-author",
        "The archive or the site is the author",
        "Who made it: you name an institution that keeps or shows the text as its maker. Ask whose hand or"
        " voice it is.",
    ),
    Misconception(
        "one-archive-released-all",
        "One archive released everything",
        "Who let it out: you give a paper to an archive that posted or asked for it, or to one office for all."
        " Each paper has"
        " its own way out, and some of these ways were not seen.",
    ),
    Misconception(
        "posting-is-release",
        "Posting is release",
        "Three dates: you give the days of August 2025 on which papers were posted and reported as the day of"
        " release. Look"
        " for the stamp.",
    ),
    Misconception(
        "gap-filled",
        "Every field must have a value",
        "You give definite values where the source is silent or was not seen. That costs more than a gap:"
        " not_stated and"
        " not_seen are answers.",
    ),
    Misconception(
        "unseen-is-silent",
        "Not seen means not there",
        "You confuse silence with not having seen. not_stated needs a page on which it would stand; not_seen"
        " says that our"
        " copy ends before.",
    ),
    Misconception(
        "no-evidence",
        "A right value needs no evidence",
        "Many of your values stand without the quotation that shows them. Points hang on the evidence.",
    ),
    Misconception(
        "record-is-transcript",
        "A record gives the words as spoken",
        "What it is good for: you use a source for the words as they were spoken. Notes, memoranda and reports"
        " tell what"
        " somebody set down.",
    ),
)
