"""`--desk` takes the names of saved connections, and the password that the window kept in the keyring."""

from pathlib import Path

import pytest

from pacdesk.cli.refusals import FINE, UNAVAILABLE
from pacdesk.config import connections, secrets
from pacdesk.config.connections import POSTGRES, Connection
from pacdesk.config.secrets import SecretStore
from pacdesk.config.server_address import secret_name
from tests.cli.conftest import Runner
from tests.memory_keyring import MemoryBackend

pytestmark = pytest.mark.postgres


def test_a_saved_name_leads_to_its_server_with_the_kept_password(
    run: Runner, server_desk: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backend = MemoryBackend()
    monkeypatch.setattr(secrets, "_system_backend", lambda: backend)
    address = server_desk.replace("postgres:@", "postgres@")
    path = connections.default_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    connections.save(path, (Connection("Matriz", POSTGRES, address),))
    listing = ("export", "list", "tickets", "--desk", "matriz", "--to", str(tmp_path / "a.csv"))
    assert run(*listing).code == FINE
    asked = (*listing[:-1], str(tmp_path / "b.csv"), "--password-from", "keyring")
    missing = run(*asked, "--json")
    assert (missing.code, missing.data["error"]["code"]) == (UNAVAILABLE, "server.password_not_kept")
    SecretStore().put(secret_name(address), b"qualquer")
    assert run(*asked).code == FINE
