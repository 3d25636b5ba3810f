"""``qk sources``: list, show, fetch and verify the register; ``--json`` is stable for machines."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import yaml

from quellenkritik import register
from quellenkritik.errors import Mistake
from quellenkritik.register import vocabularies as v
from quellenkritik.register.counts import counts
from quellenkritik.register.dictionary import markdown
from quellenkritik.register.model import Source
from quellenkritik.register.plain import source_data, source_lines


def configure(parser: argparse.ArgumentParser) -> None:
    """Add the subcommands and their options."""
    commands = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = commands.add_parser("list", help="one line a source")
    listing.add_argument("--role", choices=list(v.ROLE), help="only sources of this role")
    listing.add_argument("--language", choices=list(v.LANGUAGE), help="only sources in this language")
    listing.add_argument("--family", help="only witnesses of this branch, such as beta")
    listing.add_argument("--seen", choices=list(v.SEEN), help="only sources of which we saw this much")
    _json(listing)
    show = commands.add_parser("show", help="everything about one source")
    show.add_argument("id", help="id of a source or of a quotation")
    _json(show)
    fetch = commands.add_parser(
        "fetch", help="bring public originals onto this machine and compare the quotations"
    )
    fetch.add_argument(
        "ids", nargs="*", metavar="ID", help="sources to fetch; without ids all that have an address"
    )
    fetch.add_argument(
        "--to", required=True, type=Path, metavar="DIR", help="folder for the pages and the manifest"
    )
    fetch.add_argument(
        "--timeout", type=float, default=20.0, help="seconds to wait for an answer (default 20)"
    )
    fetch.add_argument("--pause", type=float, default=1.0, help="seconds between two pages (default 1)")
    _json(fetch)
    verify = commands.add_parser(
        "verify", help="check the register and print its numbers; exit 1 where it is wrong"
    )
    verify.add_argument("--counts", action="store_true", help="print the numbers alone, as YAML")
    verify.add_argument("--data", type=Path, metavar="DIR", help="another data folder than the package's own")
    _json(verify)
    commands.add_parser("dictionary", help="print the data dictionary as Markdown")


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for machines")


def run(args: argparse.Namespace) -> int:
    """Run one action; 1 where verify finds a fault or fetch does not find a quotation again."""
    actions = {"list": _list, "show": _show, "fetch": _fetch, "verify": _verify, "dictionary": _dictionary}
    return actions[args.action](args)


def _dictionary(_: argparse.Namespace) -> int:
    print(markdown(), end="")
    return 0


def _list(args: argparse.Namespace) -> int:
    if args.family:
        register.load().need_codings()
    chosen = [source for source in register.load().sources.values() if _fits(source, args)]
    if args.json:
        _print_json([source_data(source, whole=False) for source in chosen])
        return 0
    for s in chosen:
        print(f"{s.id:34} {s.role:11} {s.date!s:13} {s.language:3} seen: {s.seen:6} {s.outlet}")
    print(f"{len(chosen)} sources")
    return 0


def _fits(source: Source, args: argparse.Namespace) -> bool:
    return (
        args.role in (None, source.role)
        and args.language in (None, source.language)
        and args.seen in (None, source.seen)
        and (args.family is None or args.family in source.families)
    )


def _show(args: argparse.Namespace) -> int:
    source = register.load().source(args.id.partition("#")[0])
    if "#" in args.id:
        register.load().quotation(args.id)
    if args.json:
        _print_json(source_data(source))
    else:
        print("\n".join(source_lines(source, only=args.id if "#" in args.id else None)))
        if not register.load().has_codings and "#" not in args.id:
            print("  The editors' codings are not part of this package.")
    return 0


def _verify(args: argparse.Namespace) -> int:
    if args.data is not None and not args.data.is_dir():
        raise Mistake(
            "--data", f"'{args.data}'", "a folder with units.yml, scales.yml, sources/ and codings/"
        )
    found, faults = register.read(args.data)
    numbers = counts(found)
    if args.json:
        fields = ("file", "id", "field", "came", "expected")
        _print_json(
            {"counts": numbers, "faults": [{name: getattr(f, name) for name in fields} for f in faults]}
        )
    elif args.counts:
        print(yaml.safe_dump(numbers, sort_keys=False, allow_unicode=True), end="")
    else:
        _print_verdict(numbers, faults)
    return 1 if faults else 0


def _print_verdict(numbers: dict[str, int | dict[str, int]], faults: Sequence[register.Fault]) -> None:
    for name, number in numbers.items():
        parts = ", ".join(f"{k} {n}" for k, n in number.items()) if isinstance(number, dict) else number
        print(f"{name}: {parts}")
    for fault in faults:
        print(fault)
    print(
        f"{len(faults)} faults"
        if faults
        else "The register is whole: every record fits, every reference resolves."
    )


def _fetch(args: argparse.Namespace) -> int:
    from quellenkritik.register import fetch  # urllib only where it is wanted

    if args.to.exists() and not args.to.is_dir():
        raise Mistake("--to", f"'{args.to}'", "a folder")
    known = register.load()
    sources = [known.source(name) for name in args.ids] or list(known.sources.values())
    limits = fetch.Limits(timeout=args.timeout)
    entries = []
    for entry in fetch.fetch(sources, args.to, limits, args.pause):
        entries.append(fetch.as_data(entry))
        if not args.json:
            print(fetch.line(entry), flush=True)
    if args.json:
        _print_json(entries)
    lost = [q for entry in entries for q, state in entry["quotations"].items() if state == "not_found"]
    return 1 if lost else 0


def _print_json(data: object) -> None:
    print(json.dumps(data, ensure_ascii=False, indent=2))
