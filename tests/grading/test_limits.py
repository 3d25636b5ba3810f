"""A class may give its notebooks more or less time and memory; a wrong setting is refused, never guessed at."""

import pytest

from quellenkritik.errors import Mistake
from quellenkritik.grading import limits


def load(tmp_path, text):
    path = tmp_path / "course.yml"
    path.write_text(text)
    return limits.load(path)


def test_without_a_word_the_default_holds(tmp_path):
    assert limits.DEFAULT == limits.load(None) == load(tmp_path, "name: a class\n") == load(tmp_path, "")


def test_what_a_class_says_is_taken(tmp_path):
    found = load(tmp_path, "limits: {cell_seconds: 20, total_seconds: 90, memory_mb: 1024}")

    assert (20.0, 90.0, 90, 1024 * limits.MIB) == (
        found.cell_seconds, found.total_seconds, found.cpu_seconds, found.memory,
    )  # fmt: skip
    assert found.address_space == 2 * found.memory


def test_a_cell_never_has_more_than_the_whole(tmp_path):
    assert 5.0 == load(tmp_path, "limits: {total_seconds: 5}").cell_seconds


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("limits: {seconds: 3}", "'seconds'"),
        ("limits: {cell_seconds: 0}", "from 1 to 600"),
        ("limits: {cell_seconds: yes}", "'True'"),
        ("limits: {memory_mb: lots}", "'lots'"),
        ("limits: [1]", "a list"),
    ],
)
def test_a_wrong_setting_is_named(tmp_path, text, named):
    with pytest.raises(Mistake, match=named):
        load(tmp_path, text)
