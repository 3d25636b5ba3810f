"""The list of pages beside each page: every listed page is in it, the page being read is marked, and it stays short."""

import re

import pytest

from tests.book.test_built import PAGES

SOURCE = "sources/P9-duma-5june"
READ = [*(name for name in PAGES if name != "index"), SOURCE]


def sidebar(built_book, name):
    text = (built_book / f"{name}.html").read_text(encoding="utf-8")
    return re.search(r'<nav class="bd-links[^>]*aria-label="Main".*?</nav>', text, re.DOTALL).group()


def linked(built_book, name):
    """The pages that the list of a page leads to, as names from the root."""
    folder = (built_book / name).parent
    found = re.findall(r'<a class="[^"]*" href="([^"]*)"', sidebar(built_book, name))
    return [
        name
        if href == "#"
        else (folder / href).resolve().relative_to(built_book.resolve()).as_posix().removesuffix(".html")
        for href in found
    ]


@pytest.mark.parametrize("name", READ)
def test_all_listed_pages_are_there_in_their_order_and_the_one_being_read_is_marked(name, built_book):
    wanted = [page for page in PAGES if page != "index"]

    assert [*wanted, *([SOURCE] if name == SOURCE else [])] == linked(built_book, name)
    assert 1 == sidebar(built_book, name).count('class="current reference internal" href="#"')


def test_the_branch_of_the_page_being_read_is_open_and_the_others_closed(built_book):
    opened = re.findall(r'href="([^"]*)">[^<]*</a><details open="open">', sidebar(built_book, SOURCE))
    assert ["index.html"] == opened
    assert "<details open" not in sidebar(built_book, "index")


def test_each_fold_says_what_it_holds(built_book):
    text = sidebar(built_book, "index")
    assert text.count("<summary") == text.count('<summary aria-label="Pages below: ') > 5
