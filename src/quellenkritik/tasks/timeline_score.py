"""Scoring the exercise timeline: dates, order, pairs, tensions, and the signs of misunderstandings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from quellenkritik.measures.order import tau
from quellenkritik.register import edtf
from quellenkritik.tasks import timeline_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Gold, Sheet
from quellenkritik.tasks.form import entry_of, in_range, rows_of, text_of
from quellenkritik.tasks.scoring import habit, in_turn

Key = Mapping[str, Any]
NARROWER = -0.25
"""What a date costs that is narrower than the sources allow."""
WIDER = 0.5
WITHOUT_EVIDENCE = 0.5
LOCATED, JUDGED, EXPLAINED = 0.4, 0.3, 0.3
"""The parts of a tension: found, its verdict, what would have to be supposed."""


def dates(answer: Tree, sheet: Sheet) -> dict[str, dict[str, str]]:
    """Return date, locator and place that an answer gives each event; what is formally wrong is empty."""
    found = {}
    for item in sheet["items"]:
        if item["kind"] == "event":
            entry = entry_of(answer, "events", item["id"])
            when, at, place = (text_of(entry, name) for name in ("when", "at", "place"))
            known = (w.PAGE, *(quote["id"] for quote in item["quotes"]))
            found[item["id"]] = {
                "when": when if edtf.check_moment(when) else "",
                "at": at if at in known else "",
                "place": place if in_range(place, 1, len(sheet["items"])) else "",
            }
    return found


def when_share(answers: Mapping[str, Mapping[str, str]], gold: Gold) -> float:
    """Return the mean credit of the dates, at least 0."""
    credits = [_date_credit(answers[i], key) for i, key in gold["events"].items()]
    return max(0.0, sum(credits) / max(1, len(credits)))


def _date_credit(given: Mapping[str, str], key: Key) -> float:
    """Return 1 for the date with its evidence, half where it is too wide or unshown, a loss where it is too narrow."""
    if not given["when"]:
        return 0.0
    right = any(_same(given["when"], date) for date in (key["when"], *key["accept"]["when"]))
    if not right and narrower(given["when"], key):
        return NARROWER
    value = 1.0 if right else WIDER if _wider(given["when"], key["when"]) else 0.0
    return value * (1.0 if given["at"] in (*key["at"], *key["accept"]["at"]) else WITHOUT_EVIDENCE)


def _same(one: str, other: str) -> bool:
    return edtf.moments(one) == edtf.moments(other)


def narrower(date: str, key: Key) -> bool:
    """Return whether a date lies within the key's span and is shorter: more than the sources show."""
    first, last = edtf.moments(date)
    spans = [edtf.moments(accepted) for accepted in (key["when"], *key["accept"]["when"])]
    return all(low <= first and last <= high and (first, last) != (low, high) for low, high in spans)


def _wider(date: str, wanted: str) -> bool:
    """Return whether a date holds the key's span and is at most its month: true, but less than the sources show."""
    (first, last), (low, high) = edtf.moments(date), edtf.moments(wanted)
    return first <= low and high <= last and (last - first).days <= 31


def order_share(answers: Mapping[str, Mapping[str, str]], gold: Gold) -> float:
    """Return Kendall's tau over the pairs whose order is known, at least 0."""
    places = {i: float(given["place"]) for i, given in answers.items() if given["place"]}
    return max(0.0, tau([(a, b) for a, b in gold["determined"]], places))


def orders(answer: Tree, gold: Gold) -> dict[str, str]:
    """Return what an answer says of each pair."""
    found = {i: text_of(entry_of(answer, "pairs", i), "order") for i in gold["pairs"]}
    return {i: order if order in w.ORDERS else "" for i, order in found.items()}


def pair_share(given: Mapping[str, str], gold: Gold) -> float:
    """Return the share of pairs that are right."""
    right = [given[i] in (key["order"], *key["accept"]) for i, key in gold["pairs"].items()]
    return sum(right) / max(1, len(right))


def rows(answer: Tree, sheet: Sheet) -> list[dict[str, str]]:
    """Return the tensions that an answer names, in its order; statements that are not on the sheet are empty."""
    known = {statement["id"] for statement in sheet["statements"]}
    found = []
    for row in rows_of(answer, "tensions")[: w.MOST_ROWS]:
        given = {name: text_of(row, name) for name in ("one", "other", "verdict", "condition")}
        if given["one"] in known and given["other"] in known and given["one"] != given["other"]:
            found.append(given)
    return found


