"""The search of the book: finds words of every language that it quotes, as they stand there and by their beginning.

The stock search of an English book loses them in three ways. It takes tags of raw HTML away without a space, so that the
words of neighbouring cells become one; it drops vowel marks in the middle of a word; and it reduces every word by English
rules, so that a beginning such as ``sensitivi`` finds nothing. Here a word is kept as it stands, an English one also by its
stem, and one with marks also without them: ``osetljivost``, ``пониманием``, ``Vecernje`` and ``Večernje`` all lead there.
A word that HTML marks as another language's gets no English stem, for a stem that is in the index hides longer words.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import Any

import sphinx.search
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.search import IndexBuilder
from sphinx.search.en import SearchEnglish

_BETWEEN = re.compile(r"[\u0640\u00ad]")  # the stroke that stretches Arabic words, and the soft hyphen
_PLAIN = str.maketrans({"đ": "d", "ø": "o", "ł": "l", "ß": "ss", "ı": "i", "ى": "ي", "ة": "ه", "ё": "е"})
_FOREIGN = re.compile(r"(?s)<(\w+)\b[^>]*\blang=[\"'](?!en\b)[^>]*>(.*?)</\1>")
_MARK = "\ue000"
"""Stands after a word of another language on its way into the index; a sign that no text has."""
_TAG = re.compile(r"<[^<]+?>")


def cleaned(text: str) -> str:
    """Return text without what may stand inside a word and is no letter: marks that no letter holds, stretching."""
    text = _BETWEEN.sub("", unicodedata.normalize("NFC", text))
    return "".join(letter for letter in text if not unicodedata.category(letter).startswith("M"))


def plain(word: str) -> str:
    """Return a word without its marks, in small letters: ``Večernje`` as ``vecernje``; a letter й stays what it is."""
    kept = [letter if letter in "йЙ" else unicodedata.normalize("NFKD", letter) for letter in word]
    bare = "".join(
        part for letter in kept for part in letter if not unicodedata.category(part).startswith("M")
    )
    return bare.lower().translate(_PLAIN)


class SearchWords(SearchEnglish):
    """Words of any script; those in English letters are found by their stem as well."""

    js_splitter_code = """
var splitQuery = (query) => query.normalize("NFC").replace(/[\\p{M}\\u0640\\u00ad]+/gu, "")
  .split(/[^\\p{Letter}\\p{Number}_\\p{Emoji_Presentation}]+/gu).filter((term) => term);
"""
    js_stemmer_code = (
        SearchEnglish.js_stemmer_code
        + """
var EnglishStemmer = Stemmer;
Stemmer = function () {
  var english = new EnglishStemmer();
  var known = (word) => ["terms", "titleterms"].some((kind) => Object.hasOwn(Search._index[kind], word));
  this.stemWord = function (word) {
    var stem = /^[a-z]+$/.test(word) ? english.stemWord(word) : word;
    return known(stem) ? stem : word;
  };
};
"""
    )

    def split(self, input: str) -> list[str]:
        """Return the words of a text, each also without its marks and, in English letters, by its stem."""
        found: list[str] = []
        for word, foreign in re.findall(rf"(\w+)({_MARK}?)", cleaned(input)):
            bare = plain(word)
            found += [word.lower(), bare] if bare != word.lower() else [bare]
            if not foreign and re.fullmatch("[a-z]+", bare):
                found.append(self.stemmer.stemWord(bare))
        return found

    def stem(self, word: str) -> str:
        """Return the word: its forms are given by :meth:`split`."""
        return word


class WordIndex(IndexBuilder):
    """The index of a document whose raw HTML is read as a reader reads it: a tag ends a word."""

    def feed(self, docname: str, filename: str, title: str, doctree: nodes.document) -> None:
        """Add one page."""
        super().feed(docname, filename, title, readable(doctree))


def readable(doctree: nodes.document) -> nodes.document:
    """Return a copy in which the raw HTML is text: no script, no style, a space for each tag."""
    copy = doctree.deepcopy()
    for raw in list(copy.findall(nodes.raw)):
        if "html" in raw.get("format", "").split():
            text = re.sub(r"(?is)<(script|style)\b.*?</\1>", " ", raw.astext())
            text = _FOREIGN.sub(lambda found: _marked(found.group(2)), text)
            raw.replace_self(nodes.Text(html.unescape(_TAG.sub(" ", text))))
    return copy


def _marked(text: str) -> str:
    words = cleaned(html.unescape(_TAG.sub(" ", text)))
    return " " + re.sub(r"\w+", rf"\g<0>{_MARK}", words) + " "


def setup(app: Sphinx) -> dict[str, Any]:
    """Take the place of the English search; the builder asks for its index by name when it begins to write."""
    app.add_search_language(SearchWords)
    sphinx.search.IndexBuilder = WordIndex  # type: ignore[misc] # Sphinx has no setting for it
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
