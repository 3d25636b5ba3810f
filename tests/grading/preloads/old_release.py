"""A worker with another release."""

from quellenkritik.grading.cluster import worker

worker.grader_version = lambda: "0.0.1+00000000"
