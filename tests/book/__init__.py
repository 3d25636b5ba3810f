"""Tests of the book: its chapters, its quotations, its generated pages."""
