"""The registry, the class's choices, and the small project's own place."""

import stat

import pytest

from quellenkritik.course import config, project, registry
from quellenkritik.errors import Mistake


def _edit(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_an_exercise_is_read_with_its_points(little):
    exercise = registry.load(little)["colours"]

    assert ("things/colours", 4.0, 1.0, {"colour": 2.0, "shade": 2.0}) == (
        exercise.stem,
        exercise.auto_points,
        exercise.manual_points,
        exercise.criteria,
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("topic: things", "topic: nothing", "colours, topic: came 'nothing'; expected one of things"),
        ("track: core", "track: extra", "colours, track: came 'extra'"),
        ("ids: opaque", "ids: plain", "colours, ids: came 'plain'"),
        ("    minutes: 5\n", "", "colours: came no minutes"),
        ("samples: 2", "samples: 2, pages: 3", "colours, counts: came"),
        ("auto: 4", "auto: 5", "colours, criteria: came 4 points; expected 5"),
        ("manual: 1}", "manual: 2}", "colours, manual: came 1 points; expected 2"),
    ],
)
def test_a_wrong_entry_is_refused_by_name(little, old, new, message):
    """File, id and field are named, with what came."""
    _edit(little.solutions / "exercises.yml", old, new)

    with pytest.raises(Mistake, match=f"solutions/exercises.yml, {message}"):
        registry.load(little)


def test_an_unknown_exercise_is_answered_with_the_known_ones(little):
    with pytest.raises(Mistake, match="came 'shapes'; expected one of colours"):
        registry.load(little).chosen(["shapes"])


def test_the_project_is_found_from_a_folder_inside(little):
    assert little.root == project.find(little.solutions / "things").root


@pytest.mark.parametrize(("text", "seed"), [("practice", b"practice"), ("00" * 16, bytes(16))])
def test_a_seed_is_the_practice_word_or_128_bits(text, seed):
    assert seed == config.seed_bytes(text)


@pytest.mark.parametrize("text", ["", "secret", "ab" * 15, "AB" * 16, "xy" * 16])
def test_a_weak_seed_is_refused_and_not_repeated(text):
    """The message does not show the seed: it may be a real one, mistyped."""
    with pytest.raises(Mistake) as caught:
        config.seed_bytes(text)

    assert f"{len(text)} characters" == caught.value.came


def test_a_new_seed_is_written_once_and_for_the_owner_only(tmp_path):
    path = tmp_path / "course.yml"
    config.write_new_seed(path)

    assert 16 == len(config.load(path).seed)
    assert 0o600 == stat.S_IMODE(path.stat().st_mode)
    with pytest.raises(Mistake, match="a seed already"):
        config.write_new_seed(path)


def test_two_new_seeds_differ():
    assert config.new_seed() != config.new_seed()


def test_the_private_folder_is_taken_from_the_files_own_place(tmp_path):
    (tmp_path / "items").mkdir()
    (tmp_path / "course.yml").write_text("seed: practice\nprivate: items\n")

    chosen = config.load(tmp_path / "course.yml")
    assert tmp_path / "items" == chosen.private
    assert not chosen.is_practice


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("seed: practice\nprivate: nowhere\n", "private: came 'nowhere'"),
        ("seed: practice\nsed: x\n", "came sed"),
        ("- a\n", "not a mapping"),
    ],
)
def test_a_wrong_course_file_is_refused(tmp_path, text, message):
    (tmp_path / "course.yml").write_text(text)

    with pytest.raises(Mistake, match=message):
        config.load(tmp_path / "course.yml")
