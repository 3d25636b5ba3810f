"""Grading on a dask.distributed cluster: notebooks run in its workers' sandboxes; key, scoring and gradebook stay here."""
