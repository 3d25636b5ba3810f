"""One generated page for each source, asking the same questions of every source; also the list of sources.

The pages are written into ``book/sources/`` by ``qk book`` and are not kept in the repository. Western and Russian
texts, famous and obscure ones, get the same headings in the same order.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path

from quellenkritik.register import Quotation, Register, Source, dictionary, load
from quellenkritik.register import vocabularies as v
from quellenkritik.register.missing import Missing
from quellenkritik.register.statements import statements
from quellenkritik.register.tongues import RIGHT_TO_LEFT

MARK = "% generated from the register (src/quellenkritik/register/data) by `qk book`; edit the register instead\n"
GROUPS = (
    ("document", "Texts of June 2000"),
    ("telling", "Tellings, 2000 to 2025"),
    ("witness", "Witnesses of August 2025"),
    ("context", "Beside the tradition"),
    ("comparandum", "Records of the same kind"),
    ("background", "Rules, reference works, scholarship"),
)


def write_pages(book: Path) -> int:
    """Write all generated pages below the book's folder and return how many there are; unchanged files stay untouched."""
    register = load()
    pages = {f"sources/{source.id}.md": page(register, source) for source in register.sources.values()}
    pages["sources/index.md"] = index(register)
    pages["reference/data-dictionary.md"] = MARK + dictionary.markdown()
    for stale in set(_names(book / "sources")) - set(pages):
        (book / stale).unlink()
    for name, text in pages.items():
        target = book / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.is_file() or target.read_text(encoding="utf-8") != text:
            target.write_text(text, encoding="utf-8")
    return len(pages)


def _names(folder: Path) -> Iterable[str]:
    return (f"sources/{path.name}" for path in folder.glob("*.md"))


