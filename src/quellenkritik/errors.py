"""One way to tell a person what went wrong: what came, what was expected, what to do next."""

from __future__ import annotations


class Mistake(Exception):
    """Wrong use or wrong input, told in one sentence for the person at the keyboard (exit code 2).

    ``where`` names the file, id or field; ``came`` and ``expected`` are shown as they are; ``hint`` is the next step.
    """

    def __init__(self, where: str, came: str, expected: str, hint: str = "") -> None:
        self.where, self.came, self.expected, self.hint = where, came, expected, hint
        super().__init__(f"{where}: came {came}; expected {expected}." + (f" {hint}" if hint else ""))
