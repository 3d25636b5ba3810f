"""The book's build is strict: one warning anywhere and it has not passed."""

import pytest

from quellenkritik.course import bookbuild
from quellenkritik.course.project import Project

CONFIG = """\
title: A small book
only_build_toc_files: true
execute: {execute_notebooks: "off"}
sphinx: {config: {suppress_warnings: [mystnb.unknown_mime_type]}}
"""


@pytest.fixture
def small(tmp_path):
    """A book of two pages, in a folder whose name has a space in it."""
    root = tmp_path / "a project"
    (root / "book").mkdir(parents=True)
    (root / "_config.yml").write_text(CONFIG)
    (root / "book" / "_toc.yml").write_text("format: jb-book\nroot: index\nchapters: [{file: page}]\n")
    (root / "book" / "index.md").write_text("# Begin\n\n[On](page.md)\n")
    (root / "book" / "page.md").write_text("# A page\n\nText.\n")
    return Project(root)


@pytest.mark.slow
def test_a_sound_book_passes_and_a_faulty_one_does_not(small):
    """The fault stands in a page that the second build finds unchanged in the third: it is told again."""
    sound = bookbuild.build(small)
    assert (True, ()) == (sound.passed, sound.findings)
    assert (bookbuild.html(small) / "page.html").is_file()

    (small.book / "page.md").write_text("# A page\n\n[Nowhere](nowhere.md)\n")
    for _ in range(2):
        faulty = bookbuild.build(small)
        assert not faulty.passed
        assert any("nowhere.md" in line for line in faulty.findings)
        assert faulty.log.is_file()


@pytest.mark.slow
def test_a_broken_link_in_raw_markup_is_found(small):
    (small.book / "page.md").write_text('# A page\n\n<a href="nowhere.html">Nowhere</a>\n')

    built = bookbuild.build(small)

    assert not built.passed
    assert any("page.html" in line and "nowhere.html" in line for line in built.findings)


@pytest.mark.slow
def test_the_quick_build_tells_what_it_found_and_does_not_stop_for_it(small):
    assert (True, ()) == (bookbuild.quick(small).passed, bookbuild.quick(small).findings)

    (small.book / "page.md").write_text("# A page\n\n[Nowhere](nowhere.md)\n")
    built = bookbuild.quick(small)

    assert built.passed and any("nowhere.md" in line for line in built.findings)
    assert "Nowhere" in (bookbuild.html(small) / "page.html").read_text(encoding="utf-8")
