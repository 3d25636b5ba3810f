"""Editors and viewers for answers (ipywidgets); no logic lives here."""
