"""The register's own data: nothing is wrong, nothing is lost, and its numbers are known."""

import json
import subprocess
import sys
import time

import pytest
import yaml

from quellenkritik import register
from quellenkritik.register.counts import counts
from quellenkritik.register.missing import Missing
from tests.support import CASES, TESTS

REGISTER = register.load()
PINNED = yaml.safe_load((TESTS / "register" / "counts.yml").read_text(encoding="utf-8"))


def test_nothing_is_wrong():
    _, faults = register.read()

    assert [] == [str(fault) for fault in faults]


def test_every_source_of_the_research_is_there():
    wanted = (CASES / "original_sources.txt").read_text(encoding="utf-8").split()

    assert 142 == len(wanted)
    assert set() == set(wanted) - set(REGISTER.sources)


def test_the_numbers_are_pinned():
    """After a change on purpose: ``qk sources verify --counts > tests/register/counts.yml``."""
    assert PINNED == counts(REGISTER)


def test_no_quotation_over_forty_words():
    assert [] == [quote.id for quote in REGISTER.quotations.values() if quote.words > 40]


def test_the_memcon_is_known_through_witnesses_only():
    """Its pages were never seen: no quotation of it may claim more."""
    memcon = REGISTER.source("P2-memcon-plenary")

    assert ("none", Missing.NOT_SEEN) == (memcon.seen, memcon.url)
    assert {("unseen", "via")} == {(quote.page, quote.known) for quote in memcon.quotes}


def test_one_source_is_the_article_with_which_the_book_begins():
    assert ["W-seed-kosmo"] == [source.id for source in REGISTER.sources.values() if source.seed]


@pytest.mark.parametrize(
    ("one", "other", "unit"),
    [("W-seed-kosmo", "W-novosti-rs", "v1"), ("W-seed-kosmo", "W-novosti-rs", "v9")],
)
def test_readings_in_two_languages_that_say_the_same_share_a_class(one, other, unit):
    """hladan and kalte are two words and one reading."""
    readings = [REGISTER.reading(source, unit) for source in (one, other)]

    assert readings[0].reading_class == readings[1].reading_class


def test_loading_is_quick():
    start = time.perf_counter()
    register.read()

    assert time.perf_counter() - start < 3.0, "half a second on a quiet machine"


def test_the_pure_parser_reads_the_same():
    """The browser has no C parser; what it reads there is the same."""
    code = (
        "import sys, json; sys.modules['yaml._yaml'] = None\n"
        "import yaml; assert not yaml.__with_libyaml__\n"
        "from quellenkritik.register import load; from quellenkritik.register.counts import counts\n"
        "print(json.dumps(counts(load())))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert counts(REGISTER) == json.loads(done.stdout)
