"""The timeline: what is not known is drawn as not known, and said so in words."""

from datetime import date, datetime

import pytest

from quellenkritik.course import chronology as course
from quellenkritik.figures.chronology import Event, Panel, chronology, days, in_words, kind_of

DATES = {
    "2000-06-03T20:10:00": ("hour", "3 June 2000, 20:10"),
    "2000-06-03": ("day", "3 June 2000, hour not known"),
    "2000-06-09?": ("doubtful", "perhaps 9 June 2000"),
    "2000-06-05/..": ("after", "not before 5 June 2000"),
    "../2017-06-03": ("before", "not after 3 June 2017"),
    "2000-06-03/2000-06-05": ("span", "some time from 3 June 2000 to 5 June 2000"),
}


def panel(*dates):
    events = tuple(Event(f"event {at}", when) for at, when in enumerate(dates))
    return Panel(
        "p", datetime(2000, 6, 2), datetime(2000, 6, 10), days(date(2000, 6, 2), date(2000, 6, 9)), events
    )


def drawn(*dates, narrow=False):
    return chronology([panel(*dates)], title="t", caveat="c.", legend=[("day", "a day")], narrow=narrow)


@pytest.mark.parametrize(("when", "kind", "words"), [(w, *rest) for w, rest in DATES.items()])
def test_kind_and_words_keep_what_is_not_known(when, kind, words):
    assert (kind, words) == (kind_of(when), in_words(when))


def test_only_a_printed_hour_is_a_mark():
    svg = drawn(*DATES).svg

    assert 1 == svg.count('class="warm-bar"') and "20:10" in svg
    assert 1 == svg.count('class="unseen"'), "the doubtful day is dashed"
    assert 2 == svg.count('class="tip"'), "two open ends run out of the picture"


def test_a_day_is_as_long_as_a_day():
    """Two events of one day lie above one another from edge to edge, so that neither seems to come first."""
    svg = drawn("2000-06-04", "2000-06-04").svg
    bars = [part.split('height="12"')[0] for part in svg.split('<rect class="agency" ')[2:]]

    assert bars[0].split(" y=")[0] == bars[1].split(" y=")[0]


@pytest.mark.parametrize("narrow", [False, True])
def test_the_figure_of_the_book_has_the_dates_of_the_key_and_no_other(narrow):
    figure = course.june(narrow=narrow)
    dates = {
        item["id"]: item["gold"]["when"]
        for item in course._yaml(course.BANK)["items"]
        if item["kind"] == "event"
    }
    shown = {
        i: label
        for part in course._yaml(course.PLAN)["panels"].values()
        for i, label in part["events"].items()
    }

    assert [f"{label}: {in_words(dates[i])}." for i, label in shown.items()] == list(figure.alternative)[:-1]


def test_the_plan_holds_no_date():
    text = (course.Path(course.__file__).parents[3] / course.PLAN).read_text(encoding="utf-8")

    assert not any(f"{year}-" in text for year in range(2000, 2026))
