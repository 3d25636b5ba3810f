"""What makes the pages light: rules that no page can use go, all others stay; icons are drawn where a script drew them."""

import sys

import pytest

from tests.support import ROOT

sys.path.insert(0, str(ROOT / "book" / "_ext"))
import lighten
import lighten_css
import lighten_icons

PAGE = """<html data-theme="light"><body class="book"><p class="lead first">a</p>
<p id="end" title="x > y" style="color:var(--told)">b</p>
<details open><summary>c</summary></details></body></html>"""


@pytest.fixture
def used():
    found = lighten_css.Used()
    found.page(PAGE)
    found.script("element.classList.add('later'); const other = 5;")
    return found


@pytest.mark.parametrize(
    "selector",
    [
        "p", ".lead", "p.lead.first", "#end", "body.book > p:not(.gone)", "details[open]", "html[data-theme=dark] p",
        ":is(.gone, p.lead) + p", "p::before", ".later", ".lead.later", "*", ":root",
    ],
)  # fmt: skip
def test_a_rule_that_may_be_used_stays(selector, used):
    assert "left:0" in lighten_css.lighter(f"{selector} {{ left: 0 }}", used)


@pytest.mark.parametrize(
    "selector",
    [".gone", "p.book", "div", "#start", ".lead .gone", "[contenteditable]", ":is(.gone, div) p", ".other", "p#end.lead"],
)  # fmt: skip
def test_a_rule_that_no_page_can_use_goes(selector, used):
    assert "" == lighten_css.lighter(f"{selector} {{ left: 0 }}", used)


def test_of_a_list_only_the_used_selectors_stay_and_frames_go_when_they_are_empty(used):
    style = "@media print { .gone, p { left: 0 } } @media screen { .gone { left: 0 } } p { top: 0 }"

    assert "@media print{p{left:0}\n}p{top:0}\n" == lighten_css.lighter(style, used)


def test_frames_may_stand_in_each_other(used):
    style = "@supports (gap: 1px) { @media print { p { left: 0 } } } p { top: 0 }"

    assert "@supports (gap: 1px){@media print{p{left:0}\n}}p{top:0}\n" == lighten_css.lighter(style, used)


def test_properties_that_nobody_reads_go_and_those_read_through_others_or_a_page_stay(used):
    style = ':root { --a: var(--b); --b: 1px; --c: 2px; --told: red; --e: ";" } p { left: var(--a) }'

    made = lighten_css.lighter(style, used)

    assert (
        all(name in made for name in ("--a:", "--b:", "--told:")) and "--c" not in made and "--e" not in made
    )


def test_an_animation_stays_with_the_rule_that_names_it(used):
    frames = "@keyframes {name} {{ from {{ left: 0 }} }} "
    style = frames.format(name="in-use") + frames.format(name="idle") + "p { animation: in-use 1s }"

    made = lighten_css.lighter(style, used)

    assert "@keyframes in-use" in made and "idle" not in made


def test_what_is_important_and_what_is_a_string_stays_as_it_is(used):
    style = 'p::after { content: "a  ,  b" !important; font-family: "Two  Words", serif }'

    assert 'content:"a  ,  b"!important' in lighten_css.lighter(style, used)


SCRIPT = (
    r"""x={"half":[512,512,[9680,"adjust"],"f042","M1 2z"],sun:[448,512,[],"f185","M3 4z"]},"""
    r"""s='.svg-inline--fa{height:1em}';"""
)


def test_icons_are_drawn_with_their_shapes_once_a_page():
    icons = lighten_icons.read(SCRIPT)
    half = '<i class="fa-solid fa-adjust fa-lg" title="Half"></i><i class="fas fa-half"></i>'
    page = f'<body class="x">{half}<i>no</i></body>'

    made = lighten_icons.drawn(page, icons)

    assert 2 == made.count("<use href=") and "<i>no</i>" in made and '<i class="fa' not in made
    assert 1 == made.count('id="fa-half"') == made.count('id="fa-adjust"')
    assert (
        'class="svg-inline--fa fa-adjust fa-lg" aria-hidden="true" viewBox="0 0 512 512"><title>Half</title>'
        in made
    )
    assert "CC BY 4.0" in made


def test_characters_of_the_icon_font_become_masks():
    icons = lighten_icons.read(SCRIPT)
    names = ':root{--pst-icon-a:"\\f185";--pst-icon-b:var(--pst-icon-a)}'
    style = names + ".t:after{content:var(--pst-icon-b);font:var(--fa-font-solid)}"

    made = lighten_icons.masked(style, icons)

    assert (
        "viewBox=%270 0 448 512%27" in made and "mask:var(--qk-icon)" in made and "fa-font-solid" not in made
    )


def test_a_theme_without_the_icons_stops_the_build():
    with pytest.raises(ValueError, match="lighten_icons"):
        lighten_icons.read("nothing here")


def test_templates_leave_no_empty_lines_and_words_keep_their_spaces():
    page = "<p>\n\n   One\n\n</p> <pre>\n\n  as it  is</pre>\n\n\n<textarea>\n\n a</textarea>"

    assert "<p>\nOne\n</p> <pre>\n\n  as it  is</pre>\n<textarea>\n\n a</textarea>" == lighten.tight(page)
