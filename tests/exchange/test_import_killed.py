"""An import killed at any moment: what it confirmed is there, the desk is sound, run again it is whole."""

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Runner, home, run
from tests.exchange.killing import CLIENTS, ITALY, assert_goes_on, bring, clients, count, log, moments

__all__ = ["home", "run"]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")


def test_a_log_killed_at_two_random_moments(run: Runner, tmp_path: Path) -> None:
    source, whole = log(tmp_path / "log.csv", 40), tmp_path / "whole.pacdesk"
    steps = bring(source, ITALY, whole).steps
    assert count(whole, "tickets") == 40
    for die_at in moments(11, steps, 2):
        assert_goes_on(run, source, ITALY, whole, tmp_path / f"{die_at}.pacdesk", die_at, "tickets")


def test_clients_killed_in_the_middle_of_their_rows(run: Runner, tmp_path: Path) -> None:
    source, whole = clients(tmp_path / "clients.csv", 12), tmp_path / "whole.pacdesk"
    mapping = tmp_path / "clients.toml"
    mapping.write_text(CLIENTS, encoding="utf-8")
    steps = bring(source, mapping, whole).steps
    die_at = moments(12, steps, 2)[1]
    assert_goes_on(run, source, mapping, whole, tmp_path / "killed.pacdesk", die_at, "clients")
