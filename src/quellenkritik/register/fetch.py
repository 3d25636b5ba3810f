"""Bring public originals onto the reader's own machine and compare the registered quotations with what came.

Runs only when a reader asks for it (``qk sources fetch``). Each page is written whole or not at all; the manifest
records address, date, SHA-256 and, per quotation, ``found``, ``not_found`` or ``unreadable``.
"""

from __future__ import annotations

import hashlib
import json
import time
import urllib.error
import urllib.request
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from http.client import HTTPException
from pathlib import Path
from typing import Any

from quellenkritik import __version__
from quellenkritik.register.missing import Missing
from quellenkritik.register.model import Source
from quellenkritik.register.pagetext import decode, visible_text
from quellenkritik.text import tokens

USER_AGENT = f"quellenkritik/{__version__} (a reader's copy for checking quotations)"
MANIFEST = "manifest.json"
_READABLE = ("text/html", "text/plain", "application/xhtml+xml")


@dataclass(frozen=True)
class Limits:
    """How long and how much: seconds without an answer, seconds for one page, bytes of one page."""

    timeout: float = 20.0
    total: float = 60.0
    size: int = 8_000_000


@dataclass
class Entry:
    """What became of one source."""

    id: str
    url: str
    outcome: str
    """``fetched``, or why not: ``no_address``, ``http NNN``, ``too_large``, ``too_slow``, ``unreachable``."""
    fetched: str = ""
    sha256: str = ""
    file: str = ""
    bytes: int = 0
    final_url: str = ""
    quotations: dict[str, str] = field(default_factory=dict)


class _NotFetched(Exception):
    """Why a page was not brought."""


def fetch(
    sources: Iterable[Source], folder: Path, limits: Limits | None = None, pause: float = 1.0
) -> Iterator[Entry]:
    """Fetch the sources one after the other into the folder, with a pause between them, and keep the manifest.

    The manifest is written after each page, so that an interrupted run keeps what it has.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for number, source in enumerate(sources):
        if number:
            time.sleep(pause)
        entry = fetch_one(source, folder, limits or Limits())
        _remember(folder, entry)
        yield entry


def fetch_one(source: Source, folder: Path, limits: Limits) -> Entry:
    """Fetch one source and compare its quotations; whatever goes wrong becomes the outcome."""
    if isinstance(source.url, Missing):
        return Entry(source.id, str(source.url), "no_address")
    entry = Entry(source.id, source.url, "fetched", fetched=datetime.now(UTC).isoformat(timespec="seconds"))
    try:
        body, content_type, charset, entry.final_url = _get(source.url, limits)
    except _NotFetched as reason:
        entry.outcome = str(reason)
        return entry
    text = _text(body, content_type, charset)
    entry.sha256, entry.bytes = hashlib.sha256(body).hexdigest(), len(body)
    entry.file = f"{source.id}{'.html' if 'html' in content_type else '.txt' if text is not None else '.bin'}"
    entry.quotations = compare(source, text)
    _write(folder / entry.file, body)
    return entry


def as_data(entry: Entry) -> dict[str, Any]:
    """Return an entry as it stands in the manifest."""
    return asdict(entry)


def line(entry: Entry) -> str:
    """Return one line for a person: what came, and how many quotations were found again."""
    states = list(entry.quotations.values())
    if entry.outcome != "fetched":
        return f"{entry.id}: {entry.outcome}"
    if "unreadable" in states:
        return f"{entry.id}: fetched, {entry.bytes} bytes, not readable as text"
    lost = [name for name, state in entry.quotations.items() if state == "not_found"]
    found = f"{len(states) - len(lost)} of {len(states)} quotations found"
    return f"{entry.id}: fetched, {entry.bytes} bytes, {found}" + (
        f"; not found: {', '.join(lost)}" if lost else ""
    )


def compare(source: Source, text: str | None) -> dict[str, str]:
    """Return for each quotation that was read on the page itself whether it stands in the text as an unbroken run."""
    direct = [quote for quote in source.quotes if quote.known == "direct"]
    if text is None or not (there := tokens(text)):
        return {quote.id: "unreadable" for quote in direct}
    return {quote.id: "found" if _stands(tokens(quote.text), there) else "not_found" for quote in direct}


def _stands(run: list[str], text: list[str]) -> bool:
    first = run[0] if run else None
    return any(token == first and text[at : at + len(run)] == run for at, token in enumerate(text))


def _get(url: str, limits: Limits) -> tuple[bytes, str, str | None, str]:
    """Return body, content type, stated charset and final address of a page."""
    request = urllib.request.Request(
        url, headers={"User-Agent": USER_AGENT, "Accept": "text/html, text/plain, */*;q=0.5"}
    )
    try:
        with urllib.request.urlopen(request, timeout=limits.timeout) as reply:
            headers = reply.headers
            if not reply.geturl().startswith(("http://", "https://")):
                raise _NotFetched("unreachable: redirected away from http")
            return (
                _read(reply, limits),
                headers.get_content_type(),
                headers.get_content_charset(),
                reply.geturl(),
            )
    except urllib.error.HTTPError as error:
        error.close()
        raise _NotFetched(f"http {error.code}") from error
    except TimeoutError as error:
        raise _NotFetched("too_slow") from error
    except (OSError, HTTPException, ValueError) as error:
        slow = isinstance(getattr(error, "reason", None), TimeoutError)
        raise _NotFetched("too_slow" if slow else f"unreachable: {_short(error)}") from error


def _read(reply: Any, limits: Limits) -> bytes:  # noqa: ANN401 (urllib gives no type)
    """Read in small parts, so that neither a huge nor a trickling page holds us."""
    deadline, parts, size = time.monotonic() + limits.total, [], 0
    while part := reply.read1(65536):
        parts.append(part)
        size += len(part)
        if size > limits.size:
            raise _NotFetched("too_large")
        if time.monotonic() > deadline:
            raise _NotFetched("too_slow")
    if reply.length:
        raise _NotFetched("unreachable: the page broke off")
    return b"".join(parts)


def _text(body: bytes, content_type: str, charset: str | None) -> str | None:
    if content_type not in _READABLE:
        return None
    text = decode(body, charset)
    return visible_text(text) if text is not None and content_type != "text/plain" else text


def _short(error: Exception) -> str:
    return " ".join(str(getattr(error, "reason", error)).split())[:80]


def _remember(folder: Path, entry: Entry) -> None:
    """Put one entry into the manifest, replacing an earlier one of the same source."""
    path = folder / MANIFEST
    try:
        known = {old["id"]: old for old in json.loads(path.read_text(encoding="utf-8"))["sources"]}
    except (OSError, ValueError, KeyError, TypeError):
        known = {}
    known[entry.id] = as_data(entry)
    data = {"made_by": USER_AGENT, "sources": [known[name] for name in sorted(known)]}
    _write(path, (json.dumps(data, ensure_ascii=False, indent=2) + "\n").encode())


def _write(path: Path, body: bytes) -> None:
    """Write beside and move into place: the file is there whole or not at all."""
    part = path.with_name(path.name + ".part")
    try:
        part.write_bytes(body)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
