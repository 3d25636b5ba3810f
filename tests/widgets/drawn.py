"""A widget drawn in a browser as a notebook draws it: the same program makes its elements, without a kernel behind it."""

from __future__ import annotations

import contextlib
import functools
import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipywidgets.embed import embed_data

from quellenkritik.course import vendor
from quellenkritik.course.project import Project
from tests.support import ROOT

MANAGER = "html-manager"
_PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A widget</title>
<script>window.__jupyter_widgets_assets_path__ = "manager/";</script>
<script src="manager/embed.js"></script>
<style>:root {{ --jp-ui-font-color1: #212121; --jp-widgets-input-font-size: 13px; }}</style>
<main><h1>A notebook</h1><h2>Your answer</h2>
<script type="application/vnd.jupyter.widget-state+json">{state}</script>
<script type="application/vnd.jupyter.widget-view+json">{view}</script></main></html>"""


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing."""


@contextlib.contextmanager
def served(widget: Any, folder: Path) -> Iterator[str]:
    """Give the address of a page that draws the widget."""
    data = embed_data(views=[widget])
    state, view = (
        json.dumps(part).replace("</", "<\\/") for part in (data["manager_state"], data["view_specs"][0])
    )
    (folder / "index.html").write_text(_PAGE.format(state=state, view=view), encoding="utf-8")
    if not (folder / "manager").exists():
        (folder / "manager").symlink_to(vendor.fetch(Project(ROOT), MANAGER) / "dist")
    handler = functools.partial(_Quiet, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield f"http://127.0.0.1:{server.server_address[1]}/index.html"
        server.shutdown()
