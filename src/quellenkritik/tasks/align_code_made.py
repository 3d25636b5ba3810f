"""Constructed pairs of texts for the exercise align_code: English clauses about harmless things, and a made-up language.

The words of the other language are made of syllables, anew for each pair. What happens to the clauses on their way is
drawn: they keep their place or change it, fall into two, become one, are left out, are put in. So the links are known.

Two things hold for every pair, and are stated to the students: linked clauses share at least two words of the lexicon
that are more than grammar, all others at most one; and a word in the text begins with its form in the lexicon.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from quellenkritik.specimens.stream import Stream

COMMON = ("the", "a", "of", "and", "in", "to")
"""Words of grammar: every clause has some, so they tell nothing."""
NOUNS = (
    *(
        "boat",
        "garden",
        "winter",
        "baker",
        "river",
        "letter",
        "window",
        "market",
        "bridge",
        "teacher",
        "cloud",
        "kitchen",
    ),
    *(
        "ladder",
        "orchard",
        "harbour",
        "blanket",
        "lantern",
        "village",
        "pepper",
        "meadow",
        "carpet",
        "violin",
        "anchor",
    ),
    *(
        "basket",
        "chimney",
        "painter",
        "island",
        "candle",
        "stable",
        "button",
        "feather",
        "tailor",
        "thunder",
        "mirror",
    ),
)
VERBS = (
    *(
        "carries",
        "mends",
        "finds",
        "paints",
        "counts",
        "covers",
        "opens",
        "follows",
        "washes",
        "borrows",
        "lights",
    ),
    *(
        "gathers",
        "lowers",
        "watches",
        "sells",
        "folds",
        "ties",
        "cleans",
        "hides",
        "weighs",
        "warms",
        "leaves",
    ),
)
QUALITIES = (
    *(
        "old",
        "narrow",
        "heavy",
        "quiet",
        "early",
        "broken",
        "yellow",
        "distant",
        "empty",
        "wooden",
        "bitter",
        "gentle",
    ),
    *("crooked", "silver", "sudden", "frozen", "round", "patient", "careless", "northern"),
)
_ONSETS = (
    "b",
    "d",
    "f",
    "g",
    "k",
    "l",
    "m",
    "n",
    "p",
    "r",
    "s",
    "t",
    "v",
    "z",
    "br",
    "dr",
    "kl",
    "pr",
    "st",
    "tr",
)
_VOWELS = ("a", "e", "i", "o", "u")
_ENDINGS = ("", "", "n", "s", "ra", "mo", "k")
_CLAUSES = (6, 9)
_FATES = ("kept", "kept", "kept", "split", "left_out")


@dataclass
class Made:
    """One pair while it is made: clauses of words on both sides, the lexicon, and the links by number."""

    source: list[list[str]] = field(default_factory=list)
    target: list[list[str]] = field(default_factory=list)
    lexicon: dict[str, list[str]] = field(default_factory=dict)
    links: list[tuple[int, int]] = field(default_factory=list)


def make(seed: bytes, label: str) -> Made:
    """Return the pair that a seed and a label decide; a draw that breaks a promise is drawn again."""
    for attempt in range(200):
        made = _draw(Stream(seed, f"align_code/{label}/{attempt}"))
        if keeps_its_promises(made):
            return made
    raise ValueError(f"no pair for {label} in 200 draws")


def shared(
    source: Sequence[str], target: Sequence[str], lexicon: Mapping[str, Sequence[str]], exact: bool = False
) -> int:
    """Return how many words of a source clause, grammar apart, the lexicon finds in a target clause."""
    return sum(
        any(
            form == word or (not exact and word.startswith(form))
            for form in lexicon.get(one, ())
            for word in target
        )
        for one in set(source) - set(COMMON)
    )


def touch(source: Sequence[str], target: Sequence[str], lexicon: Mapping[str, Sequence[str]]) -> bool:
    """Return whether any word at all of a source clause, grammar too, has a form in the target clause."""
    forms = {form for word in source for form in lexicon.get(word, ())}
    return any(word.startswith(form) for form in forms for word in target)


def keeps_its_promises(made: Made) -> bool:
    """Return whether linked clauses share two words or more and all others at most one, with a gap on each side."""
    linked = set(made.links)
    pairs = [(i, j) for i in range(len(made.source)) for j in range(len(made.target))]
    counts = {pair: shared(made.source[pair[0]], made.target[pair[1]], made.lexicon) for pair in pairs}
    both = len({i for i, _ in linked}) < len(made.source) and len({j for _, j in linked}) < len(made.target)
    return both and all((counts[pair] >= 2) == (pair in linked) for pair in pairs)


def _draw(stream: Stream) -> Made:
    made = Made()
    made.source = _sentences(stream, stream.between(*_CLAUSES))
    made.lexicon = _lexicon(stream, made.source)
    parts = _fates(stream, made)
    order = _moved(stream, len(parts))
    for place, number in enumerate(order):
        sources, clause = parts[number]
        made.target.append(clause)
        made.links += [(i, place) for i in sources]
    made.links.sort()
    for one in _unknown(stream, made):
        del made.lexicon[one]
    return made


def _sentences(stream: Stream, count: int) -> list[list[str]]:
    """Return clauses of six words that are more than grammar and two or three that are not."""
    nouns, verbs = stream.shuffled(NOUNS), stream.shuffled(VERBS)
    clauses = []
    for number in range(count):
        qualities = stream.sample(QUALITIES, 2)
        own = [
            nouns[3 * number % len(nouns)],
            nouns[(3 * number + 1) % len(nouns)],
            nouns[(3 * number + 2) % len(nouns)],
        ]
        clause = [
            "the",
            qualities[0],
            own[0],
            verbs[number],
            "a",
            qualities[1],
            own[1],
            stream.choice(("of", "in", "to")),
            own[2],
        ]
        clauses.append(["and", *clause] if number and stream.chance(1, 3) else clause)
    return clauses


def _lexicon(stream: Stream, source: Sequence[Sequence[str]]) -> dict[str, list[str]]:
    """Return one to three words of the made-up language for each word; no form begins another."""
    taken: list[str] = []
    words = list(dict.fromkeys(word for clause in source for word in clause))
    return {
        word: [_form(stream, taken, word in COMMON) for _ in range(stream.between(1, 3))] for word in words
    }


def _form(stream: Stream, taken: list[str], short: bool) -> str:
    while True:
        count = 1 if short else stream.between(2, 3)
        form = "".join(stream.choice(_ONSETS) + stream.choice(_VOWELS) for _ in range(count))
        form += "" if short else stream.choice(_ONSETS[:14])
        if not any(form.startswith(other) or other.startswith(form) for other in taken):
            taken.append(form)
            return form


def _rendered(stream: Stream, words: Sequence[str], lexicon: Mapping[str, Sequence[str]]) -> list[str]:
    """Return the words in the other language, most with an ending, and in another order."""
    forms = [
        stream.choice(lexicon[word]) + ("" if word in COMMON else stream.choice(_ENDINGS)) for word in words
    ]
    return stream.shuffled(forms)


def _fates(stream: Stream, made: Made) -> list[tuple[list[int], list[str]]]:
    """Return the target clauses before they are moved, each with the numbers of the source clauses that stand behind it."""
    parts: list[tuple[list[int], list[str]]] = []
    number = 0
    while number < len(made.source):
        fate = stream.choice((*_FATES, "merged") if number + 1 < len(made.source) else _FATES)
        clause = made.source[number]
        if fate == "merged":
            parts.append(
                ([number, number + 1], _rendered(stream, [*clause, *made.source[number + 1]], made.lexicon))
            )
            number += 1
        elif fate == "split":
            half = len(clause) // 2
            parts += [
                ([number], _rendered(stream, part, made.lexicon)) for part in (clause[:half], clause[half:])
            ]
        elif fate == "kept":
            parts.append(([number], _rendered(stream, clause, made.lexicon)))
        number += 1
    parts.insert(stream.below(len(parts) + 1), ([], _added(stream, made)))
    return parts


def _added(stream: Stream, made: Made) -> list[str]:
    """Return a clause that has no source: words of its own, grammar, and one word that another clause has, too."""
    taken = [form for forms in made.lexicon.values() for form in forms]
    own = [_form(stream, taken, short=False) for _ in range(4)]
    word = stream.choice([w for w in made.lexicon if w not in COMMON])
    grammar = [stream.choice(made.lexicon[w]) for w in COMMON if w in made.lexicon][:2]
    return stream.shuffled([*own, *grammar, made.lexicon[word][0]])


def _moved(stream: Stream, count: int) -> list[int]:
    """Return the order of the target clauses: two of them change places in every second pair."""
    order = list(range(count))
    if count > 2 and stream.chance(2, 3):
        one = stream.below(count - 2)
        order[one], order[one + 2] = order[one + 2], order[one]
    return order


def _unknown(stream: Stream, made: Made) -> list[str]:
    """Return some words that the lexicon does not have."""
    content = [word for word in made.lexicon if word not in COMMON]
    return stream.sample(content, len(content) // 8)
