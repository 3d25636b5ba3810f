"""The questions to a page find what is there to be found: requests to other hosts, and what breaks the rules."""

import functools
import http.server
import threading

import pytest

from tests.book import audit
from tests.grading import chromium

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not chromium.PROGRAM, reason="no Chromium on this machine"),
]
HEAD = "<!doctype html><html lang='en'><meta charset='utf-8'><title>A page</title><main><h1>A page</h1>"


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    opened = audit.Closed(tmp_path_factory.mktemp("chromium"))
    yield opened
    opened.close()


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A server that keeps its log to itself."""

    def log_message(self, *_):
        pass


@pytest.fixture
def served(tmp_path):
    """Serve pages that are given as name and text, and return the address of the first."""
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", 0), functools.partial(Quiet, directory=str(tmp_path))
    )
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

    def serve(**pages):
        for name, text in pages.items():
            (tmp_path / name.replace("_", ".")).write_text(text, "utf-8")
        return f"http://127.0.0.1:{server.server_address[1]}/{next(iter(pages)).replace('_', '.')}"

    yield serve
    server.shutdown()
    server.server_close()


def test_a_page_that_keeps_to_itself_asks_nobody(served, browser):
    address = served(a_html=HEAD + "<img src='x.png' alt=''><a href='https://other.example/'>other</a>")

    assert [] == audit.foreign_requests([address], browser=browser)


@pytest.mark.parametrize(
    "part",
    [
        "<img src='http://other.example/x.png' alt=''>",
        "<link rel='stylesheet' href='https://other.example/x.css'>",
        "<script src='//other.example/x.js'></script>",
        "<script>fetch('https://other.example/x')</script>",
        "<iframe src='http://other.example/'></iframe>",
        "<style>body { background: url(http://other.example/x.png) }</style>",
    ],
)
def test_each_way_to_another_host_is_seen(part, served, browser):
    found = audit.foreign_requests([served(a_html=HEAD + part)], browser=browser)

    assert any("other.example" in line for line in found), found


def test_a_workers_request_is_seen(served, browser):
    address = served(
        a_html=HEAD + "<script>new Worker('w.js').onmessage = () => { window.done = true }</script>",
        w_js="fetch('http://other.example/from-worker').finally(() => postMessage(1))",
    )

    found = audit.foreign_requests([address], browser=browser, act=lambda b: b.until("window.done"))

    assert [f"{address}: GET http://other.example/from-worker"] == found


def test_another_port_of_this_machine_is_another_host(served, browser):
    found = audit.foreign_requests(
        [served(a_html=HEAD + "<img src='http://127.0.0.1:9/x.png' alt=''>")], browser=browser
    )

    assert 1 == len(found)


def test_what_the_page_asks_for_when_it_is_used_counts(served, browser):
    address = served(a_html=HEAD + "<button onclick=\"fetch('http://other.example/y')\">go</button>")

    found = audit.foreign_requests(
        [address], browser=browser, act=lambda b: b.run("document.querySelector('button').click()")
    )

    assert 1 == len({line.split("http://other")[-1] for line in found}), found


def test_a_sound_page_breaks_no_rule(served, browser):
    assert [] == audit.violations(served(a_html=HEAD + "<p>Words.</p>"), browser=browser)


def test_a_fault_is_told_with_page_view_rule_and_element(served, browser):
    address = served(a_html=HEAD + "<img src='x.png'>")

    found = audit.violations(address, browser=browser, views=[("light", 1280)])

    assert [(address, "light, 1280 px", "image-alt", "img")] == [
        (v.page, v.view, v.rule, v.element) for v in found
    ]


def test_a_colour_that_fails_in_one_theme_only_is_seen_there_also_in_the_quick_way(served, browser):
    style = "<style>p { color: #777 } [data-theme=dark] p { background: #777; color: #888 } p { color: #555 }</style>"
    address = served(a_html=HEAD + style + "<p>Words.</p>")

    found = audit.violations(address, browser=browser, thorough=False)

    assert {("dark, 1280 px", "color-contrast"), ("dark, 390 px", "color-contrast")} == {
        (v.view, v.rule) for v in found
    }


def test_what_is_too_small_on_the_phone_only_is_seen(served, browser):
    small = "@media (max-width: 400px) { button { width: 12px; height: 12px; border: 0 } }"
    style = f"<style>button {{ width: 40px; height: 40px; margin: 0; padding: 0 }} {small}</style>"
    address = served(
        a_html=HEAD
        + style
        + "<div><button aria-label='one'></button><button aria-label='two'></button></div>"
    )

    found = audit.violations(address, browser=browser, thorough=False)

    assert {("dark, 390 px", "target-size")} == {(v.view, v.rule) for v in found}
