"""What every grader must keep, as checks that raise ``AssertionError``; ``test_graders.py`` runs them on every task.

Each check takes a :class:`Case`, one task with one drawn sheet, so that a deliberately faulty task can be put in the
place of a real one: ``test_graders_catch.py`` shows that each check catches its fault.
"""

import copy
import random
import re
import statistics
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import yaml

from quellenkritik import register
from quellenkritik.tasks import MODULES, task
from quellenkritik.tasks.answers import Tree, read
from quellenkritik.tasks.core import Gold, Sheet, Task
from quellenkritik.tasks.form import Field, Section
from quellenkritik.tasks.functions import AGAIN, CALLS, is_function_task
from quellenkritik.text import tokens
from tests.support import ROOT
from tests.tasks.guesses import returned_at_random

SEEDS = (b"practice", b"one", b"two", b"three")
DRAWS = 1_000
MEAN_OF_CHANCE = 0.05
LOCATOR = re.compile(r"[A-Z][A-Za-z0-9]*(?:-[A-Za-z0-9]+)*#q\d+")
PASS_OR_FAIL = frozenset({"capstone"})
"""Exercises that are passed or not: enough right entries are as good as all of them."""

SUMS = {
    "sourcing": ("who", "when", "custody", "use"),
    "custody": ("marks",),
    "doctored": ("verdict", "tell"),
    "rules": ("signs", "places"),
    "limits": ("evidence",),
    "pivot": ("word", "route"),
    "justify": ("renderings", "log"),
    "shifts": (),
    "stemma": (),
    "coding": ("evidence",),
    "argument": ("evidence", "counter", "origins", "certainty"),
    "timeline": ("when", "pairs"),
    "align": (),
    "align_code": (),
}
"""Criteria whose share is a sum over entries: repairing one entry never lowers them."""


@dataclass(frozen=True)
class Case:
    """One task with one sheet, its key and the bank that they come from."""

    task: Task
    bank: Mapping[str, Any]
    sheet: Sheet
    gold: Gold

    @property
    def most(self) -> float:
        """The machine points of the task."""
        return sum(spec.points for spec in self.task.criteria)

    @property
    def solution(self) -> Tree:
        """The answer that earns everything."""
        return self.task.solution(self.sheet, self.gold)

    @property
    def strategies(self) -> Mapping[str, Tree]:
        """The documented thoughtless answers; of a function exercise, what the thoughtless programs give back."""
        found = self.task.blind(self.sheet)
        if is_function_task(self.task):
            return {name: self.task.answer_of(str(program), self.gold) for name, program in found.items()}
        return found

    @property
    def released(self) -> Tree:
        """The answer of the notebook as it is handed out."""
        if is_function_task(self.task):
            return self.task.answer_of(self.task.skeleton, self.gold)
        return read(self.task.form(self.sheet).template())

    def points(self, answer: Tree) -> float:
        """Return the points of an answer."""
        return self.task.score(answer, self.sheet, self.gold).points


def exercises() -> list[str]:
    """Return the exercises that have a task and a bank."""
    return [name for name in MODULES if list((ROOT / "solutions").glob(f"*/{name}.gold.yml"))]


def bank(exercise: str) -> Mapping[str, Any]:
    """Return the bank of an exercise."""
    path = next((ROOT / "solutions").glob(f"*/{exercise}.gold.yml"))
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def case(exercise: str, seed: bytes = SEEDS[0]) -> Case:
    """Draw a case."""
    held, found = bank(exercise), task(exercise)
    return Case(found, held, *found.draw(held, seed))


# --- what an answer may earn ---------------------------------------------------------------------------------------


def solution_earns_everything(one: Case) -> None:
    """The key, as an answer, is formally right and earns each criterion in full, without any feedback code."""
    result = one.task.score(one.solution, one.sheet, one.gold)

    assert [p for p in one.task.check(one.solution, one.sheet) if not p.missing] == []
    assert {c.id: c.points for c in result.criteria} == {s.id: s.points for s in one.task.criteria}
    assert result.codes == ()


def nothing_earns_nothing(one: Case) -> None:
    """An empty answer and the released form earn 0 and are told nothing about misunderstandings."""
    for answer in ("", [], {}, one.released):
        result = one.task.score(answer, one.sheet, one.gold)
        assert (result.points, result.codes) == (0.0, ())


