"""``qk agreement``: how far the codings agree, and blank sheets for coding anew."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from quellenkritik.course import agreement, bank, coding, project, registry
from quellenkritik.course.agreement import Agreement
from quellenkritik.errors import Mistake


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("exercise", nargs="*", help="only these exercises (default: all)")
    parser.add_argument("--json", action="store_true", help="the figures as JSON")
    parser.add_argument(
        "--blank", type=Path, metavar="FOLDER", help="write blank coding sheets into this folder"
    )
    parser.add_argument(
        "--sheets", type=Path, nargs=2, metavar=("ONE", "OTHER"), help="compare two filled sheets"
    )
    parser.add_argument("--draws", type=int, default=2000, help="draws of the bootstrap (default: 2000)")


def run(args: argparse.Namespace) -> int:
    """Print the agreement, or write blank sheets; return the exit code."""
    here = project.find()
    chosen = registry.load(here).chosen(args.exercise)
    if args.blank:
        args.blank.mkdir(parents=True, exist_ok=True)
        for exercise in chosen:
            path = args.blank / f"{exercise.id}.coding.yml"
            path.write_text(coding.blank(bank.draw(here, exercise)), encoding="utf-8")
            print(f"wrote {path}")
        return 0
    if args.sheets:
        return _show(
            {"sheets": _of_sheets(args.sheets[0], args.sheets[1], args.draws)}, as_json=args.json, note=""
        )
    banks = {exercise.id: bank.load(here, exercise) for exercise in chosen}
    figures = {
        name: agreement.compare(*agreement.passes(data), agreement.scales(data), args.draws)
        for name, data in banks.items()
        if data.get("status") != "generated"
    }
    made = [name for name in banks if name not in figures]
    if made and not args.json:
        print(f"{', '.join(made)}: the key is made by the generator from the seed; nobody coded it.\n")
    return _show(figures, as_json=args.json, note=agreement.PLAINLY)


def _of_sheets(one: Path, other: Path, draws: int) -> list[Agreement]:
    (first_of, first), (second_of, second) = coding.read(one), coding.read(other)
    if first_of != second_of:
        raise Mistake(str(other), f"a sheet of '{second_of}'", f"a sheet of '{first_of}', as the first")
    here = project.find()
    levels = agreement.scales(bank.load(here, registry.load(here)[first_of]))
    return agreement.compare(first, second, levels, draws)


def _show(figures: Mapping[str, list[Agreement]], *, as_json: bool, note: str) -> int:
    """Print the figures; exit code 1 where nothing could be compared."""
    if as_json:
        plain = {name: [asdict(row) for row in rows] for name, rows in figures.items()}
        print(json.dumps({"note": note, "agreement": plain}, indent=1))
    else:
        for name, rows in figures.items():
            print(f"{name}\n{_table(rows)}\n")
        print(note, end="\n" if note else "")
    return 0 if all(figures.values()) else 1


def _table(rows: list[Agreement]) -> str:
    if not rows:
        return "  no unit has two codings yet"
    head = f"  {'field':<29}{'level':<9}{'units':>6}{'equal':>8}{'kappa':>8}{'alpha':>8}  95 % interval"
    lines = [
        f"  {r.field:<29}{r.level:<9}{r.units:>6}{r.share:>8.0%}{r.kappa:>8.2f}{r.alpha:>8.2f}  [{r.low:.2f}, {r.high:.2f}]"
        + (" few units" if r.few else "")
        for r in rows
    ]
    return "\n".join([head, *lines])
