"""Four ways of not having a value. They are different, and none of them is an empty text."""

from __future__ import annotations

from enum import Enum
from typing import TypeVar

T = TypeVar("T")


class Missing(Enum):
    """Why there is no value; ``str()`` gives the word that the data files use."""

    UNKNOWN = "unknown"
    """Nobody can say: no text that we know of tells."""
    NOT_STATED = "not_stated"
    """We saw the page, and it is silent."""
    NOT_SEEN = "not_seen"
    """Our copy ends before, or we never saw the page."""
    ABSENT = "absent"
    """We saw the whole, and it is not there."""

    def __str__(self) -> str:
        return self.value

    @property
    def meaning(self) -> str:
        """The difference in one sentence."""
        return _MEANING[self]


_MEANING = {
    Missing.UNKNOWN: "nobody can say: no text that we know of tells",
    Missing.NOT_STATED: "we saw the page, and it is silent",
    Missing.NOT_SEEN: "our copy ends before, or we never saw the page",
    Missing.ABSENT: "we saw the whole, and it is not there",
}


def parse(text: str) -> str | Missing:
    """Return the missing value that the word names, or the text itself; ``str()`` of the result is the text again."""
    try:
        return Missing(text)
    except ValueError:
        return text


def known(value: T | Missing) -> T | None:
    """Return the value where there is one, else ``None``."""
    return None if isinstance(value, Missing) else value
