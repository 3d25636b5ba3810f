"""Reading the imports of a module from its source."""

import ast
from pathlib import Path

from tests.support import ROOT

PACKAGE = ROOT / "src" / "quellenkritik"


def modules(*parts: str) -> list[Path]:
    """Return the files of the named parts of the package, of all of it without a name."""
    found = (
        [path for part in parts for path in ((PACKAGE / part).rglob("*.py"))]
        if parts
        else PACKAGE.rglob("*.py")
    )
    return sorted(found)


def imported(path: Path) -> set[str]:
    """Return the full names that a file imports anywhere, ``from a import b`` as ``a.b``; relative ones made absolute."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            base = _absolute(path, node)
            names |= {f"{base}.{alias.name}" for alias in node.names}
    return names


def _absolute(path: Path, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = ("quellenkritik", *path.relative_to(PACKAGE).parent.parts)
    return ".".join([*package[: len(package) - node.level + 1], *([node.module] if node.module else [])])
