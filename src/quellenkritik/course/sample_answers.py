"""The answer of a sample student: the solution, the empty form, a blind strategy or given data, with changes applied."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Mapping
from typing import Any

from quellenkritik.course.bank import Drawn, to_yaml
from quellenkritik.errors import Mistake
from quellenkritik.tasks.answers import Tree, from_data, parse
from quellenkritik.tasks.functions import is_function_task

EVERY = "*"
"""In the place of a section: every section of the answer."""
_PATCH = {"section", "item", "where", "given", "first", "set", "drop", "remove", "add"}


def answer_text(where: str, submission: Mapping[str, Any], drawn: Drawn) -> str:
    """Return the YAML text that the student hands in; empty for ``nothing``."""
    wanted, patches = submission["answer"], submission.get("patch", [])
    if isinstance(wanted, dict) and "text" in wanted:
        return str(wanted["text"])
    if wanted == "nothing":
        return ""
    if wanted == "template" and not patches:
        return drawn.template
    if is_function_task(drawn.task):
        return program(where, wanted, patches, drawn)
    tree = copy.deepcopy(_base(where, wanted, drawn))
    for number, patch in enumerate(patches, start=1):
        apply(f"{where}, patch {number}", tree, patch, drawn)
    return to_yaml(tree)


def program(where: str, wanted: Any, patches: list[Mapping[str, str]], drawn: Drawn) -> str:  # noqa: ANN401
    """Return the program that the student hands in: patches ``{old, new}`` exchange a text that stands there once."""
    text = drawn.solution if wanted == "solution" else str(_base(where, wanted, drawn))
    for number, patch in enumerate(patches, start=1):
        if set(patch) != {"old", "new"} or text.count(str(patch["old"])) != 1:
            raise Mistake(f"{where}, patch {number}", str(patch), "old, which stands there once, and new")
        text = text.replace(str(patch["old"]), str(patch["new"]))
    return text


def _base(where: str, wanted: Any, drawn: Drawn) -> Tree:  # noqa: ANN401
    if wanted == "solution":
        return parse(drawn.solution)
    if wanted == "template":
        return parse(drawn.template)
    if isinstance(wanted, dict) and "tree" in wanted:
        return from_data(wanted["tree"])
    if isinstance(wanted, dict) and "strategy" in wanted:
        strategies = drawn.task.blind(drawn.sheet)
        if wanted["strategy"] in strategies:
            return strategies[wanted["strategy"]]
        raise Mistake(f"{where}, strategy", f"'{wanted['strategy']}'", "one of " + ", ".join(strategies))
    raise Mistake(f"{where}, answer", f"'{wanted}'", "solution, template, nothing, tree, text or strategy")


def apply(where: str, tree: Tree, patch: Mapping[str, Any], drawn: Drawn) -> None:
    """Change entries in place, of one section or of every one; a patch that finds nothing to change is refused."""
    unknown = sorted(set(patch) - _PATCH)
    if unknown:
        raise Mistake(where, ", ".join(unknown), "the fields " + ", ".join(sorted(_PATCH)))
    names = list(tree) if patch["section"] == EVERY and isinstance(tree, dict) else [patch["section"]]
    changed = [_apply_to(where, tree, {**patch, "section": name}, drawn) for name in names]
    if not any(changed):
        raise Mistake(where, "no entry that fits", "at least one")


def _apply_to(where: str, tree: Tree, patch: Mapping[str, Any], drawn: Drawn) -> bool:
    """Change the entries of one section in place; return whether there was one that fits."""
    section = tree.get(patch["section"]) if isinstance(tree, dict) else None
    if not isinstance(section, dict | list):
        raise Mistake(f"{where}, section", f"'{patch['section']}'", "a section of the answer")
    if "add" in patch:
        _add(where, section, patch["add"])
        return True
    chosen = _chosen(section, patch, drawn)
    for key in reversed(chosen) if patch.get("remove") else chosen:
        if patch.get("remove"):
            del section[key]  # type: ignore[arg-type] # the keys come from this very section
        else:
            _change(_entries(section)[key], patch, drawn)
    return bool(chosen)


def _entries(section: dict[str, Tree] | list[Tree]) -> dict[str | int, Any]:
    """Return the entries of a section by id or by index."""
    pairs: Iterable[tuple[str | int, Any]] = (
        section.items() if isinstance(section, dict) else enumerate(section)
    )
    return dict(pairs)


def _chosen(section: dict[str, Tree] | list[Tree], patch: Mapping[str, Any], drawn: Drawn) -> list[str | int]:
    """Return the keys of the entries that meet all conditions, in the order of the answer."""
    given = {str(item.get("id")): item for item in drawn.sheet["items"]}
    keys = [
        key
        for place, (key, entry) in enumerate(_entries(section).items(), start=1)
        if patch.get("item", key) in (key, place)
        and _fits(entry, patch.get("where", {}))
        and _fits(given.get(str(key), {}), patch.get("given", {}))
    ]
    return keys[: patch.get("first", len(keys))]


def _fits(entry: object, conditions: Mapping[str, Any]) -> bool:
    """Return whether an entry has the wanted values; a list of values means one of these."""
    if not isinstance(entry, Mapping):
        return not conditions
    return all(
        entry.get(name) in (wanted if isinstance(wanted, list) else [wanted])
        for name, wanted in conditions.items()
    )


def _change(entry: dict[str, Tree], patch: Mapping[str, Any], drawn: Drawn) -> None:
    for name, value in patch.get("set", {}).items():
        entry[name] = _value(patch["section"], name, value, drawn)
    for name in patch.get("drop", []):
        entry[name] = ""


def _value(section: str, name: str, value: Any, drawn: Drawn) -> Tree:  # noqa: ANN401
    """Return a value as written, or with ``{of: 2}`` the one that the solution has at that place."""
    if not (isinstance(value, dict) and set(value) == {"of"}):
        return from_data(value)
    solution = parse(drawn.solution)
    assert isinstance(solution, dict)
    part = solution[section]
    assert isinstance(part, dict | list)
    entries = _entries(part)
    of = value["of"]
    entry = entries[of] if isinstance(of, str) else list(entries.values())[of - 1]
    return from_data(entry[name])


def _add(where: str, section: dict[str, Tree] | list[Tree], rows: list[Any]) -> None:
    if not isinstance(section, list):
        raise Mistake(f"{where}, add", "a section of named entries", "a section of rows")
    section.extend(from_data(row) for row in rows)
