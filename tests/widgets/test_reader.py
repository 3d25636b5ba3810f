"""The reader in a notebook: it shows what is picked, marks where it is asked to, and needs no file of the book."""

from quellenkritik import register
from quellenkritik.widgets.reader import START, Reader, style


def test_reader_begins_with_the_sentence_on_its_way():
    reader = Reader()

    assert list(START) == reader.chosen
    assert "osetljivost" in reader.page.value and style() in reader.page.value


def test_picking_another_text_changes_the_columns():
    reader = Reader()
    reader.picks[1].value, reader.picks[2].value, reader.picks[3].value = "ar-lebanon", "", ""

    assert ["en-record", "ar-lebanon"] == reader.chosen
    assert 'dir="rtl"' in reader.page.value and "osetljivost" not in reader.page.value


def test_marks_and_glosses_are_a_choice():
    reader = Reader()
    assert 'qk-differs"' in reader.page.value
    reader.mark.value, reader.glosses.value = False, True

    assert 'qk-differs"' not in reader.page.value and "on glosses" in reader.page.value


def test_every_version_can_be_picked():
    options = {value for _, value in Reader().picks[0].options}

    assert set(register.load().corpus) == options
