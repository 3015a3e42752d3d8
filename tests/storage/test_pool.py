"""Connections end with their desk, also those with which somebody worked when it was closed."""

import threading
import time

import psycopg
from sqlalchemy import text

from pacdesk.storage.driver import dbapi


def is_open(driver) -> bool:
    try:
        driver.execute("SELECT 1")
    except (psycopg.OperationalError, dbapi.ProgrammingError):
        return False
    return True


def test_what_comes_back_after_the_end_is_closed(both):
    engine = both.root.engine
    working = engine.connect()
    working.execute(text("SELECT 1"))
    driver = working.connection.driver_connection
    engine.dispose()
    assert is_open(driver)
    working.close()
    assert not is_open(driver)
    with engine.connect() as again:  # of the engine's next pool
        kept = again.connection.driver_connection
    assert is_open(kept)


def test_however_the_end_falls_into_work_nothing_stays_open(both):
    engine = both.root.engine
    seen, go = [], threading.Event()

    def work() -> None:
        for _ in range(20):
            with engine.connect() as connection:
                seen.append(connection.connection.driver_connection)
                connection.execute(text("SELECT 1"))
                go.set()

    working = [threading.Thread(target=work) for _ in range(2)]
    for thread in working:
        thread.start()
    assert go.wait(20)
    for _ in range(10):
        engine.dispose()
    for thread in working:
        thread.join(60)
    engine.dispose()
    assert not any(map(is_open, seen))


def test_who_waits_when_the_end_comes_gets_what_is_given_back(both):
    engine = both.root.engine
    held = [engine.connect() for _ in range(engine.pool.size() + engine.pool._max_overflow)]
    got, took = threading.Event(), []

    def wait() -> None:
        with engine.connect() as connection:
            took.append(connection.connection.driver_connection)
            got.set()

    waiting = threading.Thread(target=wait)
    waiting.start()
    pool = engine.pool
    while not pool._waiting:
        time.sleep(0.005)
    engine.dispose()
    for connection in held:
        connection.close()
    assert got.wait(10), "it would have waited for half a minute"
    waiting.join()
    engine.dispose()
    assert not any(map(is_open, took))
