"""The closed vocabularies of the register: each word with its meaning, for the checks and for the data dictionary."""

from __future__ import annotations

from collections.abc import Mapping

Vocabulary = Mapping[str, str]

ROLE: Vocabulary = {
    "document": "a text of June 2000 about the talks themselves",
    "comparandum": "another record of the same kind, to compare forms with",
    "background": "a rule, a reference work, scholarship or an earlier posting",
    "witness": "a press text of August 2025 that passes the story on",
    "telling": "one of the earlier or later tellings by those who took part, or a report of one",
    "context": "a press text beside the tradition: criticism, or another story often mixed with it",
}

KIND: Vocabulary = {
    "agency": "report of a news agency",
    "blog": "post of a blog",
    "briefing": "briefing of the press",
    "copy": "text copied from elsewhere, with or without saying so",
    "digest": "short summary of other reports",
    "essay": "signed essay",
    "exhibit": "explanatory text of an exhibition",
    "fabrication": "a text that is not what it says it is",
    "guidance": "official rule or guidance",
    "machine_translation": "page translated by a machine",
    "memcon": "memorandum of conversation",
    "memoir": "memoir",
    "notes": "notes of a participant",
    "posting": "posting of an archive",
    "press": "report of a newspaper, a site, a channel",
    "press_conference": "press conference",
    "press_release": "press release",
    "press_translation": "full or partial translation of records in the press",
    "reference": "reference work",
    "rewrite": "another text in other words, by a person or a program",
    "scholarship": "scholarly publication",
    "speech": "speech",
    "summary": "summary of a meeting",
    "telcon": "memorandum of a telephone conversation",
    "transcript": "transcript",
    "translation": "translation",
}

TITLE_BASIS: Vocabulary = {
    "printed": "the title as the page prints it",
    "slug": "read from the address of the page",
    "caption": "named in the caption of a picture",
    "editors": "our description; the title itself was not seen",
}

SEEN: Vocabulary = {
    "whole": "the stored copy clearly ends where the text ends",
    "part": "the stored copy shows the beginning only",
    "none": "never seen; known through others",
}

RIGHTS: Vocabulary = {
    "quotation-only": "protected; short quotations with their source",
    "us-government-work": "work of the United States government, in the public domain there",
    "cc-by-4.0": "Creative Commons Attribution 4.0, as the page states",
}

CONFIDENCE: Vocabulary = {
    "certain": "a printed credit or a copy word for word",
    "high": "at least one shared secondary reading that two hands would not find alone, or a printed credit",
    "medium": "likely, and another way is possible",
    "low": "a guess that is better than none",
}

GROUND: Vocabulary = {
    "printed_credit": "the text names the source that it took from",
    "shared_secondary": "both share readings that cannot be those of the English record",
    "translation": "the one is a translation of the other, by its wording",
    "copy": "the one is the other, word for word or nearly",
    "frame": "both tell the story in the same frame (who recorded, which day, which topics)",
    "context": "place, time and habit of the outlet",
}

BASIS: Vocabulary = {
    "quotation": "a registered quotation of this witness shows the reading",
    "whole_text": "seen whole; the silence is the evidence",
    "editors": "coded by the editors from a text that is not registered",
}

PAGE: Vocabulary = {"seen": "we saw a stored copy of the page", "unseen": "we did not see the page"}

KNOWN: Vocabulary = {
    "direct": "we read these words on the page of this source",
    "via": "we know these words through the witnesses that are named",
}

FORM: Vocabulary = {
    "as_printed": "as the page prints it",
    "raw_ocr": "machine-read text with its errors, left as it is",
}

PLACE: Vocabulary = {
    "headline": "the printed headline",
    "slug": "the words in the address of the page",
    "lead": "the first sentences",
}

CUSTODY: Vocabulary = {
    "remnant": "a part of the business itself (Überrest)",
    "tradition": "made to tell others about it (Tradition)",
}

TELLER: Vocabulary = {
    "Putin": "Putin",
    "Clinton": "Clinton",
    "Talbott": "Talbott",
    "Clinton's side": "somebody of Clinton's administration",
    "Kremlin": "a spokesman of the Kremlin",
    "press": "the outlet in its own words",
    "other": "somebody else, named in the occasion",
}

RAISED_BY: Vocabulary = {
    "putin": "Putin, or his side",
    "clinton": "Clinton, or his side",
    "journalist": "somebody who asks",
}

ANSWER: Vocabulary = {
    "ready_to_discuss": "ready to discuss it",
    "possible": "it is possible, interesting",
    "not_against": "not against it",
    "door_open": "the door is open",
    "restrained": "a restrained answer",
    "refused": "a refusal",
    "ruled_out": "ruled out in public",
    "denied": "denied that there was such an answer",
}

REVERSAL: Vocabulary = {
    "same_day": "later on the same day",
    "next_day": "on the next day",
    "later_deeds": "not in words; by what was done later",
}

REASON: Vocabulary = {
    "own_team": "his own people said no",
    "delegation_nervous": "his delegation grew nervous",
    "russian_domestic": "domestic considerations inside Russia",
    "condition": "a condition, such as to be an equal partner",
    "not_needed": "the alliance does not need, or has no room for, such a country",
}

AUDIENCE: Vocabulary = {
    "confidential_record": "a record that was not meant for the public",
    "briefing": "a briefing of the press",
    "public_press": "readers of the press",
    "interview": "an interview, and who watches it",
    "address": "a speech in public",
    "memoir": "readers of a book",
}

CERTAINTY: Vocabulary = {
    "plain_statement": "stated plainly",
    "hedged": "with a reserve",
    "half_joking": "half as a joke",
    "reported": "as somebody else's words",
}

LANGUAGE: Vocabulary = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "cs": "Czech",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "hr": "Croatian",
    "hu": "Hungarian",
    "it": "Italian",
    "mk": "Macedonian",
    "no": "Norwegian",
    "pl": "Polish",
    "pt": "Portuguese",
    "ru": "Russian",
    "sq": "Albanian",
    "sr": "Serbian",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}

RIGHT_TO_LEFT = frozenset({"ar", "fa"})
"""Languages written from right to left."""

ALL: Mapping[str, Vocabulary] = {
    "role": ROLE,
    "kind": KIND,
    "title basis": TITLE_BASIS,
    "seen": SEEN,
    "rights": RIGHTS,
    "confidence of a parent": CONFIDENCE,
    "ground of a parent": GROUND,
    "basis of a cell": BASIS,
    "page of a quotation": PAGE,
    "how a quotation is known": KNOWN,
    "form of a quotation": FORM,
    "place of a verb": PLACE,
    "custody of a record": CUSTODY,
    "teller": TELLER,
    "raised by": RAISED_BY,
    "answer": ANSWER,
    "reversal": REVERSAL,
    "reason": REASON,
    "audience": AUDIENCE,
    "certainty": CERTAINTY,
    "language": LANGUAGE,
}
