"""The choices of one class: its seed and its private items, from ``course.yml``.

The seed decides which items a class sees and under which ids. The practice seed is public; the seed of a class is
128 random bits and stays with the instructor.
"""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from pathlib import Path

import yaml

from quellenkritik.errors import Mistake
from quellenkritik.tasks.draw import PRACTICE_SEED

_FIELDS = {"name", "seed", "private"}
_DATES = {"due", "late", "extensions", "received", "limits"}
"""Read by the grading, not by the release."""


@dataclass(frozen=True)
class CourseConfig:
    """``seed`` in bytes; ``private`` is a folder ``<topic>/<exercise>.gold.yml`` that goes before ``solutions/``."""

    name: str = "practice"
    seed: bytes = PRACTICE_SEED
    private: Path | None = None

    @property
    def is_practice(self) -> bool:
        """Whether the sheets are the public ones."""
        return self.seed == PRACTICE_SEED and self.private is None


def seed_bytes(text: str) -> bytes:
    """Return the seed that a text stands for: ``practice``, or 32 hexadecimal digits (128 bits)."""
    if text == PRACTICE_SEED.decode():
        return PRACTICE_SEED
    if re.fullmatch(r"[0-9a-f]{32}", text):
        return bytes.fromhex(text)
    raise Mistake(
        "seed",
        f"{len(text)} characters",  # a mistyped seed is still secret: its length is enough
        "32 hexadecimal digits, or the word practice",
        "Make one with: qk release --new-seed",
    )


def new_seed() -> str:
    """Return 128 random bits as 32 hexadecimal digits."""
    return secrets.token_hex(16)


def load(path: Path) -> CourseConfig:
    """Read a ``course.yml``; a private folder is taken from the file's own place."""
    if not path.is_file():
        raise Mistake(str(path), "no such file", "a course.yml", "Make one with: qk release --new-seed")
    data = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    unknown = (
        sorted(set(data) - _FIELDS - _DATES) if isinstance(data, dict) else ["a file that is not a mapping"]
    )
    if unknown:
        raise Mistake(str(path), ", ".join(unknown), "the fields " + ", ".join(sorted(_FIELDS | _DATES)))
    private = path.parent / str(data["private"]) if data.get("private") else None
    if private and not private.is_dir():
        raise Mistake(f"{path}, private", f"'{data['private']}'", "a folder beside course.yml")
    return CourseConfig(
        str(data.get("name", path.resolve().parent.name)), seed_bytes(str(data.get("seed", ""))), private
    )


def write_new_seed(path: Path) -> None:
    """Put a new seed into ``course.yml``, readable for its owner only; a seed that is there is never replaced."""
    text = (
        path.read_text(encoding="utf-8")
        if path.is_file()
        else "# The choices of one class. Keep this file to yourself.\n"
    )
    if re.search(r"^seed:", text, flags=re.MULTILINE):
        raise Mistake(
            str(path), "a seed already", "a course.yml without one", "A new class takes a new file."
        )
    path.touch(mode=0o600)
    path.write_text(f'{text}seed: "{new_seed()}"\n', encoding="utf-8")
