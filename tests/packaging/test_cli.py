"""The command line as a whole: what it does when the one who reads its output stops reading."""

from __future__ import annotations

import subprocess
import sys


def test_a_reader_that_stops_reading_gets_no_traceback():
    """``qk sources list --json | head`` ends quietly."""
    command = [sys.executable, "-m", "quellenkritik.cli", "sources", "list", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        said = process.stderr.read()

    assert b"" == said
    assert 1 == process.returncode
