"""A desk's key in a real Secret Service: made, opened, emptied, silent."""

import os
import signal
from pathlib import Path

import pytest

from pacdesk.config.secrets import Done, SecretStore
from pacdesk.errors import DeskUnavailable
from pacdesk.storage import driver, keys

pytestmark = pytest.mark.keyring


def test_a_keyed_desk_lives_with_the_real_keyring(
    tmp_path: Path, keyring_store: SecretStore, secret_service: int
) -> None:
    desk = tmp_path / "d.pacdesk"
    new = keys.create(desk, store=keyring_store)
    connection = driver.connect(desk, key=new.key, create=True)
    connection.execute("CREATE TABLE t (a)")
    connection.close()

    key = keys.unlock(desk, store=keyring_store)
    driver.connect(desk, key=key).close()

    hasty = SecretStore(keyring_store._backend, seconds=0.3)
    os.kill(secret_service, signal.SIGSTOP)
    try:
        with pytest.raises(DeskUnavailable) as refused:
            keys.unlock(desk, store=hasty)
    finally:
        os.kill(secret_service, signal.SIGCONT)
    assert refused.value.code == "key.keyring_timed_out"

    assert keyring_store.delete(keys.entry_name(new.header)) == Done()
    with pytest.raises(DeskUnavailable) as refused:
        keys.unlock(desk, store=keyring_store)
    assert refused.value.code == "key.keyring_empty"
    driver.connect(desk, key=keys.unlock(desk, code=new.code)).close()
