"""Runs the hand-written SQL files beside the migrations."""

from importlib.resources import files

from alembic import op


def run(name: str) -> None:
    """Run `sql/<name>_sqlite.sql` or `_postgres.sql`; statements stand between lines of `--`."""
    flavour = "postgres" if op.get_bind().dialect.name == "postgresql" else "sqlite"
    text = (files("pacdesk.storage.migrations") / "sql" / f"{name}_{flavour}.sql").read_text("utf-8")
    for statement in text.split("\n--\n"):
        op.get_bind().exec_driver_sql(statement.strip())
