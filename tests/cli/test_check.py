"""`check`: every kind of damage is found and named, and what can be made again is mended."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pacdesk.desk.checks.checking import check
from pacdesk.desk.opening import open_shared
from pacdesk.storage import driver
from pacdesk.storage.files import LocalFiles
from tests.cli.conftest import Ran, Runner
from tests.conftest import World

FROZEN = ("DROP TRIGGER ticket_events_frozen", "DROP TRIGGER ticket_events_kept")
HEADS = ("DROP TRIGGER ticket_words_changed", "DROP TRIGGER client_words_changed")
UNLINKED = ("DROP TRIGGER search_docs_added", "DROP TRIGGER search_docs_removed")


def damage(path: Path, *statements: str) -> None:
    """Change the file behind the program's back."""
    connection = driver.connect(path)
    connection.execute("PRAGMA foreign_keys = OFF")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def found(ran: Ran) -> set[str]:
    """The codes of everything that was told."""
    return {sample["code"] for step in ran.data["steps"] for sample in step["samples"]}


def test_a_sound_desk(run: Runner, demo: Path) -> None:
    ran = run("check", demo)
    assert ran.code == 0
    assert ran.out.splitlines()[-1] == "A base está íntegra."
    told = run("check", demo, "--json").data
    assert told["ok"] is True
    assert told["problems"] == 0
    assert [step["step"] for step in told["steps"]] == [
        "integrity", "references", "chains", "search", "documents",
        "files", "protocols", "status", "copies", "portfolios",
    ]  # fmt: skip
    assert all(step["seen"] for step in told["steps"])


@pytest.mark.parametrize(
    ("code", "statements"),
    [
        ("chain.payload", [*FROZEN, "UPDATE ticket_events SET payload = '{}' WHERE number = 2"]),
        ("chain.hash", [*FROZEN, "UPDATE ticket_events SET recorded_by = 'outro' WHERE number = 1"]),
        ("chain.gap", [*FROZEN, "DELETE FROM ticket_events WHERE number = 1"]),
        ("chain.head", ["UPDATE ticket_heads SET last_number = last_number + 1"]),
        ("references.missing", ["UPDATE tickets SET stage_id = randomblob(16) WHERE rowno = 3"]),
        ("protocol.check_digit", ["UPDATE tickets SET protocol = '202600000010' WHERE rowno = 1"]),
        ("protocol.sequence_behind", ["UPDATE number_sequences SET last = 2 WHERE name = 'ticket'"]),
        ("status.not_derived", ["UPDATE tickets SET status = 'resolved' WHERE status = 'new'"]),
        ("status.closing_time", ["UPDATE tickets SET closed_at = NULL WHERE status = 'resolved'"]),
        ("portfolios.client", ["UPDATE clients SET own_portfolio_id = NULL, organization_id = NULL"]),
        ("portfolios.own_structure", ["UPDATE departments SET portfolio_id = randomblob(16)"]),
        (
            "portfolios.document",
            ["UPDATE search_docs SET portfolio_id = randomblob(16) WHERE kind = 'ticket'"],
        ),
        ("files.missing_or_damaged", ["UPDATE stored_files SET sha256 = 'aa' || substr(sha256, 3)"]),
        ("documents.of_void_ticket", ["UPDATE tickets SET voided_at = 1 WHERE rowno = 2"]),
    ],
)
def test_damage_is_found_and_never_mended(run: Runner, demo: Path, code: str, statements: list[str]) -> None:
    damage(demo, *statements)
    ran = run("check", demo, "--json")
    assert ran.code == 1
    assert code in found(ran)
    again = run("check", demo, "--repair", "--json")
    assert (again.code, code in found(again)) == (1, True)


@pytest.mark.parametrize(
    ("code", "statements"),
    [
        ("copies.client", ["UPDATE tickets SET client_sort_key = 'x' WHERE client_id IS NOT NULL"]),
        ("copies.attendant", ["UPDATE tickets SET attendant_sort_key = 'x'"]),
        ("copies.contract_client", ["UPDATE contracts SET client_sort_key = 'x'"]),
        ("documents.contract_missing", ["DELETE FROM search_docs WHERE kind = 'contract'"]),
        ("copies.stage", ["UPDATE tickets SET stage_position = stage_position + 1"]),
        ("copies.subject", ["UPDATE tickets SET subject_key = 'x' WHERE rowno = 4"]),
        ("documents.ticket_missing", ["DELETE FROM search_docs WHERE kind = 'ticket'"]),
        ("documents.client_missing", ["DELETE FROM search_docs WHERE kind = 'client'"]),
        ("documents.entry_missing", ["DELETE FROM search_docs WHERE kind = 'entry'"]),
        ("search.differs", ["DROP TRIGGER search_docs_changed", "UPDATE search_docs SET text = 'outro'"]),
        ("search.without_document", [*UNLINKED, "DELETE FROM search_docs WHERE kind = 'event'"]),
        ("search.not_indexed", ["DELETE FROM ticket_fts_docsize WHERE id = 3"]),
        ("search.not_indexed", ["DELETE FROM client_fts_docsize"]),
        ("search.without_document", ["INSERT INTO ticket_fts(rowid, text) VALUES (99999, 'nada')"]),
        ("search.differs", [*HEADS, "UPDATE search_docs SET text = 'outro' WHERE kind = 'ticket'"]),
        ("search.differs", [*HEADS, "UPDATE search_docs SET text = 'outro' WHERE kind = 'client'"]),
    ],
)
def test_what_can_be_made_again_is_mended(run: Runner, demo: Path, code: str, statements: list[str]) -> None:
    damage(demo, *statements)
    before = run("check", demo, "--json")
    assert (before.code, code in found(before)) == (1, True)
    assert run("check", demo, "--repair").code == 0
    assert run("check", demo, "--json").data["problems"] == 0


def test_orphan_files_are_told_and_swept(run: Runner, demo: Path) -> None:
    store = LocalFiles(demo.with_name(demo.name + ".files"))
    digest = store.put(b"nobody names me")
    store.close()
    assert found(run("check", demo, "--json")) == {"files.orphan"}
    assert run("check", demo, "--repair").code == 0
    assert run("check", demo).code == 0
    assert digest not in set(LocalFiles(store.path, read_only=True).digests())


def test_a_page_that_was_overwritten_is_found(run: Runner, demo: Path) -> None:
    content = bytearray(demo.read_bytes())
    content[-3 * 4096 : -2 * 4096] = b"\xff" * 4096
    demo.write_bytes(content)
    assert run("check", demo).code in (1, 3)


def test_the_command_line_shows_the_first_finds_only(run: Runner, demo: Path) -> None:
    damage(demo, "UPDATE tickets SET stage_position = stage_position + 1")
    lines = run("check", demo).out.splitlines()
    assert sum("copies.stage" in line for line in lines) == 10
    assert any("24 conferidos, 24 com problema" in line for line in lines)


@pytest.mark.postgres
def test_the_same_logical_checks_on_postgres(new_server_desk: Callable[[int], str], run: Runner) -> None:
    address = new_server_desk(18)
    desk = open_shared(address)
    try:
        report = check(desk, writer=desk)
        assert report.problems == 0
        assert report.steps[0].skipped == "server"
    finally:
        desk.close()
    assert run("check", address, "--json").data["ok"] is True


@pytest.mark.unwalled("has changes of its own people in its feed")
def test_in_both(both: World) -> None:
    both.open("Câmara fria")
    report = check(both.root, writer=both.root)
    assert report.problems == 0
    assert next(step for step in report.steps if step.step == "chains").seen == 1
