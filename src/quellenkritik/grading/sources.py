"""Finding what was handed in: plain files, folders and zips become a list of things to read, nothing is read yet.

Links, devices and pipes are named and left alone; hidden folders and the side files of a notebook are passed over.
"""

from __future__ import annotations

import contextlib
import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from quellenkritik.errors import Mistake
from quellenkritik.grading import archives
from quellenkritik.grading.notebook import MAX_BYTES
from quellenkritik.grading.submission import Refusal

MAX_FOLDERS_DEEP = 10
_PASSED_OVER = (".ipynb_checkpoints", "__MACOSX", "__pycache__")
_SIDE_FILES = (
    ".sheet.yml",
    "timestamp.txt",
    "submission_secret.txt",
    ".DS_Store",
    "Thumbs.db",
    "desktop.ini",
    ".html",
)


@dataclass(frozen=True)
class Found:
    """One thing handed in. ``container`` names the folder or zip given on the command line, ``parts`` lead from it.

    ``members`` are the names inside a zip, and inside a zip in it. ``refused`` says why it is not read.
    """

    path: Path
    container: str
    parts: tuple[str, ...]
    members: tuple[str, ...] = ()
    modified: float = 0.0
    refused: str = ""
    direct: bool = False

    @property
    def name(self) -> str:
        """What to call it in a message."""
        return (
            "/".join((self.path.name, *self.parts))
            if self.members
            else "/".join((self.container, *self.parts))
        )

    @property
    def kind(self) -> str:
        """``notebook``, ``answers``, ``zip`` or an empty text, by the file's name."""
        return kind_of(self.parts[-1])

    def read(self) -> bytes:
        """Return the bytes; raise :class:`Refusal` where they cannot be had."""
        if not self.members:
            return read_file(self.path)
        archive = _open_archive(self.path)
        for inner in self.members[:-1]:
            archive = archives.Archive(archive.read(inner, archives.MAX_INNER))
        return archive.read(self.members[-1])


def kind_of(name: str) -> str:
    """Return what a file is by its name, also where a browser has added an ending."""
    low = name.lower()
    if low.endswith(".zip"):
        return "zip"
    if ".ipynb" in low or low.endswith(".json"):
        return "notebook"
    if low.startswith("answers") and (".yml" in low or ".yaml" in low):
        return "answers"
    return ""


def find(paths: list[Path]) -> Iterator[Found]:
    """Yield everything handed in under the paths, also what is refused and what is of no known kind."""
    for path in paths:
        if not path.exists():
            raise Mistake(
                str(path), "no such file or folder", "submissions: a folder, a zip, a notebook or answers.yml"
            )
        if path.is_dir():
            yield from _in_folder(path, path.resolve().name or "submissions", (), 0)
        elif kind_of(path.name) == "zip":
            yield from _in_zip(path, path.stem, ())
        else:
            # The folder says who handed it in where the name of the file does not.
            yield Found(
                path, path.resolve().parent.name, (path.name,), modified=path.stat().st_mtime, direct=True
            )


def _in_folder(folder: Path, container: str, parts: tuple[str, ...], depth: int) -> Iterator[Found]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError as error:
        yield Found(
            folder, container, parts or ("",), refused=f"a folder that cannot be read ({error.strerror})"
        )
        return
    for entry in entries:
        here = (*parts, entry.name)
        path = Path(entry.path)
        if entry.is_symlink():
            yield Found(path, container, here, refused="a link; links are not followed")
        elif entry.is_dir(follow_symlinks=False):
            if entry.name in _PASSED_OVER:
                continue
            if depth >= MAX_FOLDERS_DEEP:
                yield Found(path, container, here, refused="folders nested too deeply")
            else:
                yield from _in_folder(path, container, here, depth + 1)
        else:
            yield from _file(entry, path, container, here)


def _file(entry: os.DirEntry[str], path: Path, container: str, parts: tuple[str, ...]) -> Iterator[Found]:
    if entry.name.endswith(_SIDE_FILES) or entry.name.startswith("._"):
        return
    try:
        info = entry.stat(follow_symlinks=False)
    except OSError as error:
        yield Found(path, container, parts, refused=f"a file that cannot be read ({error.strerror})")
        return
    if not stat.S_ISREG(info.st_mode):
        yield Found(path, container, parts, refused="something that is no plain file")
    elif kind_of(entry.name) == "zip":
        yield from _in_zip(path, container, parts)
    else:
        yield Found(path, container, parts, modified=info.st_mtime)


def _in_zip(path: Path, container: str, parts: tuple[str, ...]) -> Iterator[Found]:
    """Yield the files of a zip. Inside a folder its own name (without the ending) stands for a folder."""
    base = (*parts[:-1], parts[-1].rsplit(".", 1)[0]) if parts else ()
    try:
        archive = _open_archive(path)
        yield from _members(archive, Found(path, container, base))
    except Exception as error:
        yield Found(path, container, parts or (path.name,), refused=reason(error))


def _members(archive: archives.Archive, outer: Found) -> Iterator[Found]:
    for member in archive.members():
        parts = (*outer.parts, *member.parts) or (outer.path.name,)
        if member.refused:
            yield Found(
                outer.path, outer.container, parts, (*outer.members, member.name), refused=member.refused
            )
        elif _passed_over(member.parts):
            continue
        elif kind_of(member.parts[-1]) == "zip":
            yield from _inner_zip(archive, outer, member, parts)
        else:
            modified = float("".join(f"{number:02d}" for number in member.modified))
            yield Found(outer.path, outer.container, parts, (*outer.members, member.name), modified)


def _passed_over(parts: tuple[str, ...]) -> bool:
    return (
        any(part in _PASSED_OVER for part in parts)
        or parts[-1].endswith(_SIDE_FILES)
        or parts[-1].startswith("._")
    )


def _inner_zip(
    archive: archives.Archive, outer: Found, member: archives.Member, parts: tuple[str, ...]
) -> Iterator[Found]:
    """Look into a zip inside a zip, once."""
    members = (*outer.members, member.name)
    if len(members) > 1:
        yield Found(outer.path, outer.container, parts, members, refused="a zip in a zip in a zip")
        return
    try:
        inner = archives.Archive(archive.read(member.name, archives.MAX_INNER))
        folder = (*parts[:-1], parts[-1].rsplit(".", 1)[0])
        yield from _members(inner, Found(outer.path, outer.container, folder, members))
    except Exception as error:
        yield Found(outer.path, outer.container, parts, members, refused=reason(error))


def reason(error: Exception) -> str:
    """Return why a file is refused; one that finds a hole in the reader must not stop the class."""
    if isinstance(error, Refusal):
        return str(error)
    if isinstance(error, MemoryError):
        return "a file that needs more memory than there is"
    return f"a file that cannot be read ({error!r:.80})"


@lru_cache(maxsize=4)
def _open_archive(path: Path) -> archives.Archive:
    return archives.Archive(path)


def read_file(path: Path) -> bytes:
    """Read a plain file without following a link that was put in its place."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise Refusal(f"a file that cannot be read ({error.strerror})") from error
    with contextlib.closing(os.fdopen(fd, "rb")) as file:
        info = os.fstat(fd)
        if not stat.S_ISREG(info.st_mode):
            raise Refusal("something that is no plain file")
        if info.st_size > MAX_BYTES:
            raise Refusal(
                f"a file of {info.st_size // 1_000_000} MB; at most {MAX_BYTES // 1_000_000} MB are read"
            )
        return file.read(MAX_BYTES + 1)
