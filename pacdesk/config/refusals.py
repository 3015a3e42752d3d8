"""One sentence for every refusal, in both languages: what the command line says, and what the window
says where it has nothing longer of its own."""

import tomllib
from collections.abc import Mapping
from functools import cache

from pacdesk.config import paths


@cache
def sentences() -> Mapping[str, tuple[str, str]]:
    """Code to (Portuguese, English); facts stand in braces. Raises OSError without resources."""
    written = (paths.resources() / "refusals.toml").read_text(encoding="utf-8")
    return {code: (pair[0], pair[1]) for code, pair in tomllib.loads(written).items()}
