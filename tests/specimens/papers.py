"""Strategies that give constructed papers to property tests."""

from hypothesis import strategies as st

from quellenkritik.specimens import forms, material, periods
from quellenkritik.specimens.model import Genre
from quellenkritik.specimens.rules import oddities
from quellenkritik.specimens.stream import Stream

seeds = st.binary(min_size=16, max_size=16)
wishes = st.sets(st.sampled_from(sorted(oddities())))


@st.composite
def unaltered(draw, wished=wishes):
    """Return a paper of any form, day and matter, with any harmless oddities, and a stream to go on with."""
    seed, genre = draw(seeds), draw(st.sampled_from(list(Genre)))
    stream = Stream(seed, "paper")
    day = periods.some_day(genre, stream)
    matter = stream.choice(material.matters())
    return forms.build(genre, day, matter, stream, draw(wished)), Stream(seed, "alter")
