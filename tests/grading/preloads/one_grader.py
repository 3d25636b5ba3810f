"""A worker of the same release as the tests' grader, also where its files are being edited meanwhile."""

from quellenkritik.grading.cluster import worker

worker.grader_version = lambda: "one grader"
