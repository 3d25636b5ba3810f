"""A program that has a student's bundle and no wish to read: sheet and package, and nothing of the instructor's.

It joins the words of a sheet to the register that came with the package, finds the sources, and answers with whatever
stands there: parents, readings and records where there are any, else names and dates. ``register=None`` is the same
program without a package, so that the gain is the package's.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quellenkritik.register import Missing, Register, Source
from quellenkritik.register.statements import statements
from quellenkritik.tasks import sourcing_words, stemma_score, task
from quellenkritik.text import tokens
from tests.tasks import attacker_narrative, attacker_translation

AGENCIES = {"RIA Novosti": r"\bRIA|РИА|novosti", "TASS in Russian": r"ТАСС", "TASS in English": r"TASS"} | {
    "RT (a copy)": r"\bRT\b"
}


def attack(exercise: str, sheet: Mapping[str, Any], here: Register | None) -> Any:
    """Return the attacker's answer."""
    ways = {"stemma": _stemma, "sourcing": _sourcing, "pivot": _pivot, "limits": _limits, "custody": _custody}
    ways |= {"shifts": attacker_translation.shifts}
    ways |= {"coding": attacker_narrative.coding, "timeline": attacker_narrative.timeline}
    ways["argument"] = attacker_narrative.argument
    return ways[exercise](sheet, here)


def _by_words(here: Register | None) -> dict[str, Source]:
    """Return the source of every registered text."""
    known = here.quotations.values() if here else ()
    return {quote.text: here.sources[quote.source] for quote in known if here}


def _all_words(source: Source) -> str:
    """Return everything in words that the package has on a source."""
    words = [source.id, source.outlet, source.title, str(source.author), str(source.url), source.checked_note]
    words += [source.kind, source.kind_note, source.family or "", *source.claims.values(), source.notes]
    for quote in source.quotes:
        words += [quote.text, quote.gloss or "", quote.speaker or "", quote.locator or ""]
    return " ".join(words)


# --- stemma --------------------------------------------------------------------------------------------------------


def _stemma(sheet: Mapping[str, Any], here: Register | None) -> Any:
    witnesses = {item["id"]: item for item in sheet["items"] if item["kind"] == "witness"}
    found = {siglum: source_of(item, here) for siglum, item in witnesses.items()}
    sigla = {source.id: siglum for siglum, source in found.items() if source}
    answer: dict[str, Any] = {}
    for item in sheet["items"]:
        if item["kind"] == "reading":
            answer.setdefault(item["locus"], {})[item["id"]] = _cell(
                item, found[item["witness"]], here, sheet
            )
    rows = [row for child in stemma_score.child_ids(sheet) for row in _rows(child, found, sigla, sheet)]
    return {**answer, "edges": rows}


def source_of(item: Mapping[str, Any], here: Register | None) -> Source | None:
    """Return the source that most of a witness's words are from."""
    known = _by_words(here)
    texts = [q["text"] for q in item["credit"]]
    texts += [q["text"] for cell in item["cells"].values() for q in cell.get("quotes", ())]
    votes = Counter(known[text].id for text in texts if text in known)
    return here.sources[votes.most_common(1)[0][0]] if here and votes else None


def _cell(
    item: Mapping[str, Any], source: Source | None, here: Register | None, sheet: Mapping[str, Any]
) -> dict[str, str]:
    cell = source.cells.get(item["locus"]) if source else None
    if cell and here and not isinstance(cell.reading, Missing):
        reading = here.units[item["locus"]].readings[cell.reading]
        return {"class": reading.reading_class, "kind": "secondary" if reading.secondary else "original"}
    if cell and isinstance(cell.reading, Missing):
        return {"class": str(cell.reading), "kind": "no_reading"}
    if not item["quotes"]:
        return {"class": "absent", "kind": "no_reading"}
    classes = next(locus["classes"] for locus in sheet["loci"] if locus["id"] == item["locus"])
    return {"class": next(iter(classes)), "kind": "original"}


def _rows(
    child: str, found: Mapping[str, Source | None], sigla: Mapping[str, str], sheet: Mapping[str, Any]
) -> Iterator[dict[str, Any]]:
    """Yield the parents that the package names; where it names none, the agency whose name it mentions most."""
    source = found[child]
    parents = [(sigla[p.id], p.units) for p in (source.parents if source else ()) if p.id in sigla]
    if not parents:
        parents = [(parent, ()) for parent in _mentioned(child, source, sheet)]
    for parent, units in parents[:2]:
        if parent != child:
            yield _row(child, parent, units, sheet)


def _mentioned(child: str, source: Source | None, sheet: Mapping[str, Any]) -> list[str]:
    item = next(i for i in sheet["items"] if i["id"] == child)
    words = " ".join(q["text"] for q in item["credit"]) + (_all_words(source) if source else "")
    hits = {name: len(re.findall(pattern, words)) for name, pattern in AGENCIES.items()}
    best = max(hits, key=lambda name: hits[name])
    return [i["id"] for i in sheet["items"] if hits[best] and i.get("name") == best]


