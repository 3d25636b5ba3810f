"""The text of a constructed paper: sentences in the present tense, by sides and offices, without a real person's words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from quellenkritik.specimens import material
from quellenkritik.specimens.material import Event, Matter
from quellenkritik.specimens.model import Genre
from quellenkritik.specimens.periods import Clock, length
from quellenkritik.specimens.stream import Stream

TALK = {Genre.TELCON: "call", Genre.NOTES: "dinner"}
"""What the text calls the talk, where it is not simply a talk."""


def compose(
    genre: Genre, day: date, matter: Matter, clock: Clock | None, oddities: Collection[str], stream: Stream
) -> tuple[str, ...]:
    """Return the paragraphs; a note inside the department has no scene and no length (``clock`` is None)."""
    remark = stream.choice(material.data("matters")["lively" if "lively-remark" in oddities else "quiet"])
    sentences = list(matter.sentences)
    if "misspelt-word" in oddities:
        sentences = misspelt(sentences, stream)
    event = stream.choice([e for e in material.events() if _before(e, day)])
    mention = f"A word is said about {event.phrase}."
    words = matter.agreed.format(only="", **{"not": "not "})
    if clock is None:
        agreed, confirmed = f"Agreed by letter: {words}.", f"Confirmed by letter: {words}."
        return (f"{remark} {sentences[0]}", f"{' '.join(sentences[1:])} {mention}", f"{agreed} {confirmed}")
    channel = "telephone" if genre is Genre.TELCON else "face"
    scene = stream.choice(material.settings(channel))
    talk = TALK.get(genre, "talk")
    return (
        f"{scene} {remark}",
        f"{' '.join(sentences)} {mention}",
        f"Agreed: {words}. The {talk} takes {length(clock.minutes)}. Read back: {words}.",
    )


def misspelt(sentences: Sequence[str], stream: Stream) -> list[str]:
    """Return the sentences with two letters changed about inside one of the longer words."""
    words = [sentence.split(" ") for sentence in sentences]
    places = [
        (at, n)
        for at, row in enumerate(words)
        for n, word in enumerate(row)
        if len(word) > 5 and word.isalpha() and word.islower()
    ]
    at, n = stream.choice(places)
    words[at][n] = _slip(words[at][n], stream)
    return [" ".join(row) for row in words]


def _slip(word: str, stream: Stream) -> str:
    """Return the word with two unlike inner neighbours exchanged."""
    pairs = [n for n in range(1, len(word) - 2) if word[n] != word[n + 1]]
    n = stream.choice(pairs)
    return word[:n] + word[n + 1] + word[n] + word[n + 2 :]


def _before(event: Event, day: date) -> bool:
    return event.month < day.replace(day=1)
