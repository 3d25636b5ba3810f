"""A line that says how far the work is, how fast it goes and how long it will take; only on a terminal."""

from __future__ import annotations

import sys
import time
from types import TracebackType

EVERY = 0.1
WIDTH = 24


class Progress:
    """Use as a context manager; :meth:`expect` sets the whole, :meth:`step` counts one."""

    def __init__(self, quiet: bool = False) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._total = self._done = 0
        self._start = time.monotonic()
        self._last = 0.0

    def expect(self, total: int) -> None:
        """Set how many there are."""
        self._total = total

    def step(self, _what: object = None) -> None:
        """Count one more."""
        self._done += 1
        now = time.monotonic()
        if self._shown and now - self._last >= EVERY:
            self._last = now
            print("\r" + self.line(now - self._start), end="", file=sys.stderr, flush=True)

    def line(self, seconds: float) -> str:
        """Return the line for the state after so many seconds."""
        total = max(self._total, self._done)
        full = WIDTH * self._done // total if total else WIDTH
        rate = self._done / seconds if seconds > 0 else 0.0
        left = (total - self._done) / rate if rate else 0.0
        bar = "█" * full + "░" * (WIDTH - full)
        return f"{bar} {self._done}/{total}  {rate * 60:.0f} a minute  {left:.0f} s left  "

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._shown and self._done:
            print("\r" + self.line(time.monotonic() - self._start), file=sys.stderr, flush=True)
