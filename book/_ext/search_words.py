"""The search of the book: finds words of every language that it quotes, as they stand there and by their beginning.

The stock search of an English book loses them in three ways. It takes tags of raw HTML away without a space, so that the
words of neighbouring cells become one; it drops vowel marks in the middle of a word; and it reduces every word by English
rules, so that a beginning such as ``sensitivi`` finds nothing. Here a word is kept as it stands, an English one also by its
stem, and one with marks also without them: ``osetljivost``, ``пониманием``, ``Vecernje`` and ``Večernje`` all lead there.
The page then looks for every word that begins as the typed one, too, not only where the typed one is none.
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
  /* What is asked for is every page with the word, with its stem, or with a word that begins so. */
  this.stemWord = function (word) {
    var stem = /^[a-z]+$/.test(word) ? english.stemWord(word) : word;
    ["terms", "titleterms"].forEach(function (kind) {
      var terms = Search._index[kind], pages = new Set();
      Object.keys(terms).forEach(function (term) {
        if (term === word || term === stem || (word.length > 2 && term.startsWith(word)))
          [].concat(terms[term]).forEach((page) => pages.add(page));
      });
      if (pages.size) terms[word] = [...pages];
    });
    return word;
  };
};
"""
    )

    def split(self, input: str) -> list[str]:
        """Return the words of a text, each also without its marks and, in English letters, by its stem."""
        found: list[str] = []
        for word in super().split(cleaned(input)):
            bare = plain(word)
            found += [word.lower(), bare] if bare != word.lower() else [bare]
            if re.fullmatch("[a-z]+", bare):
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
            raw.replace_self(nodes.Text(html.unescape(_TAG.sub(" ", text))))
    return copy


def setup(app: Sphinx) -> dict[str, Any]:
    """Take the place of the English search; the builder asks for its index by name when it begins to write."""
    app.add_search_language(SearchWords)
    sphinx.search.IndexBuilder = WordIndex  # type: ignore[misc] # Sphinx has no setting for it
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
