"""What an attacker may put into a folder or a notebook, written down from the data of a case."""

from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path
from typing import Any


def text(value: str | dict[str, Any]) -> str:
    """Return a text, or one given as ``{start, repeat, times, end}``."""
    if isinstance(value, str):
        return value
    return str(value.get("start", "")) + value["repeat"] * value["times"] + str(value.get("end", ""))


def alter(path: Path, attack: dict[str, Any]) -> None:
    """Change a notebook: ``points`` by cell, ``change`` of whole fields by cell, ``append`` of cells of any make."""
    book = json.loads(path.read_text("utf-8"))
    for cell in book["cells"]:
        if cell["id"] in attack.get("points", {}):
            cell["metadata"]["nbgrader"]["points"] = attack["points"][cell["id"]]
        cell |= attack.get("change", {}).get(cell["id"], {})
    for cell in attack.get("append", []):
        source = text(cell["source"])
        book["cells"] += [{"metadata": {}, **cell, "source": source}] * cell.get("copies", 1)
    path.write_text(json.dumps(book), "utf-8")


def leave(folder: Path, attack: dict[str, Any]) -> None:
    """Leave files, links and zips beside the notebook."""
    for name, content in attack.get("files", {}).items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text(content), "utf-8")
    for name, target in attack.get("links", {}).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).symlink_to(target)
    for name, members in attack.get("zips", {}).items():
        folder.mkdir(parents=True, exist_ok=True)
        with zipfile.ZipFile(folder / name, "w", zipfile.ZIP_DEFLATED) as archive:
            for member in members:
                info = zipfile.ZipInfo(member["name"])
                info.compress_type = getattr(zipfile, member.get("method", "ZIP_DEFLATED"))
                info.external_attr = (stat.S_IFLNK if member.get("link") else stat.S_IFREG | 0o644) << 16
                archive.writestr(info, text(member["content"]))
                info.file_size = member.get("claims", info.file_size)  # what the list of contents says