def documented_strategies_earn_nothing(one: Case) -> None:
    """Each documented thoughtless strategy is a formally possible answer and earns exactly 0."""
    strategies = one.strategies
    assert len(strategies) >= 3
    assert {name: one.points(answer) for name, answer in strategies.items()} == dict.fromkeys(strategies, 0.0)


def chance_earns_little(one: Case, draws: int = DRAWS) -> tuple[float, float]:
    """Random answers, which the correction does not know, earn at most 5 % in the mean; return mean and 95th percentile."""
    rnd = random.Random(2000)
    shares = sorted(one.points(guess(one, rnd)) / one.most for _ in range(draws))
    mean = statistics.mean(shares)
    assert mean <= MEAN_OF_CHANCE, f"{mean:.3f} of the points by chance"
    return mean, shares[int(0.95 * draws)]


def partners_sheet_earns_little(cases: list[Case]) -> None:
    """The perfect answer to another class's sheet earns about nothing."""
    shares = [
        mine.points(other.solution) / mine.most for mine in cases for other in cases if mine is not other
    ]
    assert statistics.mean(shares) <= MEAN_OF_CHANCE, shares


def wrong_loci_earn_little(one: Case) -> None:
    """A fluent answer, its values and ids real but each at another entry's place, earns about nothing."""
    shares = [one.points(shifted(one.solution, by)) / one.most for by in range(1, 5)]
    assert statistics.mean(shares) <= 2 * MEAN_OF_CHANCE, shares


def repair_never_lowers(one: Case, rounds: int = 20) -> None:
    """Where a criterion is a sum, repairing one entry of a bad answer never lowers it."""
    rnd = random.Random(7)
    for _ in range(rounds):
        answer = guess(one, rnd)
        before = _shares(one, answer)
        for place in rnd.sample(places(one.solution), len(places(one.solution))):
            answer = put(answer, place, one.solution)
            after = _shares(one, answer)
            fell = [c for c in SUMS.get(one.task.id, ()) if after[c] < before[c] - 1e-12]
            assert not fell, f"{fell} fell when {place} was repaired"
            before = after


def more_right_is_more(one: Case, rounds: int = 12) -> None:
    """The key alone earns everything, and the mean score rises with the number of right entries."""
    rnd = random.Random(11)
    spots = places(one.solution)
    steps = (0.0, 0.25, 0.5, 0.75)
    means = []
    for share in steps:
        scores = []
        for _ in range(rounds):
            answer = guess(one, rnd)
            for place in rnd.sample(spots, int(share * len(spots))):
                answer = put(answer, place, one.solution)
            scores.append(one.points(answer))
        assert max(scores) < one.most or one.task.id in PASS_OR_FAIL
        means.append(statistics.mean(scores))
    assert means == sorted(means), means
    assert one.points(one.solution) > means[0 if one.task.id in PASS_OR_FAIL else -1], means


# --- what must not matter ------------------------------------------------------------------------------------------


def dress_does_not_matter(one: Case) -> None:
    """YAML order, Unicode form, white space and the kind of quotation marks change nothing."""
    rnd = random.Random(3)
    for answer in (one.solution, put_some(one, rnd)):
        wanted = one.points(answer)
        for name, dress in DRESSES.items():
            assert one.points(read(dress(answer))) == wanted, name


def result_is_plain(one: Case) -> None:
    """Whatever the answer is, the score never raises and gives built-in floats within bounds."""
    rnd = random.Random(5)
    for answer in (*hostile(one), guess(one, rnd), one.solution):
        result = one.task.score(answer, one.sheet, one.gold)
        one.task.check(answer, one.sheet)
        for criterion in result.criteria:
            assert type(criterion.points) is float
            assert 0.0 <= criterion.points <= criterion.max_points
        assert type(result.points) is float


# --- what the bank and the words must keep -----------------------------------------------------------------------------


def locators_resolve(one: Case) -> None:
    """Every quotation id in the bank, the sheet and the key is in the register."""
    known = register.load().quotations
    missing = {i for i in _found(one.bank) | _found(one.sheet) | _found(one.gold) if i not in known}
    assert not missing, sorted(missing)


