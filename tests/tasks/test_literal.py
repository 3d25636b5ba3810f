"""The literal in the source counts, never what code would make of it."""

import pytest

from quellenkritik.tasks.literal import literal


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('pivot = r"""a: b"""', "a: b"),
        ("pivot = 'a'\npivot = 'b'", "b"),
        ("pivot: str = 'a'", "a"),
        ("pivot = other = 'a'", "a"),
        ("pivot = {'items': ['a', 1, None]}", {"items": ["a", 1, None]}),
        ("pivot = open('x').read()", None),
        ("pivot = 'a' + 'b'", None),
        ("pivot = f'{1}'", None),
        ("if True:\n    pivot = 'a'", None),
        ("pivotal = 'a'", None),
        ("# pivot = 'a'", None),
        ("", None),
        ('%%time\npivot = """a: b"""', "a: b"),
        ('pivot = """a: b', "a: b"),
        ("pivot = '''a'''\n)))", "a"),
        ("pivot = " + "(" * 5_000, None),
        ("pivot = 'a\x00b'", None),
    ],
)
def test_literal(source, expected):
    assert expected == literal("pivot", [source])


def test_the_last_source_with_a_literal_counts():
    assert "b" == literal("pivot", ["pivot = 'a'", "pivot = 'b'", "print(pivot)", "pivot = made()"])
