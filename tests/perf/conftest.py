"""Measurements run when they are asked for: `pytest -m perf -s`. The ordinary suite asserts no time."""

import pytest


def pytest_collection_modifyitems(config, items):
    if "perf" in config.option.markexpr:
        return
    for item in items:
        if item.get_closest_marker("perf") is not None:
            item.add_marker(pytest.mark.skip(reason="measures: pytest -m perf -s"))
