"""A Sentence Changes Hands: source criticism on the Clinton-Putin documents of June 2000."""

from __future__ import annotations

__version__ = "0.1.0"
