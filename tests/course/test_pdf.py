"""The whole book as PDF: tagged, in one language, with bookmarks, every script as text, nothing cut off."""

import contextlib
import fcntl
import os
import shutil
import sys
import unicodedata

import pypdf
import pytest
import yaml

from quellenkritik import doctor, register
from quellenkritik.course import pdf
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake
from tests.grading import chromium
from tests.support import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import whole_book

MILLION = 1_000_000
PAPER = 160 / 25.4 * 96
"""The width of a line of the PDF in CSS pixels: A4 without the margins of paper.css."""


@pytest.fixture(scope="module")
def made(tmp_path_factory, request):
    """The PDF, made once for a run of the tests; the first worker that asks makes it, the others wait.

    ``QK_BUILT_PDF=_build/pdf`` takes the one that ``qk pdf`` has made, as old as it is.
    """
    if given := os.environ.get("QK_BUILT_PDF"):
        return (ROOT / given / pdf.NAME).resolve()
    shared = tmp_path_factory.getbasetemp()
    if hasattr(request.config, "workerinput"):  # a worker of pytest-xdist: its parent folder is everybody's
        shared = shared.parent
    project = Project(shared / "printed")
    with (shared / "printed.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not pdf.target(project).is_file():
            lay_out(project.root)
            pdf.write(project)
    return pdf.target(project)


def lay_out(root):
    """Share everything with the checkout but the book, into which the build writes, and the folder of the build."""
    root.mkdir()
    for path in ROOT.iterdir():
        if path.name not in ("book", "_build", ".git", ".venv"):
            (root / path.name).symlink_to(path)
    shutil.copytree(ROOT / "book", root / "book", ignore=shutil.ignore_patterns("__pycache__"))


@pytest.fixture(scope="module")
def reader(made):
    return pypdf.PdfReader(made)


def read(reader, title):
    """The text of the page on which a bookmark stands, and of the two after it, without spaces."""
    at = next(place for name, place in bookmarks(reader, reader.outline) if name == title)
    words = "".join(page.extract_text() for page in reader.pages[at : at + 3])
    return "".join(unicodedata.normalize("NFKC", words).split())


def bookmarks(reader, outline):
    """The title and the page of every bookmark."""
    for entry in outline:
        if isinstance(entry, list):
            yield from bookmarks(reader, entry)
        else:
            yield entry.title, reader.get_destination_page_number(entry)


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.timeout(1200)
@pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine")
class TestWhole:
    """The PDF of the whole book."""

    def test_it_is_tagged_and_says_its_language_and_title(self, reader):
        root = reader.trailer["/Root"]

        assert root["/MarkInfo"]["/Marked"]
        assert root["/StructTreeRoot"]["/K"]
        assert root["/Lang"] == "en"
        assert reader.metadata.title == "A Sentence Changes Hands"

    def test_its_bookmarks_have_every_part_and_every_chapter(self, reader):
        contents = yaml.safe_load((ROOT / "book" / "_toc.yml").read_text(encoding="utf-8"))
        files = [chapter["file"] for part in contents["parts"] for chapter in part["chapters"]]
        paths = [path for name in files if (path := ROOT / "book" / f"{name}.md").is_file()]
        titles = [
            next(line[2:] for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("# "))
            for path in paths
        ]
        found = ["".join(title.split()) for title, _ in bookmarks(reader, reader.outline)]
        wanted = [part["caption"] for part in contents["parts"]] + titles

        assert [] == [title for title in wanted if "".join(title.split()) not in found]

    @pytest.mark.parametrize(
        "source", ["W-ria", "W-novosti-rs", "W-seed-kosmo", "W-tienphong", "W-sputnik-ar"]
    )
    def test_every_script_is_text(self, source, reader):
        """Arabic letters come in the order in which they are drawn, so there only the letters are compared."""
        quotation = register.load().source(source).quotes[0]
        found = read(reader, source)
        wanted = "".join(unicodedata.normalize("NFKC", quotation.text).split())

        assert "\ufffd" not in found
        if quotation.right_to_left:
            assert set(wanted) <= set(found)
        else:
            assert wanted in found

    def test_nothing_is_wider_than_the_paper(self, made, tmp_path):
        with contextlib.closing(chromium.Chromium(tmp_path)) as browser:
            browser.call("Emulation.setEmulatedMedia", media="print")
            browser.call(
                "Emulation.setDeviceMetricsOverride",
                width=int(PAPER), height=900, deviceScaleFactor=1, mobile=False,
            )  # fmt: skip
            browser.open((made.parent / "paper.html").as_uri())
            browser.until("document.readyState === 'complete'", 120)

            wide = f"""[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > {PAPER} + 1)
              .slice(0, 5).map(e => e.outerHTML.slice(0, 160))"""
            assert [] == browser.run(wide)

    def test_no_link_leads_to_a_file_of_this_machine(self, reader):
        notes = [note.get_object() for page in reader.pages for note in page.get("/Annots", ())]
        addresses = [str(note["/A"].get("/URI", "")) for note in notes if "/A" in note]

        assert [] == [address for address in addresses if not address.startswith("http")]
        assert len([note for note in notes if "/Dest" in note]) > len(addresses)

    def test_it_can_be_sent(self, made):
        assert made.stat().st_size < 10 * MILLION

    def test_it_is_for_a4(self, reader):
        assert {(595, 842)} == {(round(p.mediabox.width), round(p.mediabox.height)) for p in reader.pages}


class TestPage:
    """The page that is printed."""

    PAGE = """<article class="bd-article"><section><h1>Book<a class="headerlink">#</a></h1></section>
      <div class="toctree-wrapper"><span id="document-a"></span><section><h2>Chapter</h2>
        <a href="../sources/W.html#q1">one</a> <a href="_downloads/a.ipynb">two</a> <a href="https://example.org/">three</a>
        <div class="qk-page-form">form</div><figure class="qk-figure qk-narrow">small</figure>
        <details class="x"><summary>More words</summary>extra</details>
        <details><summary>Still more</summary>extra</details>
        <details class="qk-answer"><summary>Answers</summary>because</details></section>
        <div class="toctree-wrapper"><span id="document-sources/W"></span><section id="w"><h3>W</h3>
          <section><h4>What it says</h4>said</section><section><h4>Its readings</h4>read</section></section></div>
      </div></article>"""

    @pytest.fixture
    def paper(self):
        return pdf.for_paper(self.PAGE, ["Part"], "p { color: black }")

    def test_a_part_has_its_title_and_the_page_its_language(self, paper):
        assert '<h1 class="part">Part</h1>' in paper
        assert '<html lang="en"' in paper
        assert "<title>Book</title>" in paper

    def test_what_paper_cannot_do_is_left_out_and_said(self, paper):
        assert pdf.FORM_WORDS in paper
        assert "Folded in the book: More words; Still more." in paper
        assert not [gone for gone in (">form<", ">small<", "extra", ">#<") if gone in paper]

    def test_answers_stand_open(self, paper):
        assert '<details class="qk-answer" open="">' in paper

    def test_a_link_leads_to_a_place_in_the_pdf_or_is_none(self, paper):
        assert (
            '<a href="#document-sources/W">one</a> <a>two</a> <a href="https://example.org/">three</a>'
            in paper
        )

    def test_of_a_source_stays_what_it_says(self, paper):
        assert "said" in paper
        assert "read" not in paper.partition("document-sources/W")[2]
        assert "<h4" not in paper

    def test_parts_that_do_not_fit_are_refused(self):
        with pytest.raises(Mistake, match=r"came 1 parts; expected the 2 of _toc\.yml"):
            pdf.for_paper(self.PAGE, ["One", "Two"], "")

    def test_a_page_without_text_is_refused(self):
        with pytest.raises(Mistake, match="a page without its text"):
            pdf.for_paper("<p>nothing</p>", [], "")


class TestMistakes:
    """What a person is told."""

    def test_the_doctor_looks_for_the_same_browsers(self):
        assert pdf.BROWSERS == doctor.BROWSERS

    def test_a_machine_without_a_browser(self, monkeypatch):
        monkeypatch.setattr(pdf.shutil, "which", lambda name: None)

        with pytest.raises(Mistake, match=r"a machine without Chromium.*apt-get install chromium"):
            pdf.browser()

    def test_a_browser_that_prints_nothing_leaves_the_old_one(self, tmp_path):
        program, page, old = tmp_path / "browser", tmp_path / "page.html", tmp_path / "old.pdf"
        program.write_text("#!/bin/sh\necho no display\n", "utf-8")
        program.chmod(0o755)
        page.write_text("x", "utf-8")
        old.write_text("old", "utf-8")

        with pytest.raises(Mistake, match="no display"):
            pdf._printed(str(program), page, old)
        assert "old" == old.read_text("utf-8")


class TestOffer:
    """The link to the PDF."""

    def test_no_page_speaks_of_a_pdf_that_is_not_there(self, tmp_path):
        assert whole_book.made(tmp_path) is None

    def test_the_link_says_what_it_is_and_how_big(self, tmp_path):
        path = pdf.target(Project(tmp_path))
        path.parent.mkdir(parents=True)
        path.write_bytes(b"x" * 3 * MILLION)

        assert whole_book.made(tmp_path) == path
        assert "The whole book as PDF (3 MB)" == whole_book.words(path)


def test_without_what_packs_it_says_how_that_is_installed(monkeypatch):
    monkeypatch.setitem(sys.modules, "pikepdf", None)

    with pytest.raises(Mistake, match=r"pip install 'quellenkritik\[instructor,site\]'"):
        pdf.packer()
