"""The sentences of notes: what an import could not express, as people read it."""

import tomllib
from collections.abc import Mapping
from functools import cache

from pacdesk.config import paths
from pacdesk.desk.workflow.rows import NoteRow


@cache
def sentences() -> Mapping[str, tuple[str, str]]:
    """Code to (Portuguese, English); facts stand in braces. Raises OSError without resources."""
    written = (paths.resources() / "flow_notes.toml").read_text(encoding="utf-8")
    return {code: (pair[0], pair[1]) for code, pair in tomllib.loads(written).items()}


def sentence(note: NoteRow, *, english: bool = False) -> str:
    """A note with its place; a code that nobody knows is told with its facts."""
    known = sentences().get(note.code)
    facts = dict(note.facts)
    if known is None:
        told = ", ".join(f"{name}={value}" for name, value in facts.items())
        return f"{note.place}: {note.code} {told}".strip()
    text = known[1 if english else 0].format_map(_Told(facts))
    return f"{note.place}: {' '.join(text.split())}"


class _Told(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""
