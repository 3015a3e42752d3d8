"""A file that cannot be kept or read is told like any other trouble with the desk."""

import pytest

from pacdesk.errors import DeskUnavailable
from pacdesk.storage.files import LocalFiles, ServerFiles


def test_a_full_disk_is_told(tmp_path):
    files = LocalFiles(tmp_path / "desk.files")
    files.put(b"x")
    files._connection.execute("PRAGMA max_page_count = 4")
    with pytest.raises(DeskUnavailable) as refusal:
        files.put(bytes(1024 * 1024))
    assert refusal.value.code == "desk.disk_full"
    assert files.get(files.put(b"x")) == b"x"
    files.close()


@pytest.mark.postgres
def test_a_server_that_is_gone_is_told():
    from pacdesk.storage.engines import postgres_engine

    files = ServerFiles(postgres_engine("postgresql://nobody@127.0.0.1:1/none"))
    for work in (lambda: files.put(b"x"), lambda: files.get("0" * 64)):
        with pytest.raises(DeskUnavailable) as refusal:
            work()
        assert refusal.value.code == "server.unreachable"
