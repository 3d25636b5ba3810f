"""The limits of one submission, in one place: time, memory, files, output, and the size of what comes back."""

from __future__ import annotations

from dataclasses import asdict, dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class Limits:
    """What one submission may use. Seconds are wall time; sizes are bytes."""

    cell_seconds: float = 10.0
    total_seconds: float = 30.0
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