def sheet_holds_no_key(one: Case) -> None:
    """The sheet has opaque ids, no field of the key, and no id of the bank."""
    text = yaml.safe_dump(dict(one.sheet), allow_unicode=True)
    assert not re.search(r"\b(gold|accept|rationale|codings|adjudicated)\b:", text)
    ids = {item["id"] for item in one.sheet["items"]}
    assert not ids & {str(item.get("id")) for item in one.bank["items"]}


def words_are_kept(one: Case) -> None:
    """Three hints a criterion, at least three misconceptions with own codes, feedback that does not name a key."""
    codes = [m.code for m in one.task.misconceptions]
    assert len(codes) >= 3 and len(set(codes)) == len(codes)
    assert all(len(set(spec.hints)) == 3 and all(spec.hints) for spec in one.task.criteria)
    told = " ".join(
        [m.feedback for m in one.task.misconceptions] + [h for s in one.task.criteria for h in s.hints]
    )
    assert not LOCATOR.search(told)


# --- tools ---------------------------------------------------------------------------------------------------------


def guess(one: Case, rnd: random.Random) -> Tree:
    """Return a random answer: formally possible values, words and ids that stand on the sheet."""
    if is_function_task(one.task):
        return returned_at_random(one.task, one.gold, rnd)
    items = {str(item["id"]): item for item in one.sheet["items"]}
    sections = one.task.form(one.sheet).sections
    asks = any(f.kind.startswith("locator") for section in sections for f in section.fields)
    pool = (sorted(_found(one.sheet)) if asks else []) or [str(i) for i in items]
    answer: dict[str, Tree] = {}
    for section in sections:
        if section.items:
            answer[section.name] = {
                key: _entry(section, items.get(key, one.sheet), pool, rnd) for key in section.items
            }
        else:
            count = rnd.randint(section.min_rows, max(section.min_rows, section.max_rows // 2))
            answer[section.name] = [_entry(section, one.sheet, pool, rnd) for _ in range(count)]
    return answer


def _entry(section: Section, item: Any, pool: list[str], rnd: random.Random) -> Tree:
    asks = any(f.kind.startswith("locator") for f in section.fields)
    near = (sorted(_found(item)) or pool) if asks else pool
    return {f.name: _value(f, item, near, rnd) for f in section.fields}


def _value(f: Field, item: Any, near: list[str], rnd: random.Random) -> Tree:
    if f.kind == "choice":
        return rnd.choice(f.choices)
    if f.kind == "choices":
        return rnd.sample(f.choices, rnd.randint(1, min(3, len(f.choices))))
    if f.kind == "locator":
        return rnd.choice([*near, *f.choices])
    if f.kind == "locators":
        return rnd.sample(near, min(2, len(near)))
    if f.kind == "edtf":
        return rnd.choice([*f.choices, *(f"2000-06-0{day}" for day in range(2, 10)), "2025-02-27", "2025-08"])
    if f.kind == "span":
        first = rnd.randint(1, 16)
        return f"{first}-{first + rnd.randint(0, 4)}"
    if f.kind == "number":
        return f"{rnd.uniform(f.low, f.high):.2f}"
    return rnd.choice([*f.choices, *tokens(" ".join(_texts(item)))[:200]])


def places(answer: Tree) -> list[tuple[str, str | int]]:
    """Return the places of all entries: section and item, or section and row."""
    assert isinstance(answer, dict)
    return [
        (name, key)
        for name, part in answer.items()
        for key in (part if isinstance(part, dict) else range(len(part)))
        if not str(key).endswith(AGAIN)
    ]


def put(answer: Tree, place: tuple[str, str | int], model: Tree) -> Tree:
    """Return the answer with one entry taken from the model."""
    name, key = place
    part = answer.get(name, {})  # type: ignore[union-attr]
    entry = model[name][key]  # type: ignore[index, call-overload]
    if isinstance(part, dict):
        twin = f"{key}{AGAIN}"  # a call that is made again is repaired with its first
        both = [key, twin] if twin in part else [key]
        return {**answer, name: {**part, **{k: copy.deepcopy(entry) for k in both}}}  # type: ignore[dict-item]
    rows = [*part[: int(key)], entry, *part[int(key) + 1 :]]
    return {**answer, name: rows}  # type: ignore[dict-item]


def put_some(one: Case, rnd: random.Random) -> Tree:
    """Return a random answer with half of its entries right."""
    answer, spots = guess(one, rnd), places(one.solution)
    for place in rnd.sample(spots, len(spots) // 2):
        answer = put(answer, place, one.solution)
    return answer


def shifted(answer: Tree, by: int) -> Tree:
    """Return the answer with the entries of each section moved on by so many places."""
    assert isinstance(answer, dict)
    moved: dict[str, Tree] = {}
    for name, part in answer.items():
        if isinstance(part, dict):
            keys, values = list(part), list(part.values())
            step = 1 + (by - 1) % max(1, len(values) - 1)  # never the whole way round
            moved[name] = {k: values[(at + step) % len(values)] for at, k in enumerate(keys)}
        else:
            moved[name] = [_moved_row(part, at, by) for at in range(len(part))]
    return moved


def _moved_row(rows: list[Tree], at: int, by: int) -> Tree:
    """Return a row whose first field stays and whose others come from another row."""
    here, there = rows[at], rows[(at + by) % len(rows)]
    assert isinstance(here, dict) and isinstance(there, dict)
    first = next(iter(here))
    return {**there, first: here[first]}


def _reversed(tree: Tree) -> Tree:
    return {k: _reversed(tree[k]) for k in reversed(tree)} if isinstance(tree, dict) else tree


def _mapped(tree: Tree, change: Callable[[str], str]) -> Tree:
    if isinstance(tree, dict):
        return {key: _mapped(value, change) for key, value in tree.items()}
    return [_mapped(value, change) for value in tree] if isinstance(tree, list) else change(tree)


def _dumped(tree: Tree, **style: Any) -> str:
    return yaml.safe_dump(tree, allow_unicode=True, sort_keys=False, **style)


def _curly(text: str) -> str:
    """Return typographic apostrophes for plain ones."""
    return text.replace("'", "\N{RIGHT SINGLE QUOTATION MARK}")


DRESSES: Mapping[str, Callable[[Tree], str]] = {
    "order": lambda a: _dumped(_reversed(a)),
    "NFD": lambda a: unicodedata.normalize("NFD", _dumped(a)),
    "NFC": lambda a: unicodedata.normalize("NFC", _dumped(a)),
    "white space": lambda a: _dumped(_mapped(a, lambda t: f"  {t} " if t else t)),
    "double quotes": lambda a: _dumped(a, default_style='"'),
    "single quotes": lambda a: _dumped(a, default_style="'"),
    "flow": lambda a: _dumped(a, default_flow_style=True),
    "apostrophes": lambda a: _dumped(_mapped(a, _curly)),
}


def hostile(one: Case) -> Iterator[Tree]:
    """Yield answers that are no answers: wrong types at every level, huge texts, other people's keys."""
    sections = [section.name for section in one.task.form(one.sheet).sections]
    ids = [str(item["id"]) for item in one.sheet["items"]]
    fields = {f.name for section in one.task.form(one.sheet).sections for f in section.fields}
    if is_function_task(one.task):
        sections, fields = [CALLS], {"returned", "failed"}
        ids = [call.id for call in one.task.calls(one.gold)]
    junk: list[Tree] = ["", "x" * 5_000, [], ["a", ["b"]], {}, {"a": {"b": {"c": "d"}}}, "\u202e\u0000"]
    yield from junk
    for piece in junk:
        yield dict.fromkeys(sections, piece)
        yield {name: dict.fromkeys(ids, piece) for name in sections}
        yield {name: [piece, piece] for name in sections}
    for piece in junk:
        yield {name: {i: dict.fromkeys(fields, piece) for i in ids} for name in sections}
        yield {name: [dict.fromkeys(fields, piece)] for name in sections}


def _shares(one: Case, answer: Tree) -> dict[str, float]:
    return {c.id: c.raw for c in one.task.score(answer, one.sheet, one.gold).criteria}


def _found(data: Any) -> set[str]:
    """Return every quotation id that stands in the data."""
    return {name for text in _texts(data) for name in LOCATOR.findall(text)}


def _texts(data: Any) -> Iterator[str]:
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _texts(key)
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for value in data:
            yield from _texts(value)
    elif isinstance(data, str):
        yield data


def with_task(one: Case, other: Task) -> Case:
    """Return the case with another task in the place of its own."""
    return replace(one, task=other)
