"""The rules by which a paper is tested, typed, and the one function that applies them all.

A rule is text and evidence (``data/rules.yml``) with a check (``checks``). The checks read the printed fields of a paper
and nothing else: how it was made they do not know. With the generator they share only the reading of dates and hours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from quellenkritik.errors import Mistake
from quellenkritik.specimens import material
from quellenkritik.specimens.model import Finding, Genre, Specimen


@dataclass(frozen=True)
class Rule:
    """One test: what is genuine, what betrays, where it shows, what it rests on, and for which forms it holds."""

    code: str
    title: str
    genuine: str
    betrays: str
    where: tuple[str, ...]
    evidence: tuple[str, ...]
    rests_on: str
    genres: tuple[Genre, ...]


@dataclass(frozen=True)
class Oddity:
    """Something that looks strange and is right."""

    code: str
    title: str
    harmless: str
    evidence: tuple[str, ...]


@cache
def rules() -> Mapping[str, Rule]:
    """Return the rules by code, in the order in which students read them."""
    return {
        r["code"]: Rule(
            r["code"],
            r["title"],
            r["genuine"],
            r["betrays"],
            tuple(r["where"]),
            tuple(r["evidence"]),
            r["rests_on"],
            tuple(map(Genre, r["genres"])),
        )
        for r in material.data("rules")["rules"]
    }


@cache
def oddities() -> Mapping[str, Oddity]:
    """Return the harmless oddities by code."""
    return {
        o["code"]: Oddity(o["code"], o["title"], o["harmless"], tuple(o["evidence"]))
        for o in material.data("rules")["oddities"]
    }


def find(specimen: Specimen) -> list[Finding]:
    """Return everything in a paper that breaks a rule, rule by rule; nothing where it breaks none.

    The checks are loaded here and nowhere else: everything that a student's notebook does works without them. To write
    them is an exercise, so they are neither in a student's package nor in the sandbox; then a :class:`Mistake` says so.
    """
    try:
        from quellenkritik.specimens import checks
    except ImportError:
        raise Mistake("specimens", "a package without the checks", "a checkout of the project") from None

    return [
        Finding(code, where, said)
        for code, rule in rules().items()
        if specimen.genre in rule.genres
        for where, said in checks.CHECKS[code](specimen)
    ]


def codes(specimen: Specimen) -> set[str]:
    """Return the codes of the rules that a paper breaks."""
    return {finding.code for finding in find(specimen)}