def page(register: Register, source: Source) -> str:
    """Return the Markdown of one source's page."""
    parts = [
        MARK + f"# {_text(source.id)}\n\n*{_text(source.outlet)}*: {_title(source)}",
        "## Where from\n\n" + _facts(source),
        "## What was seen of it\n\n" + _seen(source),
        "## What it says\n\n" + _quotations(source),
        _record(source),
        _telling(source),
        _relations(register, source),
        _cells(register, source),
        _notes(source),
        "## Rights\n\n"
        + _sentence(v.RIGHTS[source.rights])
        + (f"\n{_text(source.rights_note)}" if source.rights_note else ""),
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def index(register: Register) -> str:
    """Return the Markdown of the list of sources, by role."""
    parts = [
        MARK + "# The sources\n\nEvery source of the book has a page; each page asks the same questions."
    ]
    for role, title in GROUPS:
        lines = [f"- [{s.id}]({s.id}.md): {_text(s.label)}" for s in register.by_role(role)]
        parts.append(f"## {title}\n\n" + "\n".join(lines))
    return "\n\n".join(parts) + "\n"


def _title(source: Source) -> str:
    """Return the title; one that is the page's own stands in the page's language."""
    if source.title_basis not in ("printed", "caption") or source.language == "en":
        return _text(source.title)
    direction = ' dir="rtl"' if source.language in RIGHT_TO_LEFT else ""
    return f'<span lang="{source.language}"{direction}>{_text(source.title)}</span>'


def _facts(source: Source) -> str:
    url = "not seen" if isinstance(source.url, Missing) else f"<{source.url}>"
    rows = [
        ("what it is for us", v.ROLE[source.role]),
        ("kind", f"{v.KIND[source.kind]} ({source.kind_note})"),
        ("title", v.TITLE_BASIS[source.title_basis]),
        ("author", _value(source.author)),
        ("date (EDTF)", _value(source.date) + (f"; {source.date_note}" if source.date_note else "")),
        ("language", v.LANGUAGE[source.language]),
    ]
    lines = [f"- {name}: {_text(value)}" for name, value in rows]
    return "\n".join(
        [*lines, f"- address: {url}" + (f" ({_text(source.url_note)})" if source.url_note else "")]
    )


def _seen(source: Source) -> str:
    lines = [_sentence(v.SEEN[source.seen])]
    if source.checked == "not_found_again":
        lines.append("When we looked for the page again, we did not find it.")
    elif source.checked:
        lines.append(f"The page was compared again on {source.checked}.")
    if source.checked_note:
        lines.append(_sentence(_text(source.checked_note)))
    return "\n".join(lines)


def _quotations(source: Source) -> str:
    return "\n".join(_quotation(quote) for quote in source.quotes) or "Nothing of it is quoted."


def _quotation(quote: Quotation) -> str:
    about = ", ".join(_text(part) for part in (quote.speaker, quote.locator) if part)
    known = f"not seen itself; known through {', '.join(quote.via)}" if quote.via else ""
    raw = "machine-read, errors left as they are" if quote.form == "raw_ocr" else ""
    remarks = "; ".join(part for part in (about, raw, known) if part)
    direction = ' dir="rtl"' if quote.right_to_left else ""
    number = quote.id.partition("#")[2]
    tail = f" · {html.escape(_plain(remarks))}" if remarks else ""
    return (
        f'<div class="quotation" id="{number}"><p><span class="quoted" lang="{quote.lang}"{direction}>'
        f"{html.escape(quote.text)}</span></p>"
        + (f'<p class="gloss"><em>{html.escape(quote.gloss)}</em></p>' if quote.gloss else "")
        + f'<p class="attribution">{html.escape(quote.id)}{tail}</p></div>\n'
    )


def _record(source: Source) -> str:
    if source.record is None:
        return ""
    return "## Who made it, when, and who let it out\n\n" + _statements(source.record)


def _telling(source: Source) -> str:
    telling = source.telling
    if telling is None:
        return ""
    head = f"{_text(telling.teller)}, {_text(telling.occasion)}; told {_value(telling.told)}."
    named = "" if telling.event_named else "\nThe talk of June 2000 itself is not named in what we saw."
    return f"## What it tells (the editors' coding)\n\n{head}{named}\n\n" + _statements(telling)


def _statements(part: object) -> str:
    lines = []
    for name, statement in statements(part).items():  # type: ignore[arg-type]
        shown = f" ({', '.join(statement.quotes)})" if statement.quotes else ""
        remark = f"; {_text(statement.note)}" if statement.note else ""
        lines.append(f"- {name.replace('_', ' ')}: {_value(statement.value)}{shown}{remark}")
    return "\n".join(lines)


def _relations(register: Register, source: Source) -> str:
    lines = []
    for parent in source.parents:
        name = f"[{parent.id}]({parent.id}.md)" if parent.id else f"{_text(parent.unseen or '')} (not seen)"
        note = f" {_sentence(_text(parent.note))}" if parent.note else ""
        lines.append(f"- from {name}: {parent.confidence}; {v.GROUND[parent.ground]}.{note}")
    lines += [f"- used by [{child.id}]({child.id}.md)" for child in register.children(source.id)]
    return (
        "## Where its words come from, and where they went\n\nA hypothesis, with its confidence.\n\n"
        + "\n".join(lines)
        if lines
        else ""
    )


def _cells(register: Register, source: Source) -> str:
    if not source.cells:
        return ""
    rows = []
    for unit_id, cell in source.cells.items():
        basis = {
            None: "",
            "editors": "the editors' coding, text not registered",
            "whole_text": "seen whole",
        }.get(cell.basis, ", ".join(cell.quotes))
        rows.append(
            f"| {unit_id}: {_cell_text(register.units[unit_id].lemma)} | {_value(cell.reading)} | {basis} |"
        )
    return "## Its readings\n\n| locus | reading | shown by |\n|---|---|---|\n" + "\n".join(rows)


def _notes(source: Source) -> str:
    lines = [f"- {_text(name.replace('_', ' '))}: {_text(text)}" for name, text in source.claims.items()]
    if source.notes:
        lines.append(f"- {_text(source.notes)}")
    return "## The editors' notes\n\n" + "\n".join(lines) if lines else ""


def _value(value: object) -> str:
    return str(value).replace("_", " ") if isinstance(value, Missing) else _text(str(value))


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


def _cell_text(text: str) -> str:
    return _text(text).replace("|", "\\|")


def _plain(text: str) -> str:
    """Return text for an HTML attribute or element: the Markdown escapes of :func:`_text` are taken back."""
    return text.replace("\\", "")


def _text(text: str) -> str:
    """Return plain text that Markdown leaves as it is."""
    for mark in "\\`*_{}[]<>#|$~":
        text = text.replace(mark, "\\" + mark)
    return text
