"""How one sandbox is started: the command line with bubblewrap, or without it where namespaces are not to be had."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from quellenkritik.errors import Mistake
from quellenkritik.grading.limits import DEFAULT, Limits
from quellenkritik.grading.sandbox import reach

Level = Literal["full", "reduced", "none"]
ENVIRONMENT = {
    "PATH": "/usr/bin:/bin",
    "HOME": "/qk/home",
    "USER": "student",
    "LOGNAME": "student",
    "LANG": "C.UTF-8",
    "TMPDIR": "/qk/home",
    "PYTHONHASHSEED": "0",
}
NOBODY = "65534"


@dataclass
class Plan:
    """One way of isolation. ``public`` maps exercise ids to the files that their notebooks find beside them."""

    level: Level
    bwrap: str = ""
    disable_userns: bool = False
    seccomp: bool = True
    landlock: bool = False
    limits: Limits = DEFAULT
    public: dict[str, dict[str, str]] = field(default_factory=dict)
    warm: dict[str, list[str]] = field(default_factory=dict)
    modules: tuple[str, ...] = ("yaml", "quellenkritik")
    hidden: tuple[Path, ...] = ()
    """Folders that must stay out of sight (course, solutions) wherever they happen to lie."""
    _scratch: tempfile.TemporaryDirectory[str] | None = None

    def command(self, control: int) -> tuple[list[str], dict[str, str]]:
        """Return the command line and the environment; ``control`` is the descriptor of the control channel."""
        if self.level == "full":
            return [*self._bubblewrap(), *_python(control, reach.PACKAGE_INSIDE)], {}
        environment = ENVIRONMENT | {"HOME": self.home(), "TMPDIR": self.home()}
        return _python(control, str(reach.package().parent)), environment

    def init(self) -> dict[str, object]:
        """Return what the zygote is told at its start; all of it is public."""
        full = self.level == "full"
        seen = reach.covered(self.hidden, self._readable()) if self.landlock else []
        if seen:
            raise Mistake(
                "sandbox",
                f"a course inside a folder that notebooks must be able to read ({seen[0]})",
                "a course elsewhere, or bubblewrap, which can hide it",
            )
        return {
            "files": self.public,
            "warm": self.warm,
            "modules": list(self.modules),
            "limits": self.limits.as_data(),
            "namespaces": full,
            "seccomp": self.seccomp,
            "landlock": self.landlock,
            "home": "" if full else self.home(),
            "readable": self._readable(),
        }

    def home(self) -> str:
        """Return the scratch folder that stands in for the sandbox's own home (only without namespaces)."""
        if self._scratch is None:
            self._scratch = tempfile.TemporaryDirectory(prefix="qk-sandbox-")
        return self._scratch.name

    def close(self) -> None:
        """Remove the scratch folder, if there was one."""
        if self._scratch is not None:
            self._scratch.cleanup()
            self._scratch = None

    def _readable(self) -> list[str]:
        folders = [*reach.SYSTEM, *reach.SYSTEM_FILES, *reach.python_folders(), *map(str, reach.parts())]
        return [*folders, "/dev/null", "/dev/zero", "/dev/urandom", "/dev/random"]

    def _bubblewrap(self) -> list[str]:
        """Return bubblewrap's own arguments: everything new, everything read-only, almost nothing there."""
        words = [
            self.bwrap,
            "--unshare-all",
            "--unshare-user",
            "--die-with-parent",
            "--new-session",
            "--clearenv",
        ]
        words += ["--disable-userns"] if self.disable_userns else []
        words += ["--uid", NOBODY, "--gid", NOBODY, "--hostname", "sandbox", "--cap-drop", "ALL"]
        # The zygote needs these two to make namespaces for each submission; the submission's process drops them.
        words += ["--cap-add", "CAP_SYS_ADMIN", "--cap-add", "CAP_SETPCAP"]
        veils = self._veils(reach.SYSTEM)
        words += _system() + _each("--tmpfs", veils)
        words += _pairs("--ro-bind", reach.python_folders())
        for part in reach.parts():
            inside = f"{reach.PACKAGE_INSIDE}/quellenkritik/{part.relative_to(reach.package())}"
            words += ["--ro-bind", str(part), inside]
        later = self._veils(reach.python_folders())
        words += _each("--tmpfs", later)
        words += ["--proc", "/proc", "--dir", "/qk/home"]
        for device in ("null", "zero", "urandom", "random"):
            words += ["--dev-bind", f"/dev/{device}", f"/dev/{device}"]
        for name, value in ENVIRONMENT.items():
            words += ["--setenv", name, value]
        words += _each("--remount-ro", [*veils, *later, "/"])
        return [*words, "--chdir", "/qk/home", "--"]

    def _veils(self, shown: Sequence[str]) -> list[str]:
        """Return what is to be covered by an empty folder: secrets, and a second copy of the package."""
        installed = [Path(folder, "quellenkritik") for folder in reach.site_packages()]
        hidden = [*self.hidden, *(folder for folder in installed if folder.is_dir())]
        return reach.covered(hidden, shown)


def _system() -> list[str]:
    words: list[str] = []
    for folder in map(Path, reach.SYSTEM):
        if folder.is_symlink():
            words += ["--symlink", str(folder.readlink()), str(folder)]
        elif folder.is_dir():
            words += ["--ro-bind", str(folder), str(folder)]
    for path in reach.SYSTEM_FILES:
        words += ["--ro-bind-try", path, path]
    return words


def _each(option: str, paths: list[str]) -> list[str]:
    return [word for path in paths for word in (option, path)]


def _pairs(option: str, paths: list[str]) -> list[str]:
    return [word for path in paths for word in (option, path, path)]


def _python(control: int, package: str) -> list[str]:
    """Return the interpreter's command: isolated, no site hooks, no byte code written."""
    start = (
        f"import sys; sys.path.insert(0, {package!r}); sys.path += {reach.site_packages()!r}; "
        f"from quellenkritik.grading.sandbox.inside import zygote; zygote.main({control})"
    )
    return [reach.interpreter(), "-I", "-S", "-B", "-X", "utf8", "-c", start]
