"""Papers of many rounds, made once."""

import pytest

from quellenkritik.specimens import rounds


@pytest.fixture(scope="session")
def made():
    """Return the papers of sixty rounds under sixty seeds."""
    return [paper for n in range(60) for paper in rounds.make(n.to_bytes(16, "big"), 2)]
