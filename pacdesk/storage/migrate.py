"""Bringing a desk's schema to this program's: one transaction, so a kill leaves the old or the new."""

from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, Engine, inspect, text

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


def upgrade(engine: Engine) -> Standing:
    """Run what is missing, all in one transaction. Answers where the desk stood before."""
    from alembic import command

    with engine.connect().execution_options(pacdesk_immediate=True) as connection, connection.begin():
        before = standing(connection)
        if not before.is_current:
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")
    return before


def _config() -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(files("pacdesk.storage.migrations")))
    config.set_main_option("path_separator", "os")
    return config
