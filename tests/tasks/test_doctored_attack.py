"""Attacks on the key of doctored: a student with the bundle, the public generator and all the time there is, but no seed.

What is *not* attacked here is the exercise itself: whoever applies the rules of the card, by eye or by program, finds the
altered papers, and should. The attacks go round the papers: by seed, by id, by order, by length, by likeness.
"""

import hashlib
import re
import statistics

import pytest
import yaml

from quellenkritik.measures.calibration import skill
from quellenkritik.specimens import layout
from quellenkritik.specimens.rounds import FOCI
from quellenkritik.tasks import doctored_sheet, draw
from tests.tasks import graders

CLASS_SEED = hashlib.sha256(b"a class of the tests").digest()[:16]
BANK = graders.bank("doctored")
GUESSED = [
    draw.PRACTICE_SEED,
    b"",
    bytes(16),
    b"doctored",
    b"\xff" * 16,
    *(n.to_bytes(16, "big") for n in range(1, 40)),
    *(str(year).encode() for year in range(2020, 2030)),
]


def _text(item):
    return item["reading"] if "reading" in item else layout.plain(layout.from_data(item["page"]))


def _labelled(seed, number):
    items, keys = doctored_sheet.one_round(number, seed)
    return [(item, keys[item["id"]]["altered"]) for item in items]


@pytest.fixture(scope="module")
def rounds_of_classes():
    """Return rounds 2 of two hundred classes, each as pairs of item and outcome."""
    return [_labelled(hashlib.sha256(b"class %d" % n).digest()[:16], 2) for n in range(200)]


def test_guessed_seeds_give_away_round_1_and_nothing_else():
    """The public seed makes round 1 again, as it should; no guessed seed makes one paper of rounds 2 and 3."""
    sheet, gold = doctored_sheet.drawn(BANK, CLASS_SEED)
    known, ids = {}, {}
    for seed in GUESSED:
        for number in (1, 2, 3):
            for item, altered in _labelled(seed, number):
                known[_text(item)] = altered
                ids[item["id"], number] = altered
    hits = dict.fromkeys((1, 2, 3), 0)
    for item in sheet["items"]:
        if _text(item) in known:
            hits[item["round"]] += known[_text(item)] == gold["items"][item["id"]]["altered"]
    assert hits == {1: 12, 2: 0, 3: 0}
    by_id = [ids.get((i["id"], i["round"])) for i in sheet["items"] if i["round"] > 1]
    assert sum(found is not None for found in by_id) <= 2, "an id is met by accident only"


def _features(item, place):
    """Return what can be measured without reading the paper against the card."""
    text = _text(item)
    years = re.findall(r"\b(?:199|200)\d\b", text)
    return {
        "place": place,
        "id": int(item["id"][2:], 16),
        "length": len(text),
        "words": len(text.split()),
        "lines": text.count("\n"),
        "bytes in the file": len(repr(item)),
        "figures": sum(c.isdigit() for c in text),
        "capitals": sum(c.isupper() for c in text),
        "year": int(years[0]) if years else 0,
        "a reading": "reading" in item,
        "telephone": "TELEPHONE" in text,
        "note": "NOTE FOR" in text,
        "13526": "13526" in text,
        "library": "PHOTOCOPY" in text,
        "log number": int(re.sub(r"\D", "", text[:8]) or 0),
        "hash": hashlib.sha256(text.encode()).digest()[0],
        "mean letter": statistics.mean(map(ord, text)),
    }


def _auc(pairs):
    """Return the chance that an altered paper has the greater value (ties count half)."""
    yes, no = ([v for v, o in pairs if o is wanted] for wanted in (True, False))
    ranks = {}
    for position, (value, _) in enumerate(sorted(pairs, key=lambda p: p[0]), start=1):
        ranks.setdefault(value, []).append(position)
    total = sum(statistics.mean(ranks[v]) for v in yes)
    return (total - len(yes) * (len(yes) + 1) / 2) / (len(yes) * len(no))


