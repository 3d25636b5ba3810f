"""The questions of a chapter as data: read from ``book/quizzes/NAME.yml`` and checked before a page is made of them.

A question has ``id``, ``objective`` (its number in the chapter's front matter), ``verb``, ``bloom``, ``kind``, ``ask``.
``one`` and ``several`` have ``options``; ``match`` has ``choices`` and ``rows``, each row with an option for every choice;
``order`` has ``items`` in the right order, ``shown`` (the order to begin with) and ``right`` (why the order is right).
An option says ``right`` (why it is) or ``wrong`` (why not); a wrong one has ``belief``, the misconception behind it, as
``exercise/code`` or in words, and ``read``, the heading of the chapter under which the answer stands.
In a question to order, every item but the first is such a wrong option: it was put before the item that it follows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from quellenkritik import register, tasks
from quellenkritik.errors import Mistake
from quellenkritik.text import is_exact_run

KINDS = {
    "one": {"options"},
    "several": {"options"},
    "match": {"choices", "rows"},
    "order": {"items", "shown", "right"},
}
COMMON = {"id", "objective", "verb", "bloom", "kind", "ask"}
BLOOM = ("remember", "understand", "apply", "analyse", "evaluate", "create")
ROLE = re.compile(r"\{(q|w|src|n)\}`([^`]*)`")
CODE = re.compile(r"[a-z_]+/[a-z-]+")
WORDS = Path(tasks.__file__).parent / "words"


@dataclass(frozen=True)
class Option:
    """A thing to choose, and what is said to whoever chooses it; ``belief`` in words, empty where the choice is right."""

    text: str
    right: bool
    said: str
    belief: str = ""
    read: str = ""


@dataclass(frozen=True)
class Question:
    """One question; ``rows`` are pairs of a text and its options, and a question without rows has one, with no text."""

    id: str
    objective: int
    bloom: str
    kind: str
    ask: str
    rows: list[tuple[str, list[Option]]] = field(default_factory=list)
    shown: list[int] = field(default_factory=list)
    right: str = ""

    @property
    def options(self) -> list[Option]:
        """All options of all rows."""
        return [option for _, options in self.rows for option in options]

    def texts(self) -> Iterator[str]:
        """Yield every text that a reader sees."""
        yield self.ask
        yield self.right
        for text, options in self.rows:
            yield text
            for option in options:
                yield from (option.text, option.said, option.belief)


def belief_of(name: str) -> str:
    """Return a belief in words: the title that its exercise has for ``exercise/code``, or the words as they are."""
    if not CODE.fullmatch(name):
        return name
    exercise, _, code = name.partition("/")
    path = WORDS / f"{exercise}.yml"
    entries = yaml.safe_load(path.read_text("utf-8")).get("misconceptions", ()) if path.is_file() else ()
    titles = {entry["code"]: str(entry["title"]) for entry in entries}
    if code not in titles:
        raise Mistake(name, f"'{code}'", f"a misconception of {exercise}: {', '.join(titles) or 'none'}")
    return titles[code]


def headings(markdown: str) -> list[str]:
    """Return the headings of a page below its title; lines inside a fence are none."""
    prose = re.sub(r"^```.*?^```$", "", markdown, flags=re.MULTILINE | re.DOTALL)
    return re.findall(r"^##+ +(.+?) *$", prose, flags=re.MULTILINE)


def load(path: Path, objectives: Sequence[dict[str, str]], heads: Sequence[str]) -> list[Question]:
    """Return the questions of a file, checked against the chapter's objectives and headings; else raise ``Mistake``."""
    entries = yaml.safe_load(path.read_text(encoding="utf-8"))["questions"]
    questions: list[Question] = []
    for number, entry in enumerate(entries, 1):
        where = f"{path.name}, question {number} ({entry.get('id', 'without id')})"
        questions.append(_question(where, entry))
        _known(where, questions[-1], entry["verb"], objectives, heads)
    met, ids = {q.objective for q in questions}, [q.id for q in questions]
    for number, objective in enumerate(objectives, 1):
        if number not in met:
            raise Mistake(path.name, "no question on it", f"one for objective {number}, {objective['verb']}")
    if len(ids) != len(set(ids)):
        raise Mistake(path.name, f"the ids {', '.join(ids)}", "a different id for every question")
    return questions


def _question(where: str, entry: dict[str, Any]) -> Question:
    """Make a question of its entry; its fields and its options must fit its kind."""
    own = KINDS.get(entry.get("kind", ""))
    if own is None:
        raise Mistake(where, f"kind '{entry.get('kind')}'", f"one of {', '.join(KINDS)}")
    if set(entry) != COMMON | own:
        odd = ", ".join(sorted(set(entry) ^ (COMMON | own)))
        raise Mistake(where, f"fields that are missing or too many: {odd}", ", ".join(sorted(COMMON | own)))
    if entry["bloom"] not in BLOOM:
        raise Mistake(where, f"bloom '{entry['bloom']}'", f"one of {', '.join(BLOOM)}")
    head = {name: entry[name] for name in ("id", "objective", "bloom", "kind", "ask")}
    if entry["kind"] == "order":
        return _order(where, entry, head)
    rows = _rows(where, entry) if entry["kind"] == "match" else [("", _options(where, entry["options"]))]
    for text, options in rows:
        _sound(where + (f", '{text}'" if text else ""), entry["kind"], options)
    return Question(**head, rows=rows)


