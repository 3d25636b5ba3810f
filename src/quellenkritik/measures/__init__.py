"""Measures: pure functions, each with its reference."""
