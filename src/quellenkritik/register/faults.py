"""What is wrong with a record, and the refusal that lists everything at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from quellenkritik.errors import Mistake

SHOWN = 70


@dataclass(frozen=True, order=True)
class Fault:
    """One fault: file, id of the record, field, what came, what was expected."""

    file: str
    id: str
    field: str
    came: str
    expected: str

    def __str__(self) -> str:
        return f"{self.file}: {self.id}, {self.field}: came {self.came}; expected {self.expected}"


class BadRegister(Mistake):
    """The register was refused; ``faults`` holds every fault that was found."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults = tuple(sorted(faults))
        count = f"{len(self.faults)} wrong record{'s' if len(self.faults) > 1 else ''}"
        super().__init__("register", count, "none", "'qk sources verify' lists them.")

    def __str__(self) -> str:
        return "\n".join([f"{self.came} in the register:", *(f"  {fault}" for fault in self.faults)])


def shown(value: object) -> str:
    """Return what came, short and in words."""
    if value is None or value == "":
        return "nothing"
    if isinstance(value, str):
        return f"'{value}'" if len(value) <= SHOWN else f"'{value[: SHOWN - 1]}…'"
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else repr(value)