def _options(where: str, entries: Sequence[dict[str, str]]) -> list[Option]:
    """Make the options of a question; each is right or wrong, and says why."""
    return [_option(f"{where}, option {number}", entry) for number, entry in enumerate(entries, 1)]


def _option(where: str, entry: dict[str, str]) -> Option:
    """Make an option; a wrong one names the belief behind it and the place to read again."""
    verdicts = [name for name in ("right", "wrong") if entry.get(name)]
    if len(verdicts) != 1 or not entry.get("text"):
        raise Mistake(
            where, f"the fields {', '.join(entry)}", "a text, and either right or wrong with its reason"
        )
    right = verdicts == ["right"]
    needed = {"text", verdicts[0]} | (set() if right else {"belief", "read"})
    if not needed <= set(entry) <= needed | {"read"} or not all(entry.values()):
        raise Mistake(where, f"the fields {', '.join(entry)}", f"{', '.join(sorted(needed))}, none empty")
    try:
        belief = "" if right else belief_of(entry["belief"])
    except Mistake as found:
        raise Mistake(f"{where}, belief", found.came, found.expected) from None
    return Option(entry["text"], right, entry[verdicts[0]].strip(), belief, entry.get("read", ""))


def _rows(where: str, entry: dict[str, Any]) -> list[tuple[str, list[Option]]]:
    """Make the rows of a question to match: every row says something about every choice."""
    rows = []
    for row in entry["rows"]:
        if list(row["options"]) != entry["choices"]:
            raise Mistake(f"{where}, '{row['text']}'", ", ".join(row["options"]), ", ".join(entry["choices"]))
        given = [{"text": choice, **said} for choice, said in row["options"].items()]
        rows.append((row["text"], _options(f"{where}, '{row['text']}'", given)))
    return rows


def _sound(where: str, kind: str, options: Sequence[Option]) -> None:
    """Refuse options of which none, or too many, are right."""
    right = sum(option.right for option in options)
    if kind == "several" and not 2 <= right < len(options):
        raise Mistake(where, f"{right} of {len(options)} options right", "two or more right, and one wrong")
    if kind != "several" and (right != 1 or len(options) < 2):
        raise Mistake(where, f"{right} of {len(options)} options right", "exactly one right, and one wrong")


def _order(where: str, entry: dict[str, Any], head: dict[str, Any]) -> Question:
    """Make a question to order; the order to begin with must not be the right one."""
    items, shown = entry["items"], entry["shown"]
    straight = list(range(1, len(items) + 1))
    if sorted(shown) != straight or shown == straight:
        raise Mistake(where, f"shown {shown}", f"the numbers 1 to {len(items)}, not in the right order")
    first = Option(items[0]["text"], True, entry["right"])
    rest = _options(f"{where}, after the first item", items[1:])
    if any(option.right for option in rest):
        raise Mistake(
            where,
            "an item with right",
            "wrong in every item but the first: what is said if it comes too early",
        )
    return Question(
        **head, rows=[("", [first, *rest])], shown=[n - 1 for n in shown], right=entry["right"].strip()
    )


def _known(
    where: str, question: Question, verb: str, objectives: Sequence[dict[str, str]], heads: Sequence[str]
) -> None:
    """Refuse an objective, a heading, a source or words that do not exist."""
    verbs = {number: objective["verb"] for number, objective in enumerate(objectives, 1)}
    if verbs.get(question.objective) != verb:
        raise Mistake(where, f"objective {question.objective}, {verb}", f"one of the chapter's: {verbs}")
    for option in question.options:
        if option.read and option.read not in heads:
            raise Mistake(where, f"the heading '{option.read}'", f"one of the chapter's: {'; '.join(heads)}")
    for text in question.texts():
        for kind, content in ROLE.findall(text):
            _registered(where, kind, content)


def _registered(where: str, kind: str, content: str) -> None:
    """Refuse a role whose id or words the register does not have."""
    loaded = register.load()
    ident, _, words = content.partition("|")
    if kind == "src":
        unknown = [part.strip() for part in content.split(",") if part.strip() not in loaded.sources]
        if unknown:
            raise Mistake(where, f"the source {', '.join(unknown)}", "ids of the register")
    elif kind in ("q", "w"):
        if ident not in loaded.quotations:
            raise Mistake(where, f"the quotation {ident}", "an id of the register")
        if kind == "w" and not is_exact_run(words, loaded.quotations[ident].text, minimum=1):
            raise Mistake(where, f"'{words}'", f"a run of words of {ident}")
