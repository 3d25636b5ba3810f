"""``qk pdf``: the whole book as one tagged PDF."""

from __future__ import annotations

import argparse

from quellenkritik.course import pdf, project


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options: there are none."""


def run(args: argparse.Namespace) -> int:
    """Make the PDF and say where it stands and how big it is."""
    here = project.find()
    pdf.browser()
    pdf.packer()  # both before the build, which takes a while
    print("building the book as one page, then printing it ...", flush=True)
    made = pdf.write(here)
    print(f"{here.named(made)}: {made.stat().st_size / 1e6:.1f} MB")
    return 0
