"""Every internal link of the built pages leads somewhere, and a broken one is named with its page."""

import pytest

from quellenkritik.course import links

SOUND = """<html><body id="here"><a href="">self</a><a href="#">top</a><a href='#here'>place</a>
<a href="part/page.html?from=x#K%C3%B6ln">other</a><a href="part/">folder</a><img src="a%20picture.svg">
<a href="https://example.org/gone">elsewhere</a><a href="mailto:nobody@example.org">mail</a>
<a href="lite/notebooks/index.html?path=pivot.ipynb">notebook</a>
<script>var text = ' href="nowhere.html"';</script><!-- <a href="nowhere.html"> --></body></html>"""


@pytest.fixture
def site(tmp_path):
    """Two pages and a picture."""
    (tmp_path / "part").mkdir()
    (tmp_path / "index.html").write_text(SOUND, encoding="utf-8")
    (tmp_path / "a picture.svg").write_text("<svg/>")
    for name in ("page", "index"):
        (tmp_path / "part" / f"{name}.html").write_text('<p id="Köln"></p><a href="../index.html">', "utf-8")
    return tmp_path


def test_sound_pages_have_no_finding(site):
    assert [] == links.broken(site, later=links.LATER)


def test_what_other_tools_add_later_is_asked_in_the_finished_site(site):
    (found,) = links.broken(site)

    assert found.startswith("index.html: link to 'lite/notebooks/index.html?path=pivot.ipynb'")


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("part/gone.html", "no file"),
        ("part/page.html#gone", "no such place"),
        ("#gone", "no such place"),
        ("/part/page.html", "root of the host"),
        ("../part/page.html", "out of the site"),
        ("gone.svg", "no file"),
    ],
)
@pytest.mark.parametrize("markup", ['<a href="{}">', "<img alt='' src='{}'>"])
def test_a_broken_link_is_named_with_its_page(site, address, why, markup):
    (site / "other.html").write_text(markup.format(address), encoding="utf-8")

    (found,) = links.broken(site, later=links.LATER)

    assert found.startswith("other.html:")
    assert address in found
    assert why in found


def test_pages_that_other_tools_made_are_targets_only(site):
    (site / "lite").mkdir()
    (site / "lite" / "index.html").write_text('<a href="/at/the/root">', encoding="utf-8")

    assert [] == links.broken(site, later=links.LATER)
