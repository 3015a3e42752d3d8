"""A home of its own: of a shared desk the computer that erases keeps a list."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where this computer keeps what is its own."""
    folder = tmp_path / "casa"
    monkeypatch.setenv("PACDESK_HOME", str(folder))
    return folder
