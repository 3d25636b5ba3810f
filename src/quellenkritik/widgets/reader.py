"""The passage side by side in a notebook: up to four texts to pick, the reading below; no logic lives here."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files
from typing import Any

import ipywidgets

from quellenkritik import register
from quellenkritik.tasks.side_by_side import by_language, columns

START = ("en-record", "ru-ria", "sr-novosti", "de-kosmo")
_NAMES = ("First text", "Second text", "Third text", "Fourth text")


class Reader(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """Four lists to choose from, a box for the marks, one for the glosses, and the columns."""

    def __init__(self, chosen: Sequence[str] = START) -> None:
        self.register = register.load()
        self.picks = [self._pick(at, chosen[at] if at < len(chosen) else "") for at in range(len(_NAMES))]
        self.mark = ipywidgets.Checkbox(value=True, description="mark what differs", indent=False)
        self.glosses = ipywidgets.Checkbox(
            value=False, description="all glosses below the words", indent=False
        )
        self.page = ipywidgets.HTML()
        for widget in (*self.picks, self.mark, self.glosses):
            widget.observe(self._draw, names="value")
        super().__init__([*self.picks, ipywidgets.HBox([self.mark, self.glosses]), self.page])
        self._draw(None)

    @property
    def chosen(self) -> list[str]:
        """The texts that are picked, each once."""
        return list(dict.fromkeys(pick.value for pick in self.picks if pick.value))

    def _pick(self, at: int, value: str) -> Any:  # noqa: ANN401
        none = [] if at < 2 else [("none", "")]
        groups = by_language(self.register.corpus.values())
        options = [(v.title, v.id) for versions in groups.values() for v in versions]
        return ipywidgets.Dropdown(
            options=none + options,
            value=value,
            description=_NAMES[at],
            style={"description_width": "initial"},
        )

    def _draw(self, _: object) -> None:
        html = columns(self.register, self.chosen, mark=self.mark.value)
        if self.glosses.value:
            html = html.replace('class="qk-side on"', 'class="qk-side on glosses"', 1)
        self.page.value = f"<style>{style()}</style>{html}"


def style() -> str:
    """Return the style of the page, the same as the book's."""
    return files("quellenkritik.tasks").joinpath("side_by_side.css").read_text(encoding="utf-8")
