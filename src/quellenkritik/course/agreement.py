"""How far the codings of a bank agree, field by field, with an interval; and what that figure is not.

Every mapping of a bank that has ``codings: {a: {...}, b: {...}}`` is a unit, wherever it stands. A field is nominal
unless the bank's ``scales`` declares it ordinal: ``scales: {certainty: {level: ordinal, order: [low, medium, high]}}``.
Where a coder gives a list (the strongest first), the first value is compared; a list of marked runs of words is
compared word by word and mark by mark (:mod:`quellenkritik.course.marked`).
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from quellenkritik.course import marked
from quellenkritik.measures.agreement import bootstrap_interval, cohen_kappa, krippendorff_alpha

PLAINLY = (
    "Both passes and the adjudication were machine-assisted. "
    "The figures are an upper bound and not human agreement. "
    "No native reader of Russian, Serbian or Arabic has reviewed the codings. "
    "A department can code anew: qk agreement --blank FOLDER."
)
FEW = 36
"""Below this number of units an interval is too wide to grade by; it is shown all the same, and marked."""

Codings = Mapping[str, Mapping[str, Any]]
"""Unit id -> the fields that one coder gave it."""


@dataclass(frozen=True)
class Scale:
    """The level of a field; ``order`` lists an ordinal field's values from low to high."""

    level: Literal["nominal", "ordinal"] = "nominal"
    order: tuple[str, ...] = ()


@dataclass(frozen=True)
class Agreement:
    """The agreement on one field: ``share`` of equal values, kappa, alpha and its 95 % interval, over ``units``."""

    field: str
    level: str
    units: int
    share: float
    kappa: float
    alpha: float
    low: float
    high: float

    @property
    def few(self) -> bool:
        """Whether there are too few units to lean on the figure."""
        return self.units < FEW


def passes(bank: Mapping[str, Any]) -> tuple[Codings, Codings]:
    """Return the two passes of a bank, each by unit."""
    units = dict(_units(bank, ""))
    return (
        {u: _fields(u, c["a"]) for u, c in units.items()},
        {u: _fields(u, c["b"]) for u, c in units.items()},
    )


def scales(bank: Mapping[str, Any]) -> dict[str, Scale]:
    """Return the declared scales by field; fields that are not named are nominal."""
    declared = bank.get("scales", {})
    return {
        f: Scale(s.get("level", "nominal"), tuple(map(str, s.get("order", ())))) for f, s in declared.items()
    }


def compare(
    first: Codings, second: Codings, levels: Mapping[str, Scale] | None = None, draws: int = 2000
) -> list[Agreement]:
    """Return the agreement on each field over the units that both coders have, in the order of appearance."""
    first, second = marked.unfolded(first, second)
    pairs: dict[str, list[tuple[Hashable, Hashable]]] = {}
    for unit in (u for u in first if u in second):
        for field in (f for f in first[unit] if f in second[unit]):
            values = (_value(first[unit][field]), _value(second[unit][field]))
            if None not in values:
                pairs.setdefault(field, []).append(values)
    return [
        _field(field, values, (levels or {}).get(field, Scale()), draws) for field, values in pairs.items()
    ]


def _units(data: object, name: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Yield every unit of a bank with its name: its own id, or the way to it."""
    if isinstance(data, Mapping):
        codings = data.get("codings")
        if isinstance(codings, Mapping) and {"a", "b"} <= set(codings):
            yield (name, codings)
        else:
            for key, value in data.items():
                yield from _units(value, f"{name}/{key}".lstrip("/"))
    elif isinstance(data, list):
        for place, entry in enumerate(data):
            own = entry.get("id", place) if isinstance(entry, Mapping) else place
            yield from _units(entry, f"{name}/{own}")


def _fields(unit: str, coding: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the fields of a coding; where one value with its locator was coded, the unit's own name is the field."""
    if "value" not in coding:
        return coding
    own = unit.rsplit("/", 1)[-1]
    return {
        own: coding["value"],
        **{f"{own}.{name}": came for name, came in coding.items() if name != "value"},
    }


def _value(came: object) -> Hashable | None:
    """Return a comparable value: text, the first of a list, a mapping's ``value``; nothing for an empty one."""
    if isinstance(came, Mapping):
        return _value(came.get("value"))
    if isinstance(came, list | tuple):
        return _value(came[0]) if came else None
    text = "" if came is None else str(came).strip()
    return text or None


def _field(field: str, pairs: Sequence[tuple[Hashable, Hashable]], scale: Scale, draws: int) -> Agreement:
    def alpha(units: Sequence[tuple[Hashable, Hashable]]) -> float:
        return krippendorff_alpha(units, scale.level, scale.order)

    low, high = bootstrap_interval(pairs, alpha, draws=draws)
    return Agreement(
        field=field,
        level=scale.level,
        units=len(pairs),
        share=sum(a == b for a, b in pairs) / len(pairs),
        kappa=cohen_kappa([a for a, _ in pairs], [b for _, b in pairs]),
        alpha=alpha(pairs),
        low=low,
        high=high,
    )