def _row(child: str, parent: str, units: Iterable[str], sheet: Mapping[str, Any]) -> dict[str, Any]:
    credit = sorted(stemma_score.credit_quotes(sheet, child))
    row: dict[str, Any] = {"child": child, "parent": parent, "confidence": "medium"}
    every = [locus["id"] for locus in sheet["loci"] if locus["classes"]]
    for locus in [*units, *every]:
        both = [sorted(stemma_score.cell_quotes(sheet, who, locus)) for who in (child, parent)]
        if all(both):
            quotes = [quotes[0] for quotes in both]
            return {**row, "ground": "shared_reading", "locus": locus, "quotes": quotes}
    return {**row, "ground": "credit", "quotes": credit[:1]} if credit else row


# --- sourcing ------------------------------------------------------------------------------------------------------


def _sourcing(sheet: Mapping[str, Any], here: Register | None) -> Any:
    answer: dict[str, dict[str, Any]] = {}
    known = _by_words(here)
    for item in sheet["items"]:
        texts = [q["text"] for q in item["quotes"]]
        source = here.sources.get(item["source"]) if here else None
        source = source or next((known[text] for text in texts if text in known), None)
        for name in item["asks"]:
            answer.setdefault(name, {})[item["id"]] = _field(name, item, source)
    return answer


FIELDS = {"authority": "releasing_authority", "remnant_or_tradition": "custody"}


def _field(name: str, item: Mapping[str, Any], source: Source | None) -> dict[str, str]:
    """Return value and locator: the record's where there is one, else what names and dates suggest."""
    locator = item["quotes"][0]["id"]
    stated = statements(source.record).get(FIELDS.get(name, name)) if source and source.record else None
    if stated is None:
        return {"value": _suggested(name, item, source), "locator": locator}
    here = [quote for quote in stated.quotes if quote in {q["id"] for q in item["quotes"]}]
    value = str(stated.value) if isinstance(stated.value, Missing) else stated.value
    if name in sourcing_words.CHOICES and value not in sourcing_words.GAPS:
        value = _nearest(name, f"{value} {stated.note}")
    gap = value in sourcing_words.GAPS
    return {"value": value, "locator": "none" if gap else (here or [locator])[0]}


def _suggested(name: str, item: Mapping[str, Any], source: Source | None) -> str:
    if name in sourcing_words.DATES:
        return str(source.date) if source else ""
    words = f"{item['title']} {item['outlet']} " + (_all_words(source) if source else "")
    return _nearest(name, words) if name in sourcing_words.CHOICES else ""


def _nearest(name: str, words: str) -> str:
    """Return the choice whose name and explanation share most words with what was found."""
    found = Counter(tokens(words.casefold()))
    choices = sourcing_words.CHOICES[name]

    def shared(choice: str) -> float:
        own = set(tokens(choice.replace("_", " ").casefold()))
        more = set(tokens(choices[choice].casefold())) - own
        return 3 * sum(bool(found[w]) for w in own) / len(own) + sum(bool(found[w]) for w in more) / (
            1 + len(more)
        )

    return max(choices, key=shared)


# --- pivot ---------------------------------------------------------------------------------------------------------


def _pivot(sheet: Mapping[str, Any], here: Register | None) -> Any:
    known = _by_words(here)
    return {"items": {i["id"]: _coded(i, known.get(i["text"]), sheet, here) for i in sheet["items"]}}


def _coded(
    item: Mapping[str, Any], source: Source | None, sheet: Mapping[str, Any], here: Register | None
) -> dict[str, str]:
    parents = [here.sources[p.id] for p in source.parents if p.id] if source and here else []
    panel = [text for text in sheet["panel"] if text["group"] == item["group"]]
    # A text whose parent has another language came through it, unless that is the language that was spoken.
    through = [p.language for p in parents if p.language not in (item["lang"], item["spoken_in"])]
    mine = {p.id for p in parents}
    against = [t["id"] for t in panel if t["id"].partition("#")[0] in mine] or [t["id"] for t in panel]
    if through:
        name = "relay"
    elif item["lang"] == item["spoken_in"]:
        name = "original"
    else:
        name = "direct"
    return {
        "class": name,
        "through": through[0] if through else "none",
        "word": " ".join(tokens(item["text"])[:5]),
        "against": against[0] if against else "none",
    }


# --- limits --------------------------------------------------------------------------------------------------------

DENIAL = r"\bnot (talk|mention|come|speak|answer)|nobody|neither|not a word|was not mentioned"
WISH = r"\b(meant|wanted|planned|wished|wish|expected|resolved)\b"
TITLES = {"topic": r"^What .* (told|wrote)", "none": r"release|another meeting|what .* said in|coming summit"}
CEILINGS = {"telling": "topic", "comparandum": "none", "background": "none", "witness": "none"}


