"""The keyring wrapper, against a real Secret Service on a private bus and real bad back-ends."""

import os
import signal
import threading

import pytest

from pacdesk.config.secrets import Absent, Done, Found, SecretStore, TimedOut, Unavailable

SECRET = bytes(range(32))


def real_backend() -> object:
    from keyring.backends.SecretService import Keyring

    return Keyring()


@pytest.mark.keyring
def test_round_trip_in_a_real_keyring(secret_service: int) -> None:
    store = SecretStore(real_backend)
    assert store.get("desk:a") == Absent()
    assert store.put("desk:a", SECRET) == Done()
    assert store.get("desk:a") == Found(SECRET)
    assert SecretStore(real_backend).get("desk:a") == Found(SECRET)
    assert store.put("desk:a", b"\x00" * 32) == Done()
    assert store.get("desk:a") == Found(b"\x00" * 32)
    assert store.delete("desk:a") == Done()
    assert store.delete("desk:a") == Absent()
    assert store.usable() == Done()


@pytest.mark.keyring
def test_an_emptied_keyring_is_absent(secret_service: int) -> None:
    import secretstorage

    store = SecretStore(real_backend)
    assert store.put("desk:b", SECRET) == Done()
    connection = secretstorage.dbus_init()
    for item in secretstorage.get_default_collection(connection).get_all_items():
        item.delete()
    connection.close()
    assert store.get("desk:b") == Absent()


@pytest.mark.keyring
def test_a_keyring_that_never_answers_is_left_behind(secret_service: int) -> None:
    store = SecretStore(real_backend, seconds=0.3)
    assert store.usable() == Done()
    os.kill(secret_service, signal.SIGSTOP)
    try:
        assert store.get("desk:c") == TimedOut(0.3)
        assert store.put("desk:c", SECRET) == TimedOut(0.3)
        assert store.usable() == TimedOut(0.3)
        assert sum(thread.name == "keyring" for thread in threading.enumerate()) == 1
    finally:
        os.kill(secret_service, signal.SIGCONT)
    patient = SecretStore(real_backend)
    assert patient.get("desk:c") == Absent()


@pytest.mark.keyring
def test_a_bus_without_a_keyring_is_unavailable(secret_service: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus")
    assert isinstance(SecretStore(real_backend).get("x"), Unavailable)


def test_fail_null_and_plaintext_are_refused() -> None:
    from keyring.backends.fail import Keyring as Fail
    from keyring.backends.null import Keyring as Null

    class PlaintextKeyring(Null):  # type: ignore[misc]  # keyring's base classes are untyped
        pass

    class Alternative(Null):  # type: ignore[misc]  # keyring's base classes are untyped
        pass

    PlaintextKeyring.__module__ = "keyrings.alt.file"
    Alternative.__module__ = "keyrings.alt.file"
    cases = (
        (Fail(), "none"),
        (Null(), "refused"),
        (PlaintextKeyring(), "refused"),
        (Alternative(), "refused"),
    )
    for backend, reason in cases:
        store = SecretStore(lambda backend=backend: backend)  # type: ignore[misc]  # bound per turn
        for answer in (store.get("x"), store.put("x", SECRET), store.delete("x"), store.usable()):
            assert isinstance(answer, Unavailable)
            assert answer.reason == reason


def test_a_chain_gives_its_first_good_link() -> None:
    from keyring.backends.chainer import ChainerBackend
    from keyring.backends.null import Keyring as Null

    class Good:
        def get_password(self, *_: str) -> str:
            return "AAAA"

    class Chain(ChainerBackend):  # type: ignore[misc]  # keyring's base classes are untyped
        backends = [Null(), Good()]  # noqa: RUF012  (as the real one has it)

    Chain.__module__ = ChainerBackend.__module__
    assert SecretStore(Chain).get("x") == Found(bytes(3))
    Chain.backends = [Null()]
    assert SecretStore(Chain).get("x") == Unavailable("refused")


def test_errors_of_a_backend_become_answers() -> None:
    from keyring.errors import InitError, KeyringLocked

    class Broken:
        def __init__(self, error: Exception) -> None:
            self.error = error

        def get_password(self, *_: str) -> str:
            raise self.error

    for error, reason in (
        (KeyringLocked("no"), "locked"),
        (InitError("dismissed"), "locked"),
        (ConnectionError("bus went away"), "error"),
    ):
        answer = SecretStore(lambda error=error: Broken(error)).get("x")  # type: ignore[misc]  # bound per turn
        assert isinstance(answer, Unavailable)
        assert answer.reason == reason


def test_a_foreign_value_is_damaged_and_a_long_one_refused() -> None:
    class Kept:
        def __init__(self) -> None:
            self.text: str | None = "not base64 !"

        def get_password(self, *_: str) -> str | None:
            return self.text

        def set_password(self, *given: str) -> None:
            self.text = given[2][:5]

    kept = Kept()
    store = SecretStore(lambda: kept)
    assert store.get("x") == Unavailable("damaged")
    assert store.put("x", SECRET) == Unavailable("damaged", "not read back")
    with pytest.raises(ValueError, match="at most"):
        store.put("x", bytes(2000))


def test_a_secret_is_in_no_repr() -> None:
    assert "00" not in repr(Found(SECRET))
    assert repr(SECRET) not in repr(Found(SECRET))
