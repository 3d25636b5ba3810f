"""Papers as they are handed out: blocks, plain text, HTML, a machine's reading; and the notice on all of them."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings

from quellenkritik import register
from quellenkritik.specimens import NOTICE, gallery, layout, material, ocr, page
from quellenkritik.specimens.model import WHERE, Genre, Specimen
from quellenkritik.specimens.stream import Stream
from tests.specimens.papers import unaltered

NOISE = material.data("noise")


class Reader(HTMLParser):
    """Collects the text of a page and the tags that stand open."""

    def __init__(self):
        super().__init__()
        self.text, self.open, self.seen = [], [], []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))
        if tag not in ("br", "meta", "path"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        if tag != "path":
            assert self.open.pop() == tag

    def handle_data(self, data):
        self.text.append(data)


def _read(html):
    reader = Reader()
    reader.feed(html)
    assert reader.open == []
    return reader


def _without_space(text):
    return re.sub(r"\s", "", text)


@given(unaltered())
@settings(max_examples=60, deadline=None)
def test_every_rendering_shows_every_line_and_the_notice(drawn):
    paper, stream = drawn
    blocks = layout.layout(paper)
    plain, html = layout.plain(blocks), page.page(blocks, "a-0000")
    shown = _without_space("".join(_read(html).text))
    reading = ocr.read_by_machine(blocks, stream)

    for field in paper.fields:
        for line in paper.lines(field):
            assert line in plain, field
            assert _without_space(line) in shown, field
    assert plain.count(NOTICE) >= 2 and reading.count(NOTICE) >= 2 and html.count(NOTICE) >= 4


@given(unaltered())
@settings(max_examples=60, deadline=None)
def test_a_machine_spares_what_a_reader_needs(drawn):
    """Figures, the presidents' names, "not" and the strengthening words stand in the reading as on the page."""
    paper, stream = drawn
    blocks = layout.layout(paper)
    plain, reading = layout.plain(blocks), ocr.read_by_machine(blocks, stream)

    assert Counter(re.findall(r"\d{2,}", plain)) == Counter(re.findall(r"\d{2,}", reading))
    for word in ("Yeltsin", "Putin", "not", *material.stress_words()):
        wanted = len(re.findall(rf"\b{word}\b", plain.replace(page.NOTICE_LINE, "")))
        assert wanted == len(re.findall(rf"\b{word}\b", reading)), word


def test_every_error_of_the_machine_stands_in_a_registered_raw_reading():
    known = register.load().quotations
    entries = [*NOISE["struck"], *NOISE["confusions"], *NOISE["splits"], *NOISE["joins"], *NOISE["specks"]]
    entries += [NOISE["lost_marks"], NOISE["unreadable_number"]]
    for entry in entries:
        quotation = known[entry["evidence"]]
        assert entry.get("seen", entry.get("read")) in quotation.text, entry
        assert quotation.form == "raw_ocr"
    for confusion in NOISE["confusions"]:
        assert str(confusion["new"]).strip() in confusion["seen"]


def test_the_machine_errs_about_as_often_as_on_the_real_head(made):
    """The real head P1 has six of nineteen words misread, the real text C4#q8 four of twenty-two; ours lie between."""
    shares = []
    for one in made[:120]:
        blocks = layout.layout(one.paper)
        right = ocr._without_marks(layout.plain(blocks), Stream(b"n", one.slot)).split()
        read = ocr.read_by_machine(blocks, Stream(b"n", one.slot)).split()
        shares.append(len(set(read) - set(right)) / len(read))
    assert 1 / 12 < sum(shares) / len(shares) < 6 / 19


