"""Whoever deletes a row, or asks what names it, walks no table."""

import importlib
from pathlib import Path

from sqlalchemy import Index, PrimaryKeyConstraint, Table, UniqueConstraint

import pacdesk.desk
from pacdesk.storage import driver
from pacdesk.storage.schema import Base

WALKED = {
    **dict.fromkeys(
        ("staff_members.department_id", "subjects.default_department_id", "subjects.default_type_id",
         "shared_views.department_id", "shared_views.type_id"),
        "a register has some hundreds of rows",
    ),
    **dict.fromkeys(
        ("tickets.type_id", "tickets.department_id", "tickets.subject_id", "tickets.complementary_status_id",
         "tickets.workflow_version_id"),
        "no such row is ever deleted; counted once when a register's row is retired or a flow remapped, and"
        " an index more would cost every ticket that is opened",
    ),
}  # fmt: skip
"""Foreign keys without an index, with the reason."""


def _tables() -> list[Table]:
    for path in Path(pacdesk.desk.__path__[0]).glob("*/tables.py"):
        importlib.import_module(f"pacdesk.desk.{path.parent.name}.tables")
    return list(Base.metadata.tables.values())


def _found_first(table: Table) -> set[str]:
    """The columns by which a row of any content is found."""
    found = {
        next(iter(one.columns)).name
        for one in table.constraints
        if isinstance(one, UniqueConstraint | PrimaryKeyConstraint) and one.columns
    }
    for index in table.indexes:
        name = next(iter(index.columns)).name
        if _condition(index) in ("", f"{name} IS NOT NULL"):
            found.add(name)
    return found


def _condition(index: Index) -> str:
    condition = index.dialect_options["sqlite"]["where"]
    return "" if condition is None else str(condition)


def test_every_foreign_key_has_an_index_or_a_reason() -> None:
    walked = set()
    for table in _tables():
        named = [{one.name for one in key.columns} for key in table.foreign_key_constraints]
        named += [{"user_id"}] if "user_id" in table.c else []
        for columns in named:
            if not (columns - {"portfolio_id"} or columns) & _found_first(table):
                walked |= {f"{table.name}.{name}" for name in columns - {"portfolio_id"} or columns}
    assert walked == set(WALKED)


def test_a_row_is_deleted_and_asked_for_by_an_index(desk_path: Path) -> None:
    connection = driver.connect(desk_path)
    for table, column in (
        ("tickets", "contact_id"), ("tickets", "login_id"), ("clients", "user_id"), ("contacts", "user_id"),
        ("clients", "own_portfolio_id"), ("stage_visits", "stage_id"), ("transitions", "to_stage_id"),
        ("attachments", "file_id"),
    ):  # fmt: skip
        plan = connection.execute(
            f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {column} = x'00'"
        ).fetchall()
        assert f"USING COVERING INDEX ix_{table}_{column} " in str(plan), plan
    connection.close()
