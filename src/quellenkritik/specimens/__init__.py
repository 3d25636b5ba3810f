"""Constructed papers for the class: forms of a date and their harmless oddities, seeded alterations, and checks of a paper.

Every paper is marked TEACHING FACSIMILE and speaks of an invented harmless matter. A form is only made where the
register has a comparandum for it, and a rule names the quotations that it rests on.
"""

from quellenkritik.specimens.model import NOTICE, Finding, Genre, Specimen

__all__ = ["NOTICE", "Finding", "Genre", "Specimen"]
