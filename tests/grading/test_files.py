"""Files are written whole or not at all, into folders that are made when the first file comes."""

import pytest

from quellenkritik.grading.files import write_whole


def test_a_file_and_its_folders(tmp_path):
    path = tmp_path / "ann" / "letters" / "dates.ipynb"
    write_whole(path, "first")
    write_whole(path, "second, “quoted”")

    assert "second, “quoted”" == path.read_text(encoding="utf-8")
    assert [path] == list(path.parent.iterdir())


def test_what_stands_there_stays_where_the_new_file_cannot_be_written(tmp_path):
    path = tmp_path / "dates.json"
    write_whole(path, b"old")
    (tmp_path / ".dates.json.new").symlink_to(tmp_path / "elsewhere")

    with pytest.raises(OSError, match=r"dates\.json\.new"):
        write_whole(path, b"new")
    assert b"old" == path.read_bytes()
    assert not (tmp_path / "elsewhere").exists()
