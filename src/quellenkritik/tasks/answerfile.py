"""The file ``answers.yml``: exercise ids with their answers, and optionally ``student:``; written whole or not at all."""

from __future__ import annotations

from pathlib import Path

import yaml

from quellenkritik.errors import Mistake
from quellenkritik.tasks import answers
from quellenkritik.tasks.answers import Tree

NAME = "answers.yml"


def to_yaml(tree: Tree) -> str:
    """Return a tree as YAML text that reads back as the same tree."""
    if tree in ("", [], {}):
        return ""
    return str(yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, width=100))


def read(path: Path) -> dict[str, Tree]:
    """Return the answers of a file by exercise id; nothing where there is no file yet."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return {}
    except (OSError, UnicodeDecodeError) as error:
        raise Mistake(str(path), " ".join(str(error).split())[:120], "a text file in UTF-8") from error
    tree = answers.parse(text, path.name)
    if tree != "" and not isinstance(tree, dict):
        raise Mistake(path.name, "no mapping", "exercise ids, each with its answer")
    return tree if isinstance(tree, dict) else {}


def save(path: Path, exercise: str, answer: Tree) -> None:
    """Put one answer into the file and leave the others as they are; a file that cannot be read is not touched."""
    kept = read(path)
    part = path.with_name(path.name + ".part")
    try:
        part.write_text(to_yaml({**kept, exercise: answer}), encoding="utf-8")
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
