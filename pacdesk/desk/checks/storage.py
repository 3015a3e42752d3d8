"""The steps of the check below the rows: pages, references, and the bytes of files."""

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, select, text

from pacdesk.desk.checks.parts import Finding, Look
from pacdesk.errors import NotFound
from pacdesk.storage.files import LocalFiles
from pacdesk.storage.schema import StoredFile
from pacdesk.storage.unit_of_work import read, told

_MOST: Final = 100


def pages(look: Look) -> Iterator[Finding]:
    """SQLite's own check of every page and index of both files; SQLCipher's of every page's seal."""
    if look.on_postgres:
        look.finds.skipped = "server"
        return
    with told(), look.desk.engine.connect() as connection:
        look.finds.seen += int(connection.exec_driver_sql("PRAGMA page_count").scalar_one())
        yield from _of_pages(connection, "desk")
    files = look.desk.files
    if isinstance(files, LocalFiles):
        for line in files.problems(_MOST):
            yield Finding("integrity.files", line)


def _of_pages(connection: Connection, where: str) -> Iterator[Finding]:
    for (line,) in connection.exec_driver_sql(f"PRAGMA integrity_check({_MOST})"):
        if line != "ok":
            yield Finding(f"integrity.{where}", str(line))
    # Answers nothing at all for a file without a key, and one line a bad page for one with.
    sealed = connection.exec_driver_sql("PRAGMA cipher_integrity_check")
    for (line,) in sealed if sealed.returns_rows else ():
        yield Finding(f"integrity.{where}_seal", str(line))


def references(look: Look) -> Iterator[Finding]:
    """Every foreign key points at a row; on PostgreSQL every constraint stands and was checked."""
    with told(), look.desk.engine.connect() as connection:
        if look.on_postgres:
            found = connection.execute(
                text(
                    "SELECT conname, convalidated FROM pg_constraint"
                    " WHERE contype IN ('f', 'c') AND connamespace = 'public'::regnamespace"
                )
            )
            for name, validated in found:
                look.finds.seen += 1
                if not validated:
                    yield Finding("references.not_validated", name)
            return
        look.finds.seen = int(
            connection.exec_driver_sql(
                "SELECT count(*) FROM sqlite_master m, pragma_foreign_key_list(m.name) WHERE m.type = 'table'"
            ).scalar_one()
        )
        for table, row, parent, _ in connection.exec_driver_sql("PRAGMA foreign_key_check"):
            yield Finding("references.missing", f"{table} {row} → {parent}")


def files(look: Look) -> Iterator[Finding]:
    """Every named file is there and whole; bytes that no row names are orphans, which a repair sweeps.

    The names are read before the bytes: what is added meanwhile is at worst an orphan not yet named,
    so orphans are only swept by who is alone with the desk.
    """
    store = look.desk.files
    with read(look.desk.engine) as session:
        named = set(session.scalars(select(StoredFile.sha256).distinct()))
    for digest in sorted(named):
        look.finds.seen += 1
        try:
            store.get(digest)
        except NotFound:
            yield Finding("files.missing_or_damaged", digest)
    for digest in store.digests():
        if digest in named:
            continue
        look.finds.seen += 1
        if not look.alone:
            continue
        if look.repair and look.writer is not None:
            look.writer.files.drop(digest)
            look.finds.repaired += 1
        yield Finding("files.orphan", digest)
