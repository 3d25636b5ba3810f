"""The server extension: nbgrader's formgrader with our template before its own, and three files served beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from jupyter_server.utils import url_path_join
from nbgrader.server_extensions.formgrader import handlers
from nbgrader.server_extensions.formgrader.base import BaseHandler
from nbgrader.server_extensions.formgrader.formgrader import FormgradeExtension
from tornado import web

HERE = Path(__file__).parent
PREFIX = "/formgrader/quellenkritik"
RUBRIC = "rubric.json"
NONE = '{"rounding": 0.25, "cells": {}}'


class RubricHandler(BaseHandler):  # type: ignore[misc] # nbgrader ships no types
    """Gives the rubric of the course that is open."""

    @web.authenticated
    def get(self) -> None:
        """Answer with the rubric as JSON."""
        path = Path(self.coursedir.root) / RUBRIC
        self.set_header("Content-Type", "application/json")
        self.finish(path.read_text("utf-8") if path.is_file() else NONE)


class Marking(FormgradeExtension):  # type: ignore[misc] # nbgrader ships no types
    """The formgrader with the rubric. nbgrader's own pages and its way of saving stay as they are."""

    def build_extra_config(self) -> Any:  # noqa: ANN401 (a traitlets configuration)
        """Put our template before nbgrader's."""
        config = super().build_extra_config()
        config.HTMLExporter.template_name = "quellenkritik"
        config.HTMLExporter.extra_template_basedirs = [str(HERE / "templates"), handlers.template_path]
        config.HTMLExporter.extra_template_paths = [
            handlers.template_path,
            str(Path(handlers.template_path) / "formgrade"),
        ]
        return config

    def init_handlers(self, webapp: Any) -> None:  # noqa: ANN401 (tornado's application)
        """Serve our files, then everything that nbgrader serves."""
        base = webapp.settings["base_url"]
        own = [
            (url_path_join(base, PREFIX, "rubric.json"), RubricHandler),
            (url_path_join(base, PREFIX, "(.*)"), web.StaticFileHandler, {"path": str(HERE / "static")}),
        ]
        webapp.add_handlers(".*$", own)
        super().init_handlers(webapp)


def load_jupyter_server_extension(server: Any) -> None:  # noqa: ANN401 (jupyter_server's application)
    """Load the formgrader with the rubric into a Jupyter server."""
    extension = Marking(parent=server)
    extension.root_dir = server.root_dir
    extension.log = server.log
    extension.initialize([])
    extension.init_tornado_settings(server.web_app)
    extension.init_handlers(server.web_app)
