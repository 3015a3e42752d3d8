"""Bringing a desk's schema to this program's: one transaction, so a kill leaves the old or the new."""

import itertools
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, event, inspect, text

from pacdesk.errors import DeskUnavailable
from pacdesk.storage.revisions import revisions

if TYPE_CHECKING:
    from alembic.config import Config


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a desk's schema stands. `found` is None for a database without any."""

    found: str | None
    wanted: str

    @property
    def is_current(self) -> bool:
        """Nothing to do."""
        return self.found == self.wanted


def standing(connection: Connection) -> Standing:
    """Compare the desk's schema with this program's.

    Raises DeskUnavailable `desk.newer` (made by a newer program) and `desk.not_a_desk`.
    """
    known = revisions()
    if not inspect(connection).has_table("alembic_version"):
        if inspect(connection).get_table_names():
            raise DeskUnavailable("desk.not_a_desk")
        return Standing(None, known[-1])
    found = connection.scalar(text("SELECT version_num FROM alembic_version"))
    if found is not None and found not in known:
        raise DeskUnavailable("desk.newer", found=found, known=known[-1])
    return Standing(found, known[-1])


def upgrade(engine: Engine, progress: Callable[[int], None] | None = None) -> Standing:
    """Run what is missing, all in one transaction. Answers where the desk stood before.

    `progress` gets the number of statements begun (how many there will be is not known beforehand); it may
    raise Cancelled: then the desk is the old one.
    """
    with engine.connect().execution_options(pacdesk_immediate=True) as connection, connection.begin():
        return upgrade_on(connection, progress)


def upgrade_on(connection: Connection, progress: Callable[[int], None] | None = None) -> Standing:
    """The same inside a transaction that has begun already and goes on."""
    from alembic import command

    before = standing(connection)
    if not before.is_current:
        config = _config()
        config.attributes["connection"] = connection
        with _counted(connection, progress):
            command.upgrade(config, "head")
    return before


@contextmanager
def _counted(connection: Connection, progress: Callable[[int], None] | None) -> Iterator[None]:
    if progress is None:
        yield
        return
    numbers = itertools.count(1)

    def begun(*_: object) -> None:
        progress(next(numbers))

    event.listen(connection, "before_cursor_execute", begun)
    try:
        yield
    finally:
        event.remove(connection, "before_cursor_execute", begun)


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("pacdesk.storage.migrations")))
    config.set_main_option("path_separator", "os")
    return config
