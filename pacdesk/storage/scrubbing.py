"""Overwriting in the desk's own file what was taken out of its rows."""

from sqlalchemy import Engine

from pacdesk.storage.unit_of_work import told


def scrub(engine: Engine) -> None:
    """Leave nothing of deleted text in the free places of a local desk's file, nor in its journal.

    A keyed desk overwrites what it deletes at once; one without a key is written anew. The room of a
    server's rows is the server's own to give back. Raises DeskUnavailable, with the desk as it was.
    """
    if engine.dialect.name != "sqlite":
        return
    with told(), engine.connect() as held:
        driver = held.connection.driver_connection
        assert driver is not None  # noqa: S101  (checked out just now)
        cursor = driver.cursor()
        try:
            ((overwrites,),) = cursor.execute("PRAGMA secure_delete").fetchall()
            if not overwrites:
                # In memory the copy would be as large as the desk.
                cursor.execute("PRAGMA temp_store = FILE")
                cursor.execute("VACUUM")
                cursor.execute("PRAGMA temp_store = MEMORY")
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        finally:
            cursor.close()
