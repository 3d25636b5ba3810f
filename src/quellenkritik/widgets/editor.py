"""The editor of an answer: made from the declared form, it shows the YAML to paste and keeps it in ``answers.yml``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape
from pathlib import Path
from typing import Any

import ipywidgets

from quellenkritik.errors import Mistake
from quellenkritik.tasks import answerfile, report, task
from quellenkritik.tasks.answers import Tree
from quellenkritik.tasks.form import Section
from quellenkritik.widgets.marks import Marks
from quellenkritik.widgets.parts import Items, Rows


class Editor(ipywidgets.VBox):  # type: ignore[misc]  # ipywidgets ships no types
    """A box with the sections of a form, the YAML text, and three buttons: check, save, load."""

    def __init__(self, exercise: str, sheet: Mapping[str, Any], folder: Path | None = None) -> None:
        self.exercise, self.sheet = exercise, sheet
        self.file = (folder or Path.cwd()) / answerfile.NAME
        self.quiet = True
        form = task(exercise).form(sheet)
        if not form.sections:
            raise Mistake(exercise, "an exercise that asks for a program", "the answer cell itself")
        self.parts = [self._part(section) for section in form.sections]
        self.text = ipywidgets.Textarea(
            description="YAML to paste",
            rows=12,
            style={"description_width": "initial"},
            layout={"width": "98%"},
        )
        self.message = ipywidgets.HTML()
        # An exercise whose answer can be drawn shows it, redrawn with each change, with the same in words below.
        self.picture = getattr(task(exercise), "picture", None)
        self.drawing = ipywidgets.HTML()
        drawn = [self.drawing] if self.picture else []
        super().__init__([*self._sections(), *drawn, self._buttons(), self.message, self.text])
        self.quiet = False
        self._changed(None)

    def tree(self) -> Tree:
        """Return the answer as it is filled in."""
        return {part.section.name: part.tree() for part in self.parts}

    def fill(self, answer: Tree) -> list[str]:
        """Take an answer over; return the places of values that the form does not know."""
        self.quiet = True
        refused = [place for part in self.parts for place in part.fill(answer)]
        self.quiet = False
        self._changed(None)
        return refused

    def check(self) -> None:
        """Show the formal problems."""
        self._say(*report.lines(self.exercise, report.problems(self.exercise, self.tree(), self.sheet)))

    def save(self) -> None:
        """Put the answer into the file beside the notebook."""
        answerfile.save(self.file, self.exercise, self.tree())
        self._say(f"Saved in {self.file.name}.")

    def load(self) -> None:
        """Take the answer over from the file beside the notebook."""
        kept = answerfile.read(self.file)
        if self.exercise not in kept:
            self._say(f"{self.file.name} holds no answer to {self.exercise} yet.")
            return
        refused = self.fill(kept[self.exercise])
        self._say(f"Loaded from {self.file.name}.", *(f"not taken over: {place}" for place in refused))

    def _part(self, section: Section) -> Items | Rows:
        if section.items:
            return Items(section, self._changed)
        marks = any(field.kind == "span" for field in section.fields)
        return Marks(section, self._changed, self.sheet) if marks else Rows(section, self._changed)

    def _sections(self) -> list[Any]:
        heads = [ipywidgets.HTML(f"<h3>{escape(part.section.title)}</h3>") for part in self.parts]
        return [widget for head, part in zip(heads, self.parts, strict=True) for widget in (head, part.box)]

    def _buttons(self) -> Any:  # noqa: ANN401
        words = {"Check": self.check, "Save answers.yml": self.save, "Load answers.yml": self.load}
        return ipywidgets.HBox([self._button(word, act) for word, act in words.items()])

    def _button(self, word: str, act: Callable[[], None]) -> Any:  # noqa: ANN401
        button = ipywidgets.Button(description=word)
        button.on_click(lambda _: self._try(act))
        return button

    def _try(self, act: Callable[[], None]) -> None:
        """Carry out an action; what goes wrong is told below the buttons."""
        try:
            act()
        except (Mistake, OSError) as mistake:
            self._say(str(mistake))

    def _say(self, *lines: str) -> None:
        self.message.value = f"<pre>{escape(chr(10).join(lines))}</pre>"

    def _changed(self, _: object) -> None:
        if self.quiet:
            return
        self.text.value = answerfile.to_yaml(self.tree())
        if self.picture:
            self.drawing.value = self.picture(self.tree(), self.sheet)._repr_html_()
