"""The whole book as one tagged PDF: built as a single page, laid out for paper, printed by Chromium.

Chromium writes the tags, the language, the bookmarks and the text that can be searched; nothing is asked of the network.
Left out is what paper cannot do: scripts, forms to fill in, the drawings for telephones.
"""

from __future__ import annotations

import importlib
import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

import yaml
from bs4 import BeautifulSoup, Tag

from quellenkritik.course import bookbuild, pages, pictures
from quellenkritik.course.browser_python import INSTALL
from quellenkritik.course.project import Project
from quellenkritik.errors import Mistake

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
"""The names under which the browser is found; those of ``quellenkritik.doctor``, which stands above this module."""
NAME = "a-sentence-changes-hands.pdf"
SCREEN_ONLY = (
    "script", "style.screen", "noscript", "button", "figure.qk-narrow", "a.headerlink", ".cite-mark", ".outlet",
    "li:has(> [hidden]:only-child)", "[hidden]",
    ".qk-screen-only", ".qk-as-text", ".qk-in-words", ".qk-pick", "form", "input", "select", "textarea",
)  # fmt: skip
NEEDLESS = (
    "span.pre", "span.std", "span.doc", "span.bracket", "span.cite", "span.qk-piece",
    "span:not([class], [lang], [id])", "li > p:only-child",
)  # fmt: skip
"""Wrappers that mean nothing on paper; each would be an element in the tree of tags, which is most of the file."""
FORM_WORDS = "The form of this exercise stands on its page in the book, and in the notebook."
OPENED = {"qk-answer", "qk-levels"}
"""Classes of the folds that stand open on paper: answers and reasons of a quiz, levels of a criterion."""
KEPT_OF_A_SOURCE = ("Where from", "What was seen of it", "What it says")
"""What the PDF has of the page of a source; its readings, relations and the editors' notes stand in the book."""
FOLDED = "Folded in the book:"
SECONDS = 600


def target(project: Project) -> Path:
    """Return where the PDF stands when it has been made."""
    return project.build / "pdf" / NAME


def write(project: Project) -> Path:
    """Make the PDF anew and return its path; it takes the place of an older one only when it is whole."""
    program = browser()
    folder = project.build / "pdf"
    pages.write_pages(project.book)
    pictures.write(project.book)
    single = bookbuild.single_page(project, folder / "work")
    paper = folder / "paper.html"
    static = project.book / "_static"
    styles = (static / "book.css", static / "live.css", Path(__file__).with_name("paper.css"))
    parts = [part["caption"] for part in _contents(project)["parts"]]
    text = for_paper(
        single.read_text(encoding="utf-8"),
        parts,
        "\n".join(path.read_text(encoding="utf-8") for path in styles),
    )
    paper.write_text(text, encoding="utf-8")
    return _printed(program, paper, target(project))


