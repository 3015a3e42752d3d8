"""Every refusal has a sentence in both languages, whatever room it comes from."""

import ast
import re
import string
import tomllib
from datetime import UTC, datetime
from pathlib import Path

import pacdesk
from pacdesk.cli import refusals
from pacdesk.cli.language import Language
from pacdesk.cli.words import Words
from pacdesk.config import paths
from pacdesk.errors import DeskHeld, DeskUnavailable, Invalid, UserError

PORTUGUESE, ENGLISH = Words(Language.PORTUGUESE), Words(Language.ENGLISH)
RAISED = {
    "UserError", "Invalid", "Forbidden", "NotFound", "Conflict", "DeskUnavailable", "DeskHeld", "Refused",
}  # fmt: skip
CODE = re.compile(r"[a-z_]+(\.[a-z_0-9]+)+")


def _codes() -> dict[str, str]:
    """Codes that are raised anywhere below the window, and where."""
    found = {}
    root = Path(pacdesk.__file__).parent
    for path in root.rglob("*.py"):
        if path.relative_to(root).parts[0] in ("gui", "app"):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and _name(node.func) in RAISED and node.args:
                for part in ast.walk(node.args[0]):
                    if isinstance(part, ast.Constant) and CODE.fullmatch(str(part.value)):
                        found[str(part.value)] = path.name
    return found


def _name(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def test_every_code_has_a_sentence() -> None:
    missing = {code: where for code, where in _codes().items() if code not in refusals.known_codes()}
    assert not missing


def test_both_languages_name_the_same_facts() -> None:
    text = (paths.resources() / "refusals.toml").read_text(encoding="utf-8")
    for code, pair in tomllib.loads(text).items():
        assert len(pair) == 2, code
        gaps = [{name for _, name, _, _ in string.Formatter().parse(one) if name} for one in pair]
        assert gaps[0] == gaps[1], code
        assert pair[0] != pair[1] or not re.search("[a-z]{3}", re.sub("{.*?}", "", pair[0])), code


def test_an_unknown_code_is_told_with_its_facts() -> None:
    error = UserError("moon.too_full", phase="full")
    assert refusals.sentence(error, PORTUGUESE) == "Recusado: moon.too_full phase=full"
    assert refusals.exit_code(error) == 1


def test_facts_are_written_for_the_reader() -> None:
    held = DeskHeld("desk.held", path="x", who="ana", host="pc", pid=7, since="2026-11-20T12:00:00+00:00")
    local = datetime(2026, 11, 20, 12, 0, tzinfo=UTC).astimezone()
    assert f"{local:%d/%m/%Y %H:%M}" in refusals.sentence(held, PORTUGUESE)
    assert f"{local:%Y-%m-%d %H:%M}" in refusals.sentence(held, ENGLISH)
    assert refusals.exit_code(held) == 4
    assert refusals.exit_code(DeskUnavailable("desk.missing", path="x")) == 3
    assert "None" not in refusals.sentence(UserError("desk.missing", path=None), ENGLISH)


def test_every_field_gets_its_line() -> None:
    problems = (UserError("field.required", field="client"), UserError("name.empty"))
    lines = refusals.sentences(Invalid("ticket.incomplete", problems=problems), PORTUGUESE)
    assert lines == ["Faltam dados do atendimento.", "  client: obrigatório.", "  falta o nome."]
