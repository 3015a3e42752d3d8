"""Imports killed at many moments: `pytest -m soak tests/soak`."""

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Runner, home, run
from tests.exchange.killing import CLIENTS, ITALY, assert_goes_on, bring, clients, log, moments

__all__ = ["home", "run"]


@pytest.mark.soak
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is POSIX")
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("kind", ["log", "clients"])
def test_killed_at_many_moments(run: Runner, tmp_path: Path, kind: str) -> None:
    mapping = ITALY
    if kind == "log":
        source, table = log(tmp_path / "log.csv", 400), "tickets"
    else:
        source, table, mapping = clients(tmp_path / "c.csv", 60), "clients", tmp_path / "clients.toml"
        mapping.write_text(CLIENTS, encoding="utf-8")
    whole = tmp_path / "whole.pacdesk"
    steps = bring(source, mapping, whole).steps
    for die_at in moments(13, steps, 60):
        assert_goes_on(run, source, mapping, whole, tmp_path / f"{die_at}.pacdesk", die_at, table)