def browser() -> str:
    """Return the program that prints."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return found
    raise Mistake(
        "qk pdf",
        "a machine without Chromium",
        f"one of {', '.join(BROWSERS)}",
        "Install it, e.g. with: sudo apt-get install chromium",
    )


def for_paper(page: str, parts: Sequence[str], style: str) -> str:
    """Return the single page of the book as an HTML page for paper; ``parts`` are the titles of its parts, in order."""
    article = BeautifulSoup(page, "html.parser").select_one("article.bd-article")
    if article is None:
        raise Mistake(
            "the single page of the book", "a page without its text", "an element article.bd-article"
        )
    for form in article.select(".qk-page-form"):
        form.replace_with(_element("p", FORM_WORDS, "qk-on-paper"))
    for gone in article.select(", ".join(SCREEN_ONLY)):
        gone.decompose()
    for fold in article.select("details"):
        _unfold(fold)
    for wrapper in article.select(", ".join(NEEDLESS)):
        wrapper.unwrap()
    _entitle(article, parts)
    _shorten(article)
    _relink(article)
    head = (
        f'<meta charset="utf-8"><title>{_title(article)}</title><meta name="color-scheme" content="light">'
        f"<style>{style}</style>"
    )
    return (
        f'<!doctype html><html lang="en" data-theme="light"><head>{head}</head><body>{article}</body></html>'
    )


def _title(article: Tag) -> str:
    heading = article.find("h1")
    return heading.get_text() if heading else ""


def _element(name: str, text: str, kind: str) -> Tag:
    made = BeautifulSoup("", "html.parser").new_tag(name, attrs={"class": kind})
    made.string = text
    return made


def _unfold(fold: Tag) -> None:
    """Open a fold that belongs to what was read; of the others, which are extras, say only that they are in the book."""
    summary = fold.find("summary")
    if not isinstance(summary, Tag) or OPENED & set(fold.get("class") or ()):
        fold["open"] = ""
        return
    words, before = summary.get_text().strip(), fold.find_previous_sibling()
    if isinstance(before, Tag) and before.get_text().startswith(FOLDED):
        before.string = f"{before.get_text()[:-1]}; {words}."
        fold.decompose()
    else:
        fold.replace_with(_element("p", f"{FOLDED} {words}.", "qk-on-paper"))


def _entitle(article: Tag, parts: Sequence[str]) -> None:
    """Put the title of each part before its chapters, which the builder leaves out."""
    wrappers = [
        w
        for w in article.select("div.toctree-wrapper")
        if w.find_parent("div", class_="toctree-wrapper") is None
    ]
    if len(wrappers) != len(parts):
        raise Mistake(
            "the single page of the book", f"{len(wrappers)} parts", f"the {len(parts)} of _toc.yml"
        )
    for wrapper, part in zip(wrappers, parts, strict=True):
        wrapper.insert(0, _element("h1", part, "part"))


def _shorten(article: Tag) -> None:
    """Keep of the page of each source what it is, what was seen and what it says, and that out of the bookmarks."""
    for place in article.find_all(id=re.compile(r"^document-sources/(?!index$)")):
        source = place.find_next_sibling("section")
        if not isinstance(source, Tag):
            continue
        source["class"] = "qk-source"
        for part in source.find_all("section", recursive=False):
            heading = part.find(re.compile("^h[1-6]$"))
            if not isinstance(heading, Tag) or heading.get_text().strip() not in KEPT_OF_A_SOURCE:
                part.decompose()
                continue
            heading.replace_with(_element("p", heading.get_text(), "qk-small-head"))


def _relink(article: Tag) -> None:
    """Let a link to a page of the book lead to its place in the PDF; one to a file is none."""
    places = {str(element["id"]) for element in article.find_all(id=True)}
    for link in article.select("a[href]"):
        address = str(link["href"])
        if address.startswith(("http:", "https:", "mailto:")):
            continue
        page, _, within = address.partition("#")
        if page:
            within = "document-" + re.sub(r"^(\.\./)+", "", page).removesuffix(".html")
        if within in places:
            link["href"] = f"#{within}"
        else:
            del link["href"]


def _contents(project: Project) -> dict[str, list[dict[str, str]]]:
    return dict(yaml.safe_load((project.book / "_toc.yml").read_text(encoding="utf-8")))


def _printed(program: str, page: Path, to: Path) -> Path:
    """Print a page in a browser without a network; what is left of a failed attempt is removed."""
    with tempfile.TemporaryDirectory() as home:
        made = Path(home) / NAME
        words = [
            program, "--headless", "--disable-gpu", "--no-first-run", f"--user-data-dir={home}/profile",
            "--disable-dev-shm-usage", "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer",
            "--generate-pdf-document-outline", f"--print-to-pdf={made}", page.as_uri(),
        ]  # fmt: skip
        if os.geteuid() == 0:
            words.insert(
                1, "--no-sandbox"
            )  # Chromium's own sandbox refuses root; only our own page is opened
        done = subprocess.run(
            words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=SECONDS, check=False
        )
        if not made.is_file() or not made.read_bytes().rstrip().endswith(b"%%EOF"):
            raise Mistake("qk pdf", f"no PDF from {program}", "a whole one", f"It said: {done.stdout[-300:]}")
        return _packed(made, to)


def packer() -> ModuleType:
    """Return the package that packs; it belongs to the extra for the site, and the other commands do without it."""
    try:
        return importlib.import_module("pikepdf")
    except ModuleNotFoundError:
        raise Mistake(
            "qk pdf",
            "an environment without the package pikepdf",
            "the packages for building the site",
            INSTALL,
        ) from None


def _packed(made: Path, to: Path) -> Path:
    """Write the PDF anew with its many small objects packed together, as Chromium does not; a third of the size."""
    pikepdf = packer()
    with tempfile.NamedTemporaryFile(dir=to.parent, suffix=".pdf", delete=False) as file:
        packed = Path(file.name)
    try:
        with pikepdf.open(made) as whole:
            whole.save(packed, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        packed.chmod(0o644)
        packed.replace(to)
    finally:
        packed.unlink(missing_ok=True)
    return to
