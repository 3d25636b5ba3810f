"""Figures as inline SVG with a title, a description and a text alternative; no dependency, no script."""

from quellenkritik.figures.ladder import ladder
from quellenkritik.figures.reliability import reliability
from quellenkritik.figures.sentence import Station, sentence
from quellenkritik.figures.stemma import Edge, Node, stemma
from quellenkritik.figures.svg import Figure

__all__ = ["Edge", "Figure", "Node", "Station", "ladder", "reliability", "sentence", "stemma"]
