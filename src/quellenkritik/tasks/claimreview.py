"""A record of reviewed claims in the vocabulary of schema.org (``ClaimReview``), as a file of the student's own.

The vocabulary is closed: of the properties that schema.org lists for these types only those are taken that the record
needs, and nothing else passes the check. The file is never put into a page: there it would be read by search engines as
a publication. Types and properties: schema.org/ClaimReview, schema.org/Claim, schema.org/Rating.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quellenkritik.register import edtf
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.capstone import FINDINGS, RATINGS, WORDS, evidence_of
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.form import Problem, entry_of, text_of

CONTEXT = "https://schema.org"
BEST, WORST = 5, 1

SHAPES: Mapping[str, Mapping[str, str | tuple[str, ...]]] = {
    "ClaimReview": {
        "claimReviewed": "text",
        "reviewBody": "text",
        "reviewRating": ("Rating",),
        "itemReviewed": ("Claim",),
        "author": ("Person", "Organization"),
        "datePublished": "date",
        "inLanguage": "text",
        "url": "address",
    },
    "Claim": {
        "text": "text",
        "inLanguage": "text",
        "author": ("Person", "Organization"),
        "datePublished": "date",
        "appearance": ("CreativeWork",),
        "firstAppearance": ("CreativeWork",),
    },
    "Rating": {
        "ratingValue": "number",
        "bestRating": "number",
        "worstRating": "number",
        "alternateName": "text",
        "ratingExplanation": "text",
    },
    "Person": {"name": "text"},
    "Organization": {"name": "text", "url": "address"},
    "CreativeWork": {"name": "text", "url": "address", "datePublished": "date"},
}
"""Type -> property -> what it holds: text, a date, a number, an address, or an object of one of these types."""

NEEDED = {
    "ClaimReview": ("claimReviewed", "reviewRating", "itemReviewed", "author"),
    "Claim": ("author", "appearance"),
    "Rating": ("alternateName",),
    "Person": ("name",),
    "Organization": ("name",),
    "CreativeWork": ("url",),
}


def records(answer: Tree, sheet: Sheet, author: str) -> list[dict[str, Any]]:
    """Return a record for every claim with a finding; a claim that cannot be checked has words and no number."""
    entries = ((item, entry_of(answer, "claims", item["id"])) for item in sheet["items"])
    return [
        _record(item, entry, sheet, author)
        for item, entry in entries
        if text_of(entry, "finding") in FINDINGS
    ]


def _record(item: Mapping[str, Any], entry: Mapping[str, Tree], sheet: Sheet, author: str) -> dict[str, Any]:
    finding, article = text_of(entry, "finding"), sheet["article"]
    rating: dict[str, Any] = {"@type": "Rating", "alternateName": FINDINGS[finding]}
    if RATINGS[finding]:
        rating |= {"ratingValue": RATINGS[finding], "bestRating": BEST, "worstRating": WORST}
    if evidence := evidence_of(entry):
        rating["ratingExplanation"] = WORDS["review"]["says"].format(ids=", ".join(evidence))
    work = {"@type": "CreativeWork", "url": article["url"], "datePublished": article["date"]}
    claim = {
        "@type": "Claim",
        "text": item["words"]["text"],
        "inLanguage": item["words"]["lang"],
        "author": {"@type": "Organization", "name": article["name"]},
        "datePublished": article["date"],
        "appearance": work,
    }
    body = text_of(entry, "review")
    return {
        "@context": CONTEXT,
        "@type": "ClaimReview",
        "claimReviewed": item["claim"],
        **({"reviewBody": body} if body else {}),
        "reviewRating": rating,
        "itemReviewed": claim,
        "author": {"@type": "Person", "name": author},
        "inLanguage": "en",
    }


def problems(data: object) -> list[Problem]:
    """Return what is wrong with a file of records: types, properties and values outside the vocabulary."""
    if not isinstance(data, list) or not data:
        return [Problem("file", _named(data), "a list of ClaimReview records")]
    found: list[Problem] = []
    for number, record in enumerate(data, start=1):
        where = f"record {number}"
        if not isinstance(record, dict) or record.get("@context") != CONTEXT:
            found.append(Problem(f"{where}, @context", _named(record), CONTEXT))
            continue
        bare = {name: value for name, value in record.items() if name != "@context"}
        found += _object(where, bare, ("ClaimReview",))
    return found


def _object(where: str, value: object, types: tuple[str, ...]) -> Iterator[Problem]:
    """Yield the problems of one object and of those inside it."""
    kind = value.get("@type") if isinstance(value, dict) else None
    if not isinstance(value, dict) or kind not in types:
        yield Problem(f"{where}, @type", _named(kind or value), " or ".join(types))
        return
    shape = SHAPES[str(kind)]
    for name in NEEDED[str(kind)]:
        if name not in value:
            yield Problem(f"{where}, {name}", "nothing", f"a {kind} with its {name}", missing=True)
    for name, held in value.items():
        if name == "@type":
            continue
        if name not in shape:
            yield Problem(f"{where}, {name}", "an unknown property", ", ".join(shape))
        elif isinstance(shape[name], tuple):
            yield from _object(f"{where}, {name}", held, tuple(shape[name]))
        elif not _fits(str(shape[name]), held):
            yield Problem(f"{where}, {name}", _named(held), f"a {shape[name]}")
    if kind == "Rating":
        yield from _scale(where, value)


def _scale(where: str, rating: Mapping[str, object]) -> Iterator[Problem]:
    """Yield a problem where a number stands outside its own scale, or without one."""
    values = [rating.get(name) for name in ("worstRating", "ratingValue", "bestRating")]
    if all(value is None for value in values):
        return
    numbers = [value for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
    if len(numbers) < 3 or not numbers[0] <= numbers[1] <= numbers[2]:
        yield Problem(
            f"{where}, ratingValue", _named(values[1]), "a number between worstRating and bestRating"
        )


def _fits(kind: str, value: object) -> bool:
    if kind == "number":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if not isinstance(value, str) or not value.strip():
        return False
    if kind == "date":
        return edtf.check(value)
    return value.startswith(("https://", "http://")) if kind == "address" else True


def _named(value: object) -> str:
    if isinstance(value, str | int | float):
        return f"'{str(value)[:60]}'"
    return "nothing" if value is None else f"a {type(value).__name__}"
