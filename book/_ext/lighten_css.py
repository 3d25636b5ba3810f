"""A stylesheet without the rules that no page can use.

A rule stays if each class, id, element and attribute that its selector names occurs somewhere: in a page, or in a script
that may set it later. That keeps a little too much and never too little. Pseudo-classes and what stands in ``:not()`` are
not asked about. Afterwards the custom properties that nothing reads any more go, and the animations and fonts that nothing
names.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import tinycss2

_TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>")
_ATTRIBUTE = re.compile(r"[\s\"']([a-zA-Z][\w:-]*)\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>\"']+)")
_LONE = re.compile(
    r"\s(open|hidden|disabled|checked|multiple|readonly|required|selected|controls|reversed)\b"
)
_WORD = re.compile(r"[A-Za-z_][\w-]*")
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
_IMPORT = re.compile(r"@import\s+\"([^\"]+)\"\s*;")
_READ = re.compile(r"var\(\s*(--[\w-]+)|getPropertyValue\(\s*[\"'](--[\w-]+)")
NESTED = {"media", "supports", "layer", "container"}


@dataclass
class Used:
    """What occurs: the elements of the pages, and the words of the scripts."""

    shapes: set[tuple[str, frozenset[str]]] = field(default_factory=set)
    """Each element as its name with its id and classes."""
    attributes: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    """What a script may make an element, a class, an id or an attribute of."""
    styles: set[str] = field(default_factory=set)
    known: frozenset[str] = frozenset()
    found: dict[tuple[str, frozenset[str]], bool] = field(default_factory=dict)
    """What was asked before; to be asked only when all pages are noted."""

    def page(self, text: str) -> None:
        """Note what occurs in one page."""
        for tag, rest in set(_TAG.findall(text)):
            names: list[str] = []
            self.attributes.update(_LONE.findall(rest))
            for name, value in _ATTRIBUTE.findall(rest):
                self.attributes.add(name.lower())
                if name in ("class", "id"):
                    names += value.strip("\"'").split()
                elif name == "style":
                    self.styles.add(value)
            self.shapes.add((tag.lower(), frozenset(names)))
        self.styles.update(re.findall(r"<style[^>]*>(.*?)</style>", text, re.DOTALL))

    def script(self, text: str) -> None:
        """Note every word in the strings of a script, and what it reads from the style."""
        for string in _STRING.findall(text):
            self.words.update(_WORD.findall(string))
        self.styles.add(text)

    def has(self, selector: list[Any]) -> bool:
        """Say whether there may be elements as one selector asks for them, each taken by itself."""
        return all(self._has_one(compound) for compound in compounds(selector))

    def _has_one(self, compound: list[Any]) -> bool:
        """Say whether an element carries everything that is asked of it."""
        tag, names, before = "", set(), ""
        for token in compound:
            if token.type == "hash" or (token.type == "ident" and before == "."):
                names.add(token.value)
            elif token.type == "ident" and before != ":":
                tag = token.lower_value
            elif not self._holds(token):
                return False
            before = token.value if token.type == "literal" else ""
        if tag in self.words and names <= self.words:
            return True
        asked = (tag, frozenset(names - self.words))
        if asked not in self.found:
            self.known = self.known or frozenset().union(*(have for _, have in self.shapes))
            self.found[asked] = asked[1] <= self.known and any(
                tag in ("", "*", shape) and asked[1] <= have for shape, have in self.shapes
            )
        return self.found[asked]

    def _holds(self, token: Any) -> bool:  # noqa: ANN401 (tinycss2 has many kinds of token)
        """Ask about an attribute, or about what stands in ``:is()``."""
        if token.type == "[] block":
            asked = next((t.lower_value for t in token.content if t.type == "ident"), "")
            return not asked or asked in self.attributes or asked in self.words
        if token.type == "function" and token.lower_name in ("is", "where", "has", "matches"):
            return any(self.has(one) for one in split(token.arguments))
        return True


def compounds(selector: list[Any]) -> Iterator[list[Any]]:
    """Yield what a selector asks of each element, without what stands between the elements."""
    part: list[Any] = []
    for token in selector:
        if token.type == "whitespace" or (token.type == "literal" and token.value in ">+~"):
            yield part
            part = []
        else:
            part.append(token)
    yield part


def split(tokens: Iterable[Any]) -> Iterator[list[Any]]:
    """Yield the parts of a list between its commas."""
    part: list[Any] = []
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            yield part
            part = []
        else:
            part.append(token)
    yield part


def read(path: Path) -> str:
    """Return a stylesheet with what it imports in the place of the import."""
    text = path.read_text(encoding="utf-8")
    return _IMPORT.sub(lambda found: read(path.parent / found.group(1)), text)


def rules(text: str) -> list[Any]:
    """Return the rules of a stylesheet."""
    return list(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True))


def keep(found: list[Any], used: Used) -> Iterator[tuple[str, str, str]]:
    """Yield what stays as (frame, selector, body): the frame is the ``@media`` around it, or empty."""
    for rule in found:
        if rule.type == "qualified-rule":
            parts = [part for part in split(rule.prelude) if used.has(part)]
            if parts:
                selector = ",".join(squeezed(tinycss2.serialize(part)) for part in parts)
                yield "", selector, body(rule.content)
        elif rule.type == "at-rule" and rule.lower_at_keyword in NESTED and rule.content is not None:
            frame = f"@{rule.at_keyword} {squeezed(tinycss2.serialize(rule.prelude))}"
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            for above, selector, text in keep(inner, used):
                yield f"{frame}{{{above}" if above else frame, selector, text
        elif rule.type == "at-rule" and rule.content is not None:
            prelude = squeezed(tinycss2.serialize(rule.prelude))
            yield "", f"@{rule.at_keyword} {prelude}".strip(), squeezed(tinycss2.serialize(rule.content))


def body(content: list[Any]) -> str:
    """Return declarations without comments and needless spaces."""
    out = []
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration":
            important = "!important" if one.important else ""
            value = tinycss2.serialize(one.value)
            value = value.strip() or " " if one.name.startswith("--") else squeezed(value)
            out.append(f"{one.name}:{value}{important}")
    return ";".join(out)


def squeezed(text: str) -> str:
    """Return a selector or a value with single spaces, and none around commas; strings stay as they are."""
    if '"' in text or "'" in text or "url(" in text:
        return text.strip()
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    text = re.sub(r"\s+", " ", text).strip()
    return re.sub(r" ?, ?", ",", text)


def lighter(text: str, used: Used) -> str:
    """Return a stylesheet with what can be used, on one line a rule."""
    kept = list(keep(rules(text), used))
    outside = "\n".join(used.styles)
    while True:
        read_now = {a or b for a, b in _READ.findall(outside + "\n".join(b for _, _, b in kept))}
        smaller = [(frame, selector, _without(text, read_now)) for frame, selector, text in kept]
        smaller = [rule for rule in smaller if rule[2] and _named(rule[1], smaller)]
        if smaller == kept:
            return written(kept)
        kept = smaller


def _without(text: str, read_now: set[str]) -> str:
    """Return declarations without the custom properties that nobody reads."""
    if "--" not in text:
        return text
    parts = re.split(r";(?=(?:[^\"'()]|\"[^\"]*\"|'[^']*'|\((?:[^()]|\([^()]*\))*\))*$)", text)
    return ";".join(p for p in parts if not p.startswith("--") or p.split(":", 1)[0] in read_now)


def _named(selector: str, all_rules: list[tuple[str, str, str]]) -> bool:
    """Say of an animation or a font whether a rule names it; of all else yes."""
    keyword, _, name = selector.partition(" ")
    if keyword in ("@keyframes", "@-webkit-keyframes"):
        return any(name in text for _, s, text in all_rules if s != selector and "animation" in text)
    return keyword != "@font-face"


def written(kept: list[tuple[str, str, str]]) -> str:
    """Return the rules as text; those that follow each other in one frame share it."""
    out, open_frame = [], ""
    for frame, selector, text in kept:
        if frame != open_frame:
            out.append("}" * open_frame.count("{") + ("}" if open_frame else ""))
            out.append(f"{frame}{{" if frame else "")
            open_frame = frame
        out.append(f"{selector}{{{text}}}\n")
    out.append("}" * (open_frame.count("{") + 1) if open_frame else "")
    return "".join(out)
