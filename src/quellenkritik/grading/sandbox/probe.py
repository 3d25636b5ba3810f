"""What isolation this machine offers, told as guarantees; and what to do where it offers too little."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass, field
from functools import cache

from quellenkritik.errors import Mistake
from quellenkritik.grading.sandbox.inside import landlock, seccomp
from quellenkritik.grading.sandbox.plan import Level, Plan

INSTALL = "Install bubblewrap: apt-get install bubblewrap (Debian, Ubuntu), dnf install bubblewrap (Fedora)."
ALLOW = (
    "Allow user namespaces, as root: 'sysctl -w kernel.apparmor_restrict_unprivileged_userns=0' (Ubuntu 24.04 and "
    "later), 'sysctl -w kernel.unprivileged_userns_clone=1' (older Debian), 'sysctl -w user.max_user_namespaces=10000'. "
    "In a container, start it with '--security-opt seccomp=unconfined --security-opt apparmor=unconfined'."
)
ELSEWHERE = (
    "Sandboxing needs Linux 5.13 or newer on x86_64 or aarch64; on other systems grade in a virtual machine."
)


@dataclass(frozen=True)
class Guarantee:
    """One promise about a student's code, whether it holds here, and what keeps it."""

    name: str
    held: bool
    by: str


@dataclass(frozen=True)
class Isolation:
    """What was found. ``reason`` says why it is not more, ``remedy`` how to get more."""

    level: Level
    bwrap: str = ""
    disable_userns: bool = False
    seccomp: bool = False
    landlock_version: int = 0
    reason: str = ""
    remedy: str = ""
    guarantees: tuple[Guarantee, ...] = field(default=())

    def plan(self, **options: object) -> Plan:
        """Return the plan of a sandbox of this kind; raise :class:`Mistake` where there is none."""
        if self.level == "none":
            raise Mistake(
                "sandbox",
                f"a machine that cannot isolate student code ({self.reason})",
                "bubblewrap with user namespaces, or Landlock",
                self.remedy,
            )
        plan = Plan(
            level=self.level,
            bwrap=self.bwrap,
            disable_userns=self.disable_userns,
            seccomp=self.seccomp,
            landlock=self.level == "reduced",
        )
        for name, value in options.items():
            setattr(plan, name, value)
        return plan

    def lines(self) -> list[str]:
        """Return the guarantees as lines for a person."""
        title = {"full": "full", "reduced": "REDUCED", "none": "none"}[self.level]
        marks = [f"  {'yes' if g.held else 'NO '} {g.name} ({g.by})" for g in self.guarantees]
        more = [f"  {self.reason} {self.remedy}"] if self.level != "full" else []
        return [f"Sandbox: {title}.", *marks, *more]


@cache
def probe() -> Isolation:
    """Try what this machine offers, for real, and return the best of it."""
    path = shutil.which("bwrap") or ""
    filtered = seccomp.available()
    abi = landlock.version()
    works, reason = _try(path, ["--disable-userns"]) if path else (False, "bubblewrap is not installed.")
    limited = works
    if path and not works:
        works, reason = _try(path, [])
    if works:
        return Isolation("full", path, limited, filtered, abi, guarantees=_full(limited, filtered))
    remedy = ALLOW if path else INSTALL
    if abi and filtered:
        return Isolation("reduced", "", False, True, abi, reason, remedy, _reduced())
    return Isolation("none", "", False, filtered, abi, reason, f"{remedy} {ELSEWHERE}", ())


def _try(path: str, options: list[str]) -> tuple[bool, str]:
    """Start bubblewrap once, doing nothing inside, and return whether it worked and what it said."""
    words = [
        path,
        "--unshare-all",
        "--unshare-user",
        *options,
        "--cap-drop",
        "ALL",
        "--cap-add",
        "CAP_SYS_ADMIN",
    ]
    words += ["--ro-bind", "/", "/", "--proc", "/proc", "--", "/bin/sh", "-c", "exit 0"]
    try:
        done = subprocess.run(words, capture_output=True, timeout=20, check=False, env={})
    except (OSError, subprocess.TimeoutExpired) as error:
        return False, f"bubblewrap did not start: {error}"
    said = done.stderr.decode("utf-8", "replace").strip().splitlines()
    return done.returncode == 0, (said[-1] if said else "bubblewrap ended with an error") + "."


def _full(limited: bool, filtered: bool) -> tuple[Guarantee, ...]:
    calls = "seccomp" if filtered else "no filter for this architecture"
    return (
        Guarantee(
            "gold, gradebook, configuration and other submissions are out of sight", True, "mount namespace"
        ),
        Guarantee("no network", True, "network namespace, seccomp" if filtered else "network namespace"),
        Guarantee("read-only system, an own empty home in memory", True, "mount namespace"),
        Guarantee(
            "own process list and shared memory, everything ends with the submission", True, "namespaces"
        ),
        Guarantee("no new processes, no kernel interfaces beyond a short list", filtered, calls),
        Guarantee("no user namespaces inside", limited or filtered, "--disable-userns" if limited else calls),
        Guarantee("limits on time, memory, threads, files and output", True, "limits, watch"),
        Guarantee("environment variables hidden", True, "--clearenv"),
    )


def _reduced() -> tuple[Guarantee, ...]:
    return (
        Guarantee(
            "contents of gold, gradebook, configuration and other submissions out of reach", True, "Landlock"
        ),
        Guarantee("that files exist, and their names, is hidden", False, "needs a mount namespace"),
        Guarantee("no network", True, "seccomp"),
        Guarantee("writes only to a scratch folder, emptied after each submission", True, "Landlock"),
        Guarantee(
            "own process list and shared memory",
            False,
            "needs namespaces; seccomp forbids signals and sharing",
        ),
        Guarantee("no new processes, no kernel interfaces beyond a short list", True, "seccomp"),
        Guarantee("limits on time, memory, threads and output", True, "limits, watch"),
        Guarantee(
            "an exact limit on disk", False, "needs a mount namespace; the watch looks 40 times a second"
        ),
        Guarantee("environment variables hidden", True, "an empty environment"),
    )


def unsafe() -> Plan:
    """Return the plan without any wall, for which the person asked by name."""
    return Plan(level="none", seccomp=False, landlock=False)
