"""The form of an answer as plain data, for the page of an exercise: the same fields, words and bounds as everywhere."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from quellenkritik.register import tongues
from quellenkritik.tasks import form_rules
from quellenkritik.tasks.core import Sheet
from quellenkritik.tasks.form import MAX_TEXT, Field, Form, Section, expected

IDS = ("locator", "locators")
MOMENT = "2000-06-03T20:10:00"
SHORT = 12
"""Letters of a text that may stand in a label by chance, inside other words; such a text is looked for at its beginning."""
Words = Mapping[str, str]
"""Foreign words of the sheet, with their language."""


def spec(form: Form, sheet: Sheet) -> dict[str, Any]:
    """Return the form as JSON data.

    ``known`` lists the quotation ids of the sheet that the form accepts: what a page can check without the register.
    ``wanted`` says in words what the validators expect; ``rules`` what belongs together in an answer.
    ``version`` changes with the sheet, so that a draft is never laid over another one.
    """
    words = foreign(sheet)
    return {
        "exercise": form.exercise,
        "version": hashlib.sha256(repr(sheet).encode()).hexdigest()[:12],
        "max_text": MAX_TEXT,
        "known": known(form, sheet),
        "wanted": {kind: said for kind, accepts in form.validators.items() if (said := accepts("?"))},
        "moments": (accepts := form.validators.get("edtf")) is not None and accepts(MOMENT) is None,
        "rules": form_rules.rules(form.exercise, sheet),
        "only_check": form_rules.ONLY_CHECK.get(form.exercise, ""),
        "sections": [_section(section, words) for section in form.sections],
    }


def known(form: Form, sheet: Sheet) -> list[str]:
    """Return the ids on the sheet that the form takes for quotations, sorted; none where it takes any."""
    accepts = form.validators.get("locator")
    if accepts is None:
        return []
    return sorted(text for text in set(_texts(sheet)) if accepts(text) is None)


def foreign(sheet: Sheet) -> Words:
    """Return every text and title of the sheet that is not English, with its language; a part has that of the whole."""
    return dict(_foreign(sheet, ""))


def _foreign(data: object, lang: str) -> Iterator[tuple[str, str]]:
    if isinstance(data, Mapping):
        lang = str(data.get("lang", lang))
        for name in ("text", "title") if "outlet" in data else ("text",):  # other titles are ours, in English
            text = data.get(name)
            if isinstance(text, str) and text and lang not in ("", "en"):
                yield text, lang
        for value in data.values():
            yield from _foreign(value, lang)
    elif isinstance(data, list | tuple):
        for entry in data:
            yield from _foreign(entry, lang)


def in_foreign(labels: Iterable[tuple[str, str]], words: Words) -> dict[str, list[list[str]]]:
    """Return for each label the foreign runs in it as ``[words, language]``, the longest first, none inside another.

    A label that was shortened (``...`` at its end) has the beginning of its text.
    """
    found: dict[str, list[list[str]]] = {}
    for name, label in labels:
        runs: list[list[str]] = []
        for text, lang in sorted(words.items(), key=lambda pair: -len(pair[0])):
            whole = text in label if len(text) > SHORT else label.startswith(text)
            run = text if whole else _beginning(text, label)
            if run and not any(run in other for other, _ in runs):
                runs.append([run, lang])
        # Our own sentences, too, may hold words of a quotation.
        runs = runs or [[label[start:end], lang] for start, end, lang in tongues.spans(label)]
        if runs:
            found[name] = runs
    return found


def _beginning(text: str, label: str) -> str:
    """Return the shortened beginning of a text that ends a label, or nothing."""
    cut = label.removesuffix(" ...")
    start = cut.find(text[:SHORT]) if cut != label and len(text) > SHORT else -1
    return cut[start:] if start >= 0 and " ".join(text.split()).startswith(cut[start:]) else ""


def _section(section: Section, words: Words) -> dict[str, Any]:
    return {
        "name": section.name,
        "title": section.title,
        "items": dict(section.items),
        "foreign": in_foreign([("", section.title), *section.items.items()], words),
        "min_rows": section.min_rows,
        "max_rows": section.max_rows,
        "fields": [_field(field, words) for field in section.fields],
    }


def _field(field: Field, words: Words) -> dict[str, Any]:
    return {
        "name": field.name,
        "kind": field.kind,
        "label": field.label,
        "choices": list(field.choices),
        "labels": dict(field.labels),
        "foreign": in_foreign(field.labels.items(), words),
        "required": field.required,
        "low": field.low,
        "high": field.high,
        "help": field.help,
        "expected": expected(field),
    }


def _texts(data: object) -> Iterator[str]:
    """Yield every short text of a sheet: ids are among them, and the form itself tells which."""
    if isinstance(data, str):
        if len(data) <= 80 and " " not in data:
            yield data
    elif isinstance(data, Mapping):
        for value in data.values():
            yield from _texts(value)
    elif isinstance(data, list | tuple):
        for entry in data:
            yield from _texts(entry)
