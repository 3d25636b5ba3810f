"""Run inside otter's own environment: grade submissions one after the other by its API, in this one process.

Standard input: ``[[notebook, autograder.zip], ...]``. The last line of standard output: ``[[seconds, points or null],
...]``. The time of importing otter is not counted.
"""

import json
import sys
import time

from otter.api import grade_submission


def main() -> None:
    """Grade and print."""
    found = []
    for submission, autograder in json.load(sys.stdin):
        started = time.perf_counter()
        try:
            points = float(grade_submission(submission, autograder, quiet=True).total)
        except Exception as error:
            print(f"{submission}: {error!r}", file=sys.stderr)
            points = None
        found.append([time.perf_counter() - started, points])
    print(json.dumps(found))


main()
