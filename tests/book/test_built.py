"""The built book as a folder of files: it has the pages of its table of contents, and a server finds them."""

import urllib.request

import pytest
import yaml

from tests.support import ROOT


def listed(entry):
    """The pages that the table of contents names, without those that a pattern stands for."""
    names = [entry[key] for key in ("root", "file") if key in entry]
    for part in ("parts", "chapters", "sections"):
        for below in entry.get(part, ()):
            names += listed(below)
    return names


PAGES = listed(yaml.safe_load((ROOT / "book" / "_toc.yml").read_text(encoding="utf-8")))


def test_every_listed_page_is_built(built_book):
    assert [] == [name for name in PAGES if not (built_book / f"{name}.html").is_file()]


@pytest.mark.parametrize("name", ["index.html", "start/a-sentence-changes-hands.html", "search.html"])
def test_a_plain_file_server_hands_the_pages_out(name, served_book):
    with urllib.request.urlopen(f"{served_book}/{name}", timeout=30) as answer:
        assert (200, "text/html") == (answer.status, answer.headers.get_content_type())
        assert b"</html>" in answer.read()[-200:]