def test_nothing_that_can_be_measured_tells_altered_from_unaltered(rounds_of_classes):
    """2,400 papers: no surface feature ranks altered above unaltered papers, or below, by more than .06 (5 sd)."""
    seen = [
        (_features(item, place), altered)
        for one in rounds_of_classes
        for place, (item, altered) in enumerate(one)
    ]
    found = {name: _auc([(float(f[name]), o) for f, o in seen]) for name in seen[0][0]}

    assert {name: round(value, 3) for name, value in found.items() if abs(value - 0.5) > 0.06} == {}


def test_the_measure_would_find_a_leak(rounds_of_classes):
    """The threshold is not idle: if altered papers were sixty letters longer, the length would give them away."""
    longer = [(len(_text(i)) + 60 * o, o) for one in rounds_of_classes for i, o in one]

    assert _auc(longer) > 0.56


def test_likeness_to_papers_of_ones_own_making_does_not_help(rounds_of_classes):
    """An attacker makes 1,200 papers with a known key and takes the outcome of the ten that look most alike."""
    own = [
        (_features(i, place), o)
        for n in range(100)
        for place, (i, o) in enumerate(_labelled(b"mine %d" % n, 2))
    ]
    names = (
        "length",
        "words",
        "figures",
        "capitals",
        "year",
        "a reading",
        "telephone",
        "note",
        "13526",
        "lines",
    )
    spread = {n: statistics.pstdev([float(f[n]) for f, _ in own]) or 1.0 for n in names}
    points = [([f[n] / spread[n] for n in names], o) for f, o in own]
    skills = []
    for one in rounds_of_classes[:12]:
        forecasts = []
        for place, (item, _) in enumerate(one):
            here = [_features(item, place)[n] / spread[n] for n in names]
            near = sorted(points, key=lambda p: sum((a - b) ** 2 for a, b in zip(p[0], here, strict=True)))
            forecasts.append(statistics.mean(o for _, o in near[:10]))
        skills.append(skill(forecasts, [o for _, o in one]))
    assert statistics.mean(skills) <= 0.05


def test_a_sheet_shows_papers_and_nothing_of_their_making():
    """Exactly the fields that a rendering needs; no slot, no group, no oddity's code, the same notice on each paper."""
    sheet, gold = doctored_sheet.drawn(BANK, CLASS_SEED)
    allowed = {"id", "round", "notice", "page", "reading"}
    assert all(set(item) <= allowed for item in sheet["items"])
    assert {item["notice"] for item in sheet["items"]} == {sheet["notice"]}
    blocks = [block for item in sheet["items"] for block in item.get("page", [])]
    assert all(set(block) <= {"kind", "label", "lines"} for block in blocks)
    text = yaml.safe_dump(sheet["items"], width=10_000)
    traces = [*FOCI, "round-2/", "round-3/", "altered", "untouched", CLASS_SEED.hex()]
    traces += [code for key in gold["items"].values() for code in key["tells"]]
    assert [trace for trace in traces if trace in text] == []


def test_the_order_of_the_sheet_is_that_of_the_seed_alone():
    """A sheet's order and ids do not change when other kinds of alteration are in use, and the key does."""
    whole = doctored_sheet.one_round(2, CLASS_SEED)
    few = doctored_sheet.one_round(2, CLASS_SEED, ["dropped-not", "wrong-president"])

    assert [i["id"] for i in whole[0]] == [i["id"] for i in few[0]]
    assert whole[1] != few[1]


def test_the_numbers_of_a_class_say_little_about_the_share():
    """Between four and eight of twelve are altered, mostly six: the share alone gives no skill."""
    shares = [sum(o for _, o in _labelled(bytes([n]) * 16, 3)) for n in range(60)]

    assert {4, 8} <= set(shares) <= {4, 5, 6, 7, 8}
    assert statistics.mean(shares) == pytest.approx(6, abs=0.5)