@pytest.mark.parametrize("genre", Genre)
def test_the_page_names_its_parts(made, genre):
    """Labels as on the comparanda; struck-through words are marked as such, for the eye and for the ear."""
    blocks = layout.layout(next(m.paper for m in made if m.paper.genre is genre))
    text, reader = layout.plain(blocks), _read(page.page(blocks, "a-0000"))
    labels = {
        Genre.MEMCON: [
            "SUBJECT:",
            "PARTICIPANTS:",
            "DATE, TIME AND PLACE:",
            "Classified by:",
            "Reason:",
            "Declassify On:",
        ],
        Genre.TELCON: ["TELEPHONE CONVERSATION", "NOTETAKERS:", "INTERPRETER:", "OEOB"],
        Genre.LATE_MEMCON: [", Note taker", ", Interpreter", "State Residence of the President of Russia"],
        Genre.NOTES: ["ONE-ON-ONES", "Notetaker:", "First Session", "Kremlin private quarters"],
        Genre.NOTE: ["NOTE FOR THE DEPUTY SECRETARY", "FROM STAFF MEMBER", "Declassification Authority"],
    }
    assert [label for label in labels[genre] if label not in text] == []
    tags = [tag for tag, _ in reader.seen]
    assert ("s" in tags) == ("[struck through: " in text) == (genre in (Genre.MEMCON, Genre.TELCON))
    article = next(attrs for tag, attrs in reader.seen if tag == "article")
    assert NOTICE in article["aria-label"] and NOTICE in article["data-notice"]


def test_nobody_speaks_by_name_and_no_staff_has_one(made):
    """Texts speak of sides; the only names of people are those of the presidents, in heads and as an office."""
    for one in made:
        body = one.paper.text("body")
        assert not re.search(r"(?<!President )\b(Clinton|Yeltsin|Putin|Bush|Talbott)\b", body)
        staff = (
            *one.paper.lines("notetakers"),
            *one.paper.lines("interpreter"),
            *one.paper.lines("classified_by"),
        )
        assert all(re.fullmatch(r"Staff member [A-Z]|([A-Z])\1", person) for person in staff)


def test_page_escapes_what_it_shows():
    blocks = (layout.Block("para", ("<script>alert(1)</script>",)), layout.Block("row", ("a & b",), "<b>"))

    reader = _read(page.page(blocks, "a-0000") + page.machine_page("<i>", "a-0001"))
    assert {"script", "i"} & {tag for tag, _ in reader.seen} == set()


def test_a_whole_document_says_so_in_title_and_metadata(made):
    html = page.document([page.page(layout.layout(made[0].paper), "a-0000")], "round 1")

    reader = _read(html.removeprefix("<!doctype html>"))
    metas = [attrs for tag, attrs in reader.seen if tag == "meta"]
    assert f"<title>{NOTICE}: round 1</title>" in html
    assert any(NOTICE in attrs.get("content", "") for attrs in metas)
    assert not re.search(r"(src|href|url)\s*[=(]", html), "nothing is fetched"


def test_blocks_survive_the_way_through_a_sheet(made):
    for one in made[:60]:
        blocks = layout.layout(one.paper)
        assert blocks == layout.from_data([block.as_data() for block in blocks])


def test_gallery_shows_pages_and_readings(made):
    blocks = layout.layout(made[3].paper)
    items = [
        {"id": "a-1", "round": 1, "page": [b.as_data() for b in blocks]},
        {"id": "a-2", "round": 1, "reading": f"{NOTICE} jECREf"},
        {"id": "b-1", "round": 2, "reading": "other"},
    ]
    shown = gallery.papers({"items": items}, 1)

    assert "a-1" in repr(shown) and "jECREf" in repr(shown) and "b-1" not in repr(shown)
    reader = _read(shown._repr_html_())
    assert [attrs["id"] for tag, attrs in reader.seen if tag == "article"] == ["paper-a-1", "paper-a-2"]


def test_specimen_refuses_unknown_fields_and_missing_words():
    with pytest.raises(ValueError, match="unknown fields: color"):
        Specimen(Genre.NOTE, {"color": ("blue",)})
    with pytest.raises(ValueError, match="does not stand in body"):
        Specimen(Genre.NOTE, {"body": ("a",)}).replacing("body", "b", "c")
    assert set(WHERE) <= {*Specimen(Genre.NOTE, dict.fromkeys(WHERE, ())).fields}