def matched(found: Sequence[Mapping[str, str]], gold: Gold) -> dict[int, Mapping[str, str]]:
    """Return the first row that names each tension of the key, by the tension's number."""
    hits: dict[int, Mapping[str, str]] = {}
    for row in found:
        for number, key in enumerate(gold["tensions"]):
            if number not in hits and _meets(row, key["one"], key["other"]):
                hits[number] = row
                break
    return hits


def tension_share(found: Sequence[Mapping[str, str]], gold: Gold) -> float:
    """Return the credit of the tensions found, over those there are or, if more, the rows that count."""
    hits = matched(found, gold)
    credit = sum(_tension_credit(row, gold["tensions"][number]) for number, row in hits.items())
    return credit / max(1, len(gold["tensions"]), len(hits) + len(strays(found, gold)))


def strays(found: Sequence[Mapping[str, str]], gold: Gold) -> list[Mapping[str, str]]:
    """Return the rows that name no tension of the key and none that can be defended."""
    sides = [(key["one"], key["other"]) for key in gold["tensions"]] + list(gold["neutral"])
    return [row for row in found if not any(_meets(row, one, other) for one, other in sides)]


def _meets(row: Mapping[str, str], one: Sequence[str], other: Sequence[str]) -> bool:
    return (row["one"] in one and row["other"] in other) or (row["one"] in other and row["other"] in one)


def _tension_credit(row: Mapping[str, str], key: Key) -> float:
    """Return the credit of one tension; the condition counts only with its verdict."""
    if row["verdict"] not in (key["verdict"], *key["accept"]["verdict"]):
        return LOCATED
    wanted = (key["condition"], *key["accept"]["condition"])
    given = row["condition"] or w.NONE
    named = given in wanted and given != w.NONE
    explained = given == w.NONE if row["verdict"] == w.NOT else named
    return LOCATED + JUDGED + (EXPLAINED if explained else 0.0)


def when_codes(answers: Mapping[str, Mapping[str, str]], gold: Gold) -> tuple[str, ...]:
    """Return the misunderstandings that the dates show."""
    signs = {
        "writing-is-event": _trapped(answers, gold, "writing"),
        "release-is-event": _trapped(answers, gold, "release"),
    }
    wide = [
        i for i, key in gold["events"].items() if edtf.moments(key["when"])[0] != edtf.moments(key["when"])[1]
    ]
    sharp = sum(bool(answers[i]["when"]) and _too_sharp(answers[i]["when"], gold["events"][i]) for i in wide)
    return in_turn({**signs, "false-precision": habit(sharp, len(wide))})


def _too_sharp(date: str, key: Key) -> bool:
    return not any(_same(date, accepted) for accepted in (key["when"], *key["accept"]["when"])) and narrower(
        date, key
    )


def _trapped(answers: Mapping[str, Mapping[str, str]], gold: Gold, trap: str) -> bool:
    """Return whether dates of one wrong kind are a habit at the events that invite it."""
    inviting = {i: key["traps"][trap] for i, key in gold["events"].items() if key["traps"][trap]}
    fallen = sum(
        any(_same(answers[i]["when"], d) for d in dates_)
        for i, dates_ in inviting.items()
        if answers[i]["when"]
    )
    return habit(fallen, len(inviting))


def pair_codes(given: Mapping[str, str], gold: Gold) -> tuple[str, ...]:
    """Return the misunderstanding that the pairs show."""
    undetermined = [i for i, key in gold["pairs"].items() if key["order"] == w.UNDETERMINED]
    decided = sum(
        given[i] in (w.FIRST, w.SECOND) and given[i] not in gold["pairs"][i]["accept"] for i in undetermined
    )
    return in_turn({"order-guessed": habit(decided, len(undetermined))})


def tension_codes(found: Sequence[Mapping[str, str]], gold: Gold) -> tuple[str, ...]:
    """Return the misunderstandings that the tensions show."""
    hits = [(row, gold["tensions"][number]) for number, row in matched(found, gold).items()]

    def wrong(verdict: str, other: str) -> tuple[int, int]:
        of = [row for row, key in hits if key["verdict"] == verdict and other not in key["accept"]["verdict"]]
        return sum(row["verdict"] == other for row in of), len(of)

    return in_turn(
        {
            "contradiction-is-lie": habit(*wrong(w.IF, w.NOT)),
            "everything-reconciled": habit(*wrong(w.NOT, w.IF)),
            "no-tension-seen": habit(len(strays(found, gold)), len(found)),
        }
    )
