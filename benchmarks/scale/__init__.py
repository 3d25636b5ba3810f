"""Grading beyond one machine: a dask cluster and PostgreSQL beside the grading on one machine with a file."""
