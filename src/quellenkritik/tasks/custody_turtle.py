"""An answer to custody as linked data: Turtle with the terms of PROV-O, the gaps named.

A station is a ``prov:Entity``. A step is a ``prov:wasDerivedFrom`` and, with who, when and by which evidence, a qualified
derivation whose activity an agent is associated with. Dates stay as they are known, in EDTF. PROV-O has no word for a
step of which nothing is known, so a gap is a thing of its own (``custody:Gap``), and no derivation.
Reference: W3C, PROV-O: The PROV Ontology (Recommendation, 30 April 2013); W3C, RDF 1.1 Turtle (2014).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from quellenkritik.tasks import custody_score as scored
from quellenkritik.tasks import custody_words as w
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.core import Sheet

PREFIXES: Mapping[str, str] = {
    "prov": "http://www.w3.org/ns/prov#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "dcterms": "http://purl.org/dc/terms/",
    "edtf": "http://id.loc.gov/datatypes/edtf/",
    "custody": "urn:quellenkritik:custody:",
    "quotation": "urn:quellenkritik:quotation:",
}


def turtle(answer: Tree, sheet: Sheet) -> str:
    """Return the graph of an answer; rows that are formally wrong are left out, as in the score."""
    blocks = [
        *(f"@prefix {name}: <{address}> ." for name, address in PREFIXES.items()),
        "",
        *_stations(sheet),
        *_steps(answer, sheet),
        *_gaps(answer, sheet),
    ]
    return "\n".join(blocks) + "\n"


def literal(words: str) -> str:
    """Return words as a Turtle string in double quotes."""
    escaped = words.replace("\\", "\\\\").replace('"', '\\"')
    for sign, mark in (("\n", "\\n"), ("\r", "\\r"), ("\t", "\\t")):
        escaped = escaped.replace(sign, mark)
    return f'"{escaped}"'


def _block(subject: str, kind: str, facts: Mapping[str, str]) -> str:
    """Return one subject with its kind and its facts; empty facts are left out."""
    lines = [f"{subject} a {kind}", *(f"    {name} {value}" for name, value in facts.items() if value)]
    return " ;\n".join(lines) + " ."


def _stations(sheet: Sheet) -> Iterator[str]:
    titles = {paper["paper"]: paper["title"] for paper in sheet["papers"]}
    for item in sheet["items"]:
        if item["kind"] == "station":
            facts = {"rdfs:label": literal(item["label"]), "dcterms:isPartOf": literal(titles[item["paper"]])}
            yield _block(f"custody:{item['id']}", "prov:Entity", facts)


def _steps(answer: Tree, sheet: Sheet) -> Iterator[str]:
    """Yield derivations and their activities, then the agents."""
    rows = scored.rows(answer, "steps", sheet)
    for number, row in enumerate(rows, start=1):
        child, parent = f"custody:{row.child}", f"custody:{row.parent}"
        yield f"{child} prov:wasDerivedFrom {parent} ;\n    prov:qualifiedDerivation custody:step-{number} ."
        yield _block(
            f"custody:step-{number}",
            "prov:Derivation",
            {
                "prov:entity": parent,
                "prov:hadActivity": f"custody:activity-{number}",
                "dcterms:isReferencedBy": _quotation(row.quote),
            },
        )
        yield _block(f"custody:activity-{number}", "prov:Activity", _activity(row))
    for agent in sorted({row.agent for row in rows if row.agent and row.agent not in w.GAPS}):
        yield _block(f"custody:{agent}", "prov:Agent", {"rdfs:label": literal(w.AGENTS[agent])})


def _activity(row: scored.Row) -> dict[str, str]:
    """Return who took a step and when; what is not stated or not seen is said in words."""
    agent, date = row.agent, row.date
    known = date and date not in w.GAPS
    return {
        "prov:wasAssociatedWith": f"custody:{agent}" if agent and agent not in w.GAPS else "",
        "custody:agentKnown": literal(agent) if agent in w.GAPS else "",
        "dcterms:date": f"{literal(date)}^^edtf:EDTF" if known else "",
        "custody:dateKnown": literal(date) if date in w.GAPS else "",
    }


def _gaps(answer: Tree, sheet: Sheet) -> Iterator[str]:
    names: dict[str, Any] = {item["id"]: item.get("label", "") for item in sheet["items"]}
    for number, row in enumerate(scored.rows(answer, "gaps", sheet), start=1):
        label = f"Nothing is known between '{names[row.parent]}' and '{names[row.child]}'."
        facts = {
            "rdfs:label": literal(label),
            "custody:earlier": f"custody:{row.parent}",
            "custody:later": f"custody:{row.child}",
            "custody:whereToLook": literal(w.LOOK_IN[row.look_in]) if row.look_in else "",
        }
        yield _block(f"custody:gap-{number}", "custody:Gap", facts)


def _quotation(ident: str) -> str:
    """Return a quotation as an address; the mark before its number would end a name, so it is written out."""
    return f"<{PREFIXES['quotation']}{ident.replace('#', '/')}>" if ident else ""
