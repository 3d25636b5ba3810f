"""Measurements: each part is run by one command and prints what it measured."""
