"""Opening the gradebook's database: a file of SQLite, or PostgreSQL on a server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from quellenkritik.errors import Mistake

_DRIVERS = {"postgresql": "postgresql+psycopg", "postgres": "postgresql+psycopg"}
_OPENING = 0x716B6F70
"""The number of the lock that a program holds while it makes tables; any that nobody else uses."""


def connect(url: str) -> sa.Engine:
    """Return the engine of a database; nothing is asked of it yet."""
    try:
        place = sa.make_url(url)
        place = place.set(drivername=_DRIVERS.get(place.drivername, place.drivername))
        return sa.create_engine(place, pool_pre_ping=place.get_backend_name() != "sqlite")
    except (ArgumentError, NoSuchModuleError) as error:
        raise Mistake("--db", shown(url), "sqlite:///FILE or postgresql://USER@HOST/NAME") from error
    except ModuleNotFoundError as missing:
        raise Mistake(
            "--db",
            f"an installation without the package '{missing.name}'",
            "the part 'postgres'",
            "Install it: pip install 'quellenkritik[postgres]'",
        ) from missing


def shown(url: str) -> str:
    """Return the address of a database for a message, without its password."""
    try:
        return sa.make_url(url).render_as_string(hide_password=True)
    except ArgumentError:
        return f"an address of {len(url)} characters that cannot be read"


@contextmanager
def alone(engine: sa.Engine) -> Iterator[None]:
    """Keep other programs from making tables at the same time; SQLite, being one file, sees to it itself."""
    if engine.dialect.name == "sqlite":
        yield
        return
    with engine.connect() as connection:
        connection.execute(sa.select(sa.func.pg_advisory_lock(_OPENING)))
        try:
            yield
        finally:
            connection.execute(sa.select(sa.func.pg_advisory_unlock(_OPENING)))
