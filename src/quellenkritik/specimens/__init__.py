"""Constructed documents and their seeded alterations."""
