"""What a reader sees of a page."""

import pytest

from quellenkritik.register.pagetext import decode, visible_text


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>one</p><p>two</p>", "one two"),
        ("one<br>two<br/>three", "one two three"),
        ("NA<b>T</b>O", "NATO"),
        ("<script>hidden</script>seen<style>hidden</style>", "seen"),
        ("<head><title>Title</title></head>text", "Title text"),
        ("<svg><g><text>hidden</g></svg>after", "after"),
        ("<table><tr><td>a<td>b</table>", "a b"),
        ("&laquo;да&raquo; &amp; &#8217;", "«да» & ’"),
        ("text <!-- comment --> more", "text more"),
        ("</b></script>stray ends", "stray ends"),
    ],
)
def test_visible_text(html, expected):
    assert expected == " ".join(visible_text(html).split())


@pytest.mark.parametrize(
    ("body", "stated", "expected"),
    [
        ("да".encode(), None, "да"),
        ("да".encode("cp1251"), "windows-1251", "да"),
        (b"<meta charset='windows-1251'>" + "да".encode("cp1251"), None, "<meta charset='windows-1251'>да"),
        (b"<meta charset=windows-1251>" + "да".encode("cp1251"), "utf-8", "<meta charset=windows-1251>да"),
        ("да".encode(), "no-such-thing", "да"),
        (b"\xff\xff\x81", "utf-8", None),
        (b"plain", "hex", "plain"),
    ],
)
def test_decode(body, stated, expected):
    assert expected == decode(body, stated)
