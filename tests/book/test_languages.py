"""Foreign words have their language, in every page of the book and wherever the package writes HTML."""

import pytest

from quellenkritik import register
from quellenkritik.register.tongues import marked
from quellenkritik.tasks import MODULES
from quellenkritik.tasks.given import Given
from tests.book.languages import misread, runs, unmarked
from tests.tasks.drawn import practice


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("<p>so: весьма сдержанно, да.</p>", '<p>so: <span lang="ru">весьма сдержанно, да</span>.</p>'),
        ("(العالم اليوم)", '(<span lang="ar" dir="rtl">العالم اليوم</span>)'),
        ("Білл", '<span lang="uk">Білл</span>'),
        ("Њујорк", '<span lang="sr">Њујорк</span>'),
        ('<b lang="de">Ich verstehe diese Empfindlichkeit</b>', None),
        ('<b lang="mk">Путин</b> <i>Путин</i>', '<b lang="mk">Путин</b> <i><span lang="ru">Путин</span></i>'),
        ("<svg><text>Путин</text></svg><script>'Путин'</script>", None),
        ("<input value='Путин'><br>the NATO of Clinton", None),
    ],
)
def test_words_get_their_language_once(given, made):
    assert (made or given) == marked(given)


def test_the_language_of_the_page_decides_between_languages_of_one_script():
    assert '<span lang="mk">Клинтон</span>' == marked("Клинтон", "mk")
    assert '<span lang="ru">Клинтон</span>' == marked("Клинтон", "de")


def test_words_of_a_quotation_in_latin_letters_are_known():
    words = register.load().quotation("W-seed-kosmo#q19").text

    assert f'<p>It says <span lang="de">{words}</span>' == marked(f"<p>It says {words}")


@pytest.mark.parametrize("exercise", MODULES)
def test_what_a_student_is_given_is_marked(exercise):
    picture = f'<body lang="en">{Given(practice(exercise)[0])._repr_html_()}</body>'

    assert [] == [*unmarked(picture), *misread(picture)]


class TestTheReaderOfThePages:
    """It reads as a screen reader would: text and what is read out, each with the nearest language."""

    def test_it_sees_letters_without_a_language(self):
        assert ["Путин (Cyrillic) in <p lang=en>: Путин"] == list(unmarked('<html lang="en"><p>Путин</p>'))

    def test_it_sees_a_wrong_direction(self):
        assert ["بوتين (Arabic) in <p dir=?>"] == list(unmarked('<p lang="ar">بوتين</p>'))
        assert [] == list(unmarked('<p lang="ar" dir="rtl">بوتين</p>'))

    def test_it_sees_what_is_read_out_without_being_shown(self):
        assert 1 == len(list(unmarked('<body lang="en"><button aria-label="Путин">x</button>')))

    def test_it_sees_a_quotation_that_would_be_read_in_english(self):
        words = register.load().quotation("W-seed-kosmo#q19").text

        assert list(misread(f'<body lang="en"><p>{words}</p>'))
        assert [] == list(misread(f'<body lang="en"><p lang="de">{words}</p>'))

    def test_an_element_that_is_closed_gives_its_language_back(self):
        page = '<body lang="en"><p lang="ru">Да<br>и <i>нет</i></p>yes'

        assert ["ru", "ru", "ru", "en"] == [run.lang for run in runs(page)]


def test_every_page_of_the_book_is_marked(built_book):
    found = {}
    pages = [path for path in sorted(built_book.rglob("*.html")) if "_static" not in path.parts]
    for path in pages:
        text = path.read_text(encoding="utf-8")
        if wrong := [*unmarked(text), *misread(text)]:
            found[str(path.relative_to(built_book))] = list(dict.fromkeys(wrong))[:5]
    assert {} == found
    assert len(pages) > 200


def test_every_page_names_its_own_language(built_book):
    for path in built_book.rglob("*.html"):
        if "_static" not in path.parts:
            assert '<html lang="en"' in path.read_text(encoding="utf-8")[:300], path
