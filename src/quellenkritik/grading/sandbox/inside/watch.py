"""The watch on what a running submission takes: memory summed over its processes, threads, and disk."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator, Mapping


class Watch:
    """``alone``: the sandbox has a process list of its own, so every unknown process in it is the submission's."""

    def __init__(self, limits: Mapping[str, float], *, alone: bool, home: str) -> None:
        self._memory = int(limits["memory"])
        self._disk = int(limits["disk"])
        self._threads = int(limits["threads"])
        self._alone = alone
        self._home = home
        self._proc = os.open("/proc", os.O_RDONLY | os.O_DIRECTORY)
        self._known = set(self._processes())

    def excess(self, pid: int) -> str:
        """Return what the submission takes too much of, or an empty text."""
        memory = threads = 0
        for process in self._theirs(pid):
            resident, count = self._status(process)
            memory += resident
            threads += count
        if memory > self._memory:
            return "memory"
        if threads > self._threads:
            return "threads"
        if not self._alone and self._size() > self._disk:
            return "disk"
        return ""

    def sweep(self) -> None:
        """Empty the shared home where submissions have none of their own."""
        for entry in os.scandir(self._home):
            if entry.is_dir(follow_symlinks=False):
                shutil.rmtree(entry.path, ignore_errors=True)
            else:
                os.unlink(entry.path)  # noqa: PTH108

    def _processes(self) -> Iterator[int]:
        for name in os.listdir(self._proc):  # noqa: PTH208 (a descriptor, not a path)
            if name.isdigit():
                yield int(name)

    def _theirs(self, pid: int) -> list[int]:
        return [p for p in self._processes() if p not in self._known] if self._alone else [pid]

    def _status(self, process: int) -> tuple[int, int]:
        """Return resident bytes and threads of a process; zero where it is gone."""
        try:
            fd = os.open(f"{process}/status", os.O_RDONLY, dir_fd=self._proc)
        except OSError:
            return 0, 0
        try:
            lines = os.read(fd, 8192).decode("ascii", "replace").splitlines()
        except OSError:
            lines = []
        finally:
            os.close(fd)
        fields = dict(line.split(":", 1) for line in lines if ":" in line)
        # Files that are mapped (libraries) are shared by all and not counted.
        kilobytes = sum(int(fields.get(name, "0 kB").split()[0]) for name in ("RssAnon", "RssShmem"))
        return kilobytes * 1024, int(fields.get("Threads", "0"))

    def _size(self) -> int:
        total = 0
        for folder, _, names in os.walk(self._home):
            for name in names:
                try:
                    total += os.lstat(os.path.join(folder, name)).st_size  # noqa: PTH118
                except OSError:
                    continue
        return total
