"""The limits of one submission, in one place: time, memory, files, output, and the size of what comes back."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path
from typing import Any

import yaml

from quellenkritik.errors import Mistake

MIB = 1024 * 1024
RANGES = {"cell_seconds": (1.0, 600.0), "total_seconds": (1.0, 3600.0), "memory_mb": (64.0, 8192.0)}
"""What a class may set under ``limits`` in ``course.yml``, with the least and the most."""


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Seconds are wall time; sizes are bytes."""

    cell_seconds: float = 10.0
    total_seconds: float = 30.0
    call_seconds: float = 2.0
    """For one call of a student's function; what takes longer is broken off inside, so that the next call has its turn."""
    late_calls: int = 3
    """After so many calls that were broken off no further one is made."""
    cpu_seconds: int = 30
    address_space: int = 768 * MIB
    memory: int = 384 * MIB
    """Resident memory and files in memory, summed over every process of the submission."""
    disk: int = 32 * MIB
    files: int = 512
    open_files: int = 64
    threads: int = 32
    file_size: int = 16 * MIB
    cell_output: int = 32 * 1024
    report: int = 2 * MIB
    """Everything that the sandbox may send back: outputs of all cells and the values asked for."""

    def as_data(self) -> dict[str, float]:
        """Return the limits as plain data, to be handed into the sandbox."""
        return asdict(self)


DEFAULT = Limits()


def load(path: Path | None) -> Limits:
    """Return the limits of a class: the default ones, changed by ``limits`` in ``course.yml`` where it says so.

    Raises :class:`Mistake` for a name or a number that is not to be had. The address space grows with the memory.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8")) if path else None
    said = data.get("limits") if isinstance(data, dict) else None
    where = f"{path.name if path else ''}, limits"
    if said is not None and not isinstance(said, dict):
        raise Mistake(where, f"a {type(said).__name__}", "a mapping with " + ", ".join(RANGES))
    values = {name: _number(where, str(name), value) for name, value in (said or {}).items()}
    total = values.get("total_seconds", DEFAULT.total_seconds)
    memory = int(values.get("memory_mb", DEFAULT.memory / MIB) * MIB)
    return Limits(
        cell_seconds=min(total, values.get("cell_seconds", DEFAULT.cell_seconds)),
        total_seconds=total,
        cpu_seconds=ceil(total),
        memory=memory,
        address_space=max(DEFAULT.address_space, 2 * memory),
    )


def _number(where: str, name: str, came: Any) -> float:  # noqa: ANN401 (a value of YAML)
    least, most = RANGES.get(name, (0.0, 0.0))
    if not most:
        raise Mistake(where, f"'{name}'", "one of " + ", ".join(RANGES))
    if isinstance(came, bool) or not isinstance(came, int | float) or not least <= came <= most:
        raise Mistake(f"{where}, {name}", f"'{came}'", f"a number from {least:g} to {most:g}")
    return float(came)
