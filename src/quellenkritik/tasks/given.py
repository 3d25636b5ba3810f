"""The given material of a question, to be looked at: a read-only mapping that shows itself as tables or as plain lines.

All text is escaped; a text with a known language carries it, so that screen readers and Arabic and Persian lines come
out right.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from quellenkritik.register.tongues import marked
from quellenkritik.tasks import MODULES, task
from quellenkritik.tasks.given_html import page

_HIDDEN = ("exercise",)
_STYLE = "<style>.qk-sheet td,.qk-sheet th,.qk-sheet caption{text-align:start!important;vertical-align:top}</style>"
"""JupyterLab sets every cell of a table flush right, which is for figures and not for texts."""
# The mark that keeps a text of another direction to itself in a plain line.
_ISOLATE, _POP = "\u2068", "\u2069"
_RIGHT_TO_LEFT = ("ar", "fa")


class Given(Mapping[str, Any]):
    """One sheet: ``sheet["items"]`` and so on, and a readable picture of it in a notebook."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._data = dict(data)

    def __getitem__(self, key: str) -> Any:  # noqa: ANN401 (whatever the sheet holds)
        return self._data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._data)

    def __len__(self) -> int:
        return len(self._data)

    def __repr__(self) -> str:
        return "\n".join(_plain_lines(self._shown()))

    def _repr_html_(self) -> str:
        """Return the picture that the exercise itself draws, with its vocabularies, else tables of what is there."""
        return marked(self._picture())

    def _picture(self) -> str:
        name = self._data.get("exercise")
        own = getattr(task(name), "show", None) if name in MODULES else None
        try:
            return f'<div class="qk-sheet">{_STYLE}{own(self._data)}</div>' if own else page(self._shown())
        except (KeyError, TypeError):  # a sheet that was cut by hand is still shown, field by field
            return page(self._shown())

    def _shown(self) -> dict[str, Any]:
        return {name: value for name, value in self._data.items() if name not in _HIDDEN}


def _plain_lines(value: object, depth: int = 0) -> Iterator[str]:
    """Yield the value as indented lines, empty fields left out."""
    pad = "  " * depth
    if isinstance(value, Mapping):
        for name, entry in value.items():
            if entry in ("", [], {}, None):
                continue
            if isinstance(entry, Mapping | list | tuple):
                yield f"{pad}{name}:"
                yield from _plain_lines(entry, depth + 1)
            else:
                shown = _isolated(entry, value) if name == "text" else str(entry)
                yield from textwrap.wrap(
                    f"{name}: {shown}",
                    100,
                    initial_indent=pad,
                    subsequent_indent=pad + "    ",
                    break_on_hyphens=False,
                )
    elif isinstance(value, list | tuple):
        for entry in value:
            first, *rest = list(_plain_lines(entry, depth + 1)) or [f"{pad}  "]
            yield f"{pad}- {first[len(pad) + 2 :]}"
            yield from rest
    else:
        yield f"{pad}{value}"


def _isolated(text: object, row: Mapping[str, Any]) -> str:
    return f"{_ISOLATE}{text}{_POP}" if row.get("lang") in _RIGHT_TO_LEFT else str(text)
