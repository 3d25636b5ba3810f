"""Bringing originals: against a server on this machine with constructed pages, from a plain one to a hostile one."""

import hashlib
import json
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from quellenkritik.register import Missing, read
from quellenkritik.register.fetch import USER_AGENT, Limits, compare, fetch, line

PAGE = (
    "<!doctype html><title>A constructed report</title><style>.x{}</style><script>I took nothing seriously</script>"
    "<p>I&nbsp;took <b>th</b>is “seri\u00adously”.</p><ul><li>He was</li><li>ready to discuss it</li></ul>"
)
QUICK = Limits(timeout=0.5, total=1.0, size=20_000)


class Pages(BaseHTTPRequestHandler):
    """One path, one kind of page."""

    def do_GET(self):  # the name that http.server calls
        self.server.agents.append(self.headers["User-Agent"])
        getattr(self, "page_" + self.path.strip("/"))()

    def answer(self, body, kind="text/html; charset=utf-8", status=200, length=None, **more):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body) if length is None else length))
        for name, value in more.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def page_plain(self):
        self.answer(PAGE.encode())

    def page_other(self):
        self.answer(PAGE.replace("ready", "not ready").encode())

    def page_gone(self):
        self.answer(b"gone", status=404)

    def page_moved(self):
        self.answer(b"", status=301, Location="/plain")

    def page_circle(self):
        self.answer(b"", status=302, Location="/circle")

    def page_elsewhere(self):
        self.answer(b"", status=302, Location="file:///etc/hostname")

    def page_huge(self):
        self.answer(b"x" * 50_000)

    def page_charset(self):
        self.answer(PAGE.replace("<p>", "<meta charset=windows-1252><p>").encode("cp1252"))

    def page_nonsense(self):
        self.answer(b"\xff\xfe\xfa\x81\x8d", kind="text/html; charset=no-such-thing")

    def page_pdf(self):
        self.answer(b"%PDF-1.7", kind="application/pdf")

    def page_broken(self):
        self.answer(PAGE.encode(), length=5_000)

    def page_hang(self):
        time.sleep(1.5)

    def page_trickle(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        for _ in range(20):
            self.wfile.write(b"x")
            time.sleep(0.1)

    def page_nothing(self):
        self.wfile.write(b"no http at all\r\n\r\n")

    def log_message(self, *words):
        """Say nothing."""


class Quiet(ThreadingHTTPServer):
    """A server that does not print when a client hangs up."""

    daemon_threads = True

    def handle_error(self, request, client_address):
        """A client that gave up is what we test."""


@pytest.fixture(scope="module")
def server():
    with Quiet(("127.0.0.1", 0), Pages) as running:
        running.agents = []
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield running
        running.shutdown()


@pytest.fixture
def source(base, folder, server):
    """Return the first constructed source with the address of a page of the server."""
    register, _ = read(folder(base))

    def at(path):
        return replace(register.source("W-one"), url=f"http://127.0.0.1:{server.server_port}/{path}")

    return at


def only(source, to):
    (entry,) = fetch([source], to, QUICK)
    return entry


def test_a_plain_page(source, tmp_path, server):
    entry = only(source("plain"), tmp_path / "pages")
    body = (tmp_path / "pages" / "W-one.html").read_bytes()

    assert ("fetched", {"W-one#q1": "found", "W-one#q2": "found"}) == (entry.outcome, entry.quotations)
    assert PAGE.encode() == body
    assert hashlib.sha256(body).hexdigest() == entry.sha256
    assert USER_AGENT == server.agents[-1]
    assert "2 of 2 quotations found" in line(entry)


def test_words_that_changed_are_told(source, tmp_path):
    """Words inserted into a quotation, or words that only a script has, are not the quotation."""
    entry = only(source("other"), tmp_path)

    assert {"W-one#q1": "found", "W-one#q2": "not_found"} == entry.quotations
    assert "not found: W-one#q2" in line(entry)


@pytest.mark.parametrize(
    ("path", "outcome"),
    [
        ("gone", "http 404"),
        ("circle", "http 302"),
        ("elsewhere", "http 302"),
        ("huge", "too_large"),
        ("hang", "too_slow"),
        ("trickle", "too_slow"),
        ("broken", "unreachable"),
        ("nothing", "unreachable"),
    ],
)
def test_what_does_not_come_leaves_nothing_behind(path, outcome, source, tmp_path):
    entry = only(source(path), tmp_path / "pages")

    assert entry.outcome.startswith(outcome)
    assert ("", "", {}) == (entry.sha256, entry.file, entry.quotations)
    assert ["manifest.json"] == [file.name for file in (tmp_path / "pages").iterdir()]


def test_a_redirect_is_followed_and_recorded(source, tmp_path):
    entry = only(source("moved"), tmp_path)

    assert ("fetched", True) == (entry.outcome, entry.final_url.endswith("/plain"))


def test_a_wrong_charset_of_the_reply_is_not_believed(source, tmp_path):
    """The reply says UTF-8, the bytes and the page itself say otherwise."""
    assert {"found"} == set(only(source("charset"), tmp_path).quotations.values())


@pytest.mark.parametrize(("path", "file"), [("nonsense", "W-one.html"), ("pdf", "W-one.bin")])
def test_a_page_that_cannot_be_read_is_kept_and_said_to_be_unreadable(path, file, source, tmp_path):
    entry = only(source(path), tmp_path)

    assert ("fetched", file, {"unreadable"}) == (entry.outcome, entry.file, set(entry.quotations.values()))
    assert "not readable as text" in line(entry)


def test_no_address_no_request(source, tmp_path):
    entry = only(replace(source("plain"), url=Missing.NOT_SEEN), tmp_path)

    assert "no_address" == entry.outcome


def test_nobody_answers(source, tmp_path):
    assert only(replace(source("x"), url="http://127.0.0.1:9/"), tmp_path).outcome.startswith("unreachable")


def test_the_manifest_keeps_one_entry_a_source(source, tmp_path):
    list(fetch([source("gone"), replace(source("plain"), id="W-two")], tmp_path, QUICK, pause=0))
    only(source("plain"), tmp_path)
    kept = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["sources"]

    assert [("W-one", "fetched"), ("W-two", "fetched")] == [(entry["id"], entry["outcome"]) for entry in kept]
    assert all(entry["fetched"].startswith("20") and len(entry["sha256"]) == 64 for entry in kept)


def test_a_damaged_manifest_is_begun_anew(source, tmp_path):
    (tmp_path / "manifest.json").write_text("{broken", encoding="utf-8")
    only(source("plain"), tmp_path)

    assert 1 == len(json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))["sources"])


def test_words_known_through_others_are_not_looked_for(base, folder):
    register, _ = read(folder(base))

    assert {} == compare(register.source("P-three"), "I was sensitive to this")
