"""Reading a zip without ever writing it to disk: names, links, sizes and ratios are looked at before a byte is unpacked."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from quellenkritik.grading.notebook import MAX_BYTES
from quellenkritik.grading.submission import Refusal

MAX_MEMBERS = 100_000
MAX_TOTAL = 4 * 1024**3
MAX_RATIO = 200
MAX_INNER = 64 * 1024 * 1024
MAX_NAME = 1_000
_RATIO_FROM = 1024 * 1024
# Python unpacks the others (bzip2, LZMA) whole, whatever size is asked for.
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class Member:
    """One file of a zip: its folder names, or the reason why it is not read."""

    name: str
    parts: tuple[str, ...]
    modified: tuple[int, ...]
    refused: str = ""


class Archive:
    """An open zip, from a file or from bytes (a zip inside a zip)."""

    def __init__(self, source: Path | bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
        except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
            raise Refusal(f"a zip that cannot be opened ({error!s:.80})") from error
        infos = self._zip.infolist()
        if len(infos) > MAX_MEMBERS or sum(info.file_size for info in infos) > MAX_TOTAL:
            raise Refusal(f"a zip of {len(infos)} files that would unpack to more than is read")
        self._infos = {info.filename: info for info in infos}

    def members(self) -> Iterator[Member]:
        """Yield every file with its folder names; entries that are not to be read carry the reason."""
        for info in self._zip.infolist():
            if not info.filename.endswith("/"):
                parts = _parts(info)
                yield Member(info.filename, parts, info.date_time, _objection(info, parts))

    def read(self, name: str, limit: int = MAX_BYTES) -> bytes:
        """Return the bytes of one member, at most ``limit`` of them; raise :class:`Refusal` where it cannot be read."""
        info = self._infos[name]
        objection = _objection(info, _parts(info))  # of two entries of one name this may be the other one
        if objection:
            raise Refusal(objection)
        try:
            with self._zip.open(info) as file:
                raw = file.read(limit + 1)
        except (
            zipfile.BadZipFile,
            OSError,
            ValueError,
            RuntimeError,
            NotImplementedError,
            EOFError,
        ) as error:
            raise Refusal(f"a file in a zip that cannot be unpacked ({type(error).__name__})") from error
        except Exception as error:  # zlib, lzma and bz2 have errors of their own
            raise Refusal(f"a file in a zip that is damaged ({type(error).__name__})") from error
        if len(raw) > limit:
            raise Refusal(f"a file in a zip of more than {limit // 1_000_000} MB")
        return raw


def _parts(info: zipfile.ZipInfo) -> tuple[str, ...]:
    names = info.filename[:MAX_NAME].replace("\\", "/").split("/")
    return tuple(name for name in names if name not in ("", "."))


def _objection(info: zipfile.ZipInfo, parts: tuple[str, ...]) -> str:
    if not parts or len(info.filename) > MAX_NAME:
        return "a file in a zip without a usable name"
    if info.compress_type not in _METHODS:
        return "a file in a zip packed in an unusual way; expected an ordinary zip (deflate)"
    mode = info.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "a link in a zip; links are not followed"
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "something in a zip that is no plain file"
    if ".." in parts or PurePosixPath(info.filename).is_absolute() or ":" in (parts[0] if parts else ""):
        return "a path in a zip that leads out of it"
    if info.flag_bits & 1:
        return "an encrypted file in a zip"
    if info.filename.lower().endswith(".zip") and info.file_size > max(_RATIO_FROM, 10 * info.compress_size):
        return "a zip in a zip that unpacks to more than ten times its size"
    if info.file_size > _RATIO_FROM and info.file_size > MAX_RATIO * max(1, info.compress_size):
        return "a file in a zip that unpacks to more than 200 times its size"
    return ""
