"""The answer of a notebook that cannot be run is the literal in its source, never something computed."""

import pytest

from quellenkritik.tasks.literal import literal


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('dates = r"""a: 1"""', "a: 1"),
        ("dates = {'a': [1]}", {"a": [1]}),
        ("dates = 'one'\ndates = 'two'", "two"),
        ("dates: str = 'x'", "x"),
        ('dates = r"""\na: 1\n"""\nthis is not python', "\na: 1\n"),
        ('dates = r"""\na: 1\n', "\na: 1\n"),
        ("dates = open('x').read()", None),
        ("dates = 'a' * 10**9", None),
        ("if True:\n    dates = 'inside'", None),
        ("other = 'x'", None),
        ("dates = " + "(" * 5000, None),
    ],
)
def test_the_last_plain_literal_is_read(source, expected):
    assert expected == literal("dates", [source])
