"""Only plain drawings reach a feedback page as drawings."""

import pytest

from quellenkritik.figures import reliability
from quellenkritik.grading.drawn import is_figure
from quellenkritik.measures.calibration import Bin

PLAIN = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{}</svg>'


def test_the_diagram_is_a_figure():
    assert is_figure(reliability([Bin(0.0, 0.2, 0.1, 0.0, 3)], title="<b>How sure</b> & so").svg)


@pytest.mark.parametrize(
    "inside",
    [
        "<script>alert(1)</script>",
        '<rect onclick="a()"/>',
        '<a href="http://example.org"><text>x</text></a>',
        '<image href="x.png"/>',
        '<rect style="fill:url(http://example.org)"/>',
        "<style>@import 'x.css'</style>",
        "<style>rect{fill:url(x)}</style>",
        "<foreignObject/>",
        '<rect xmlns:xlink="http://www.w3.org/1999/xlink" xlink:href="x"/>',
        "<rect",
    ],
)
def test_what_runs_or_loads_is_no_figure(inside):
    assert is_figure(PLAIN.format('<rect width="3" height="3"/>'))
    assert not is_figure(PLAIN.format(inside))


@pytest.mark.parametrize(
    "text", ["", "no drawing", "<p><svg/></p>", "<svg><!-- x --></svg>", '<svg viewBox="0"/>']
)
def test_other_texts_are_no_figures(text):
    assert not is_figure(text)
