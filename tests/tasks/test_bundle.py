"""The key of a class cannot be recovered from the student's bundle: sheet and package give a program no more than chance.

Each attack is also shown to succeed where it should: with the editors' codings at hand, or with the right seed.
"""

import hashlib
import shutil
import statistics
from functools import cache

import pytest
import yaml

from quellenkritik import register
from quellenkritik.course.bank import to_yaml
from quellenkritik.tasks import task
from quellenkritik.tasks.draw import PRACTICE_SEED
from tests.support import ROOT
from tests.tasks import attacker, graders

CLASSES = [hashlib.sha256(b"class %d" % n).digest()[:16] for n in range(6)]
LIMITS = {
    "sourcing": 0.05,
    "custody": 0.05,
    "limits": 0.2,
    "shifts": 0.05,
    "pivot": 0.06,
    "stemma": 0.05,
    "coding": 0.4,
    "timeline": 0.1,
    "argument": 0.05,
}
"""Mean share of the points that the attacker may earn. In pivot and limits the same program earns it without any package:
in limits it has the rules of the exercise built in, and goes by the look of a statement and of its record; in coding it
looks for a word of each value and takes a page seen in part for a gap, and the package adds nothing to that."""
GAIN = 0.05
"""What the package may add to the sheet, class by class."""
SUCCESS = {"sourcing": 0.4, "custody": 0.02, "pivot": 0.15, "stemma": 0.9, "coding": 0.8, "timeline": 0.1}
"""What the same attacker earns at least once the codings are there: a record is an answer, a parent only half of one.
No coding answers anything in limits; in custody the codings tell some days and marks, and no step,
in timeline the days of the records and no order."""
GUESSED = [PRACTICE_SEED, b"", bytes(16), b"\xff" * 16, *(n.to_bytes(16, "big") for n in range(1, 12))]


@cache
def drawn(exercise, seed):
    """Return the sheet as the student reads it from its file, and the key."""
    sheet, gold = task(exercise).draw(graders.bank(exercise), seed)
    return yaml.safe_load(to_yaml(sheet)), gold


@pytest.fixture(scope="module")
def package(tmp_path_factory):
    """The register of the student's package: the texts alone."""
    folder = tmp_path_factory.mktemp("package") / "data"
    shutil.copytree(ROOT / "src" / "quellenkritik" / "register" / "data", folder)
    found, faults = register.read(folder)
    assert ([], False) == (faults, found.has_codings)
    return found


def shares(exercise, here):
    return [attacker.share(exercise, *drawn(exercise, seed), here) for seed in CLASSES]


@pytest.mark.parametrize("exercise", LIMITS)
def test_the_bundle_earns_a_program_next_to_nothing(exercise, package):
    bare, armed = shares(exercise, None), shares(exercise, package)

    assert statistics.mean(armed) <= LIMITS[exercise], armed
    assert max(more - less for more, less in zip(armed, bare, strict=True)) <= GAIN, (bare, armed)


@pytest.mark.parametrize("exercise", SUCCESS)
def test_the_same_program_succeeds_once_it_has_the_codings(exercise):
    assert statistics.mean(shares(exercise, register.load())) >= SUCCESS[exercise]


@pytest.mark.parametrize("seed", CLASSES[:2], ids=["one class", "another"])
def test_the_program_does_find_the_sources(seed, package):
    """It is the codings that it lacks, not the way: each text of the tree leads to its page of the register."""
    sheet, _ = drawn("stemma", seed)
    witnesses = [item for item in sheet["items"] if item["kind"] == "witness"]

    assert len(witnesses) == len({attacker.source_of(item, package).id for item in witnesses})


def same(one, other):
    """Return the share of the items of one sheet that stand on the other with the same id and the same content."""
    return sum(item in other["items"] for item in one["items"]) / len(one["items"])


@pytest.mark.parametrize("exercise", LIMITS)
def test_no_guessed_seed_makes_the_sheet_of_a_class(exercise):
    """Whoever has the public bank and the generator can try seeds: the public one and other likely ones tell nothing."""
    guesses = [drawn(exercise, seed)[0] for seed in GUESSED]
    for seed in CLASSES:
        found = max(same(drawn(exercise, seed)[0], guess) for guess in guesses)
        assert found <= 0.2, "a siglum of two letters may be hit by chance, a sheet may not"


@pytest.mark.parametrize("exercise", LIMITS)
def test_the_right_seed_would_make_it(exercise):
    """The practice sheet that is handed out follows from the public seed: the attack works where it may."""
    (path,) = (ROOT / "exercises").glob(f"*/{exercise}.sheet.yml")
    published = yaml.safe_load(path.read_text(encoding="utf-8"))

    assert [1.0] == [found for seed in GUESSED if (found := same(published, drawn(exercise, seed)[0])) > 0.2]


@pytest.mark.parametrize("exercise", LIMITS)
def test_a_sheet_carries_neither_seed_nor_bank(exercise):
    for seed in CLASSES:
        text = to_yaml(drawn(exercise, seed)[0])
        assert seed.hex() not in text
        assert not {str(item["id"]) for item in graders.bank(exercise)["items"]} & {
            str(item["id"]) for item in drawn(exercise, seed)[0]["items"]
        }