def _limits(sheet: Mapping[str, Any], here: Register | None) -> Any:
    records = {record["id"]: record for record in sheet["records"]}
    return {"items": {i["id"]: _climbed(i, records[i["record"]], here) for i in sheet["items"]}}


def _climbed(item: Mapping[str, Any], record: Mapping[str, Any], here: Register | None) -> dict[str, str]:
    """Return a step by the look of the statement and by what the package calls the source; the likest quotation."""
    known = here.quotations if here else {}
    roles = [here.sources[known[q["id"]].source].role for q in record["quotes"] if here and q["id"] in known]
    role = Counter(str(role) for role in roles).most_common(1)[0][0] if roles else "document"
    titled = [step for step, pattern in TITLES.items() if re.search(pattern, record["title"])]
    step = CEILINGS.get(role) or (titled or [_look(item["statement"], record["made"])])[0]
    words = set(tokens(item["statement"].casefold()))
    likest = max(
        record["quotes"], key=lambda q: len(words & set(tokens(f"{q['text']} {q['gloss']}".casefold())))
    )
    chosen = record["quotes"][0] if step == "meeting" else likest
    return {"step": step, "locator": "none" if step == "none" else chosen["id"]}


def _look(statement: str, made: str) -> str:
    if re.search(DENIAL, statement):
        return "meeting"
    if re.search(WISH, statement):
        return "intention"
    if "\u201c" in statement:
        return "wording" if "transcript" in made or "English text" in made else "gist"
    return "topic"


# --- custody -------------------------------------------------------------------------------------------------------


def _custody(sheet: Mapping[str, Any], here: Register | None) -> Any:
    """Join the two stations whose labels share most words with a quotation and its page; the rest of a paper is gaps."""
    steps: list[dict[str, Any]] = []
    gaps: list[dict[str, Any]] = []
    for paper in sheet["papers"]:
        own = {i["id"]: i["label"] for i in sheet["items"] if i.get("paper") == paper["paper"]}
        rows = [_joined(quote, own, here) for quote in paper["quotes"]]
        joined = {row["child"] for row in rows}
        first = next(iter(own))
        gaps += [{"child": s, "parent": first, "look_in": "paper_itself"} for s in own if s not in joined]
        steps += list({(row["child"], row["parent"]): row for row in rows}.values())
    marks = {i["id"]: _marked(i, here) for i in sheet["items"] if i["kind"] == "mark"}
    return {"steps": steps, "gaps": gaps, "marks": marks}


def _joined(quote: Mapping[str, str], own: Mapping[str, str], here: Register | None) -> dict[str, Any]:
    source = here.quotations[quote["id"]].source if here and quote["id"] in here.quotations else ""
    found = here.sources[source] if here and source else None
    words = Counter(tokens(f"{quote['text']} {quote['gloss']} {found.title if found else ''}".casefold()))
    ranked = sorted(own, key=lambda s: -sum(bool(words[t]) for t in set(tokens(own[s].casefold()))))
    record = statements(found.record) if found and found.record else {}
    day = record.get("release_date") or record.get("writing_date")
    date = str(day.value) if day else str(found.date) if found else "not_stated"
    return {
        "child": ranked[0],
        "parent": ranked[1],
        "agent": "not_stated",
        "date": date,
        "quote": quote["id"],
    }


USUAL = {"legal": "release", "diplomatic": "making", "historical": "then", "none": "later"}
SPEAKS_FOR = {
    "releasing_authority": "legal",
    "case_number": "legal",
    "release_date": "legal",
    "creator": "diplomatic",
    "genre": "diplomatic",
    "event_date": "diplomatic",
}


def _marked(item: Mapping[str, Any], here: Register | None) -> dict[str, str]:
    """Return what the record of the mark's source says of its words; where there is none, that it warrants nothing."""
    known = [q for q in here.quotations.values() if item["text"] in q.text] if here else []
    warrant = "none"
    for quote in known:
        source = here.sources[quote.source] if here else None
        said = statements(source.record) if source and source.record else {}
        fields = [name for name, stated in said.items() if quote.id in stated.quotes]
        warrant = next((SPEAKS_FOR[name] for name in SPEAKS_FOR if name in fields), warrant)
    words = "none" if warrant == "none" else " ".join(tokens(item["text"])[:6])
    return {"step": USUAL[warrant], "warrants": warrant, "words": words}


def share(exercise: str, sheet: Mapping[str, Any], gold: Mapping[str, Any], here: Register | None) -> float:
    """Return the share of the machine points that the attacker earns."""
    graded = task(exercise)
    most = sum(spec.points for spec in graded.criteria)
    return float(graded.score(attack(exercise, sheet, here), sheet, gold).points / most)
