"""House rules that import-linter cannot say."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path

import pytest

from pacdesk.storage.schema import Base, Guarded

ROOT = Path(__file__).parent.parent.parent
CODE = sorted(p for p in (ROOT / "pacdesk").rglob("*.py") if "compiled" not in p.parts)
LONGEST = 500
TOP_LEVEL = {
    "pyproject.toml", "uv.lock", "README.md", "CHANGELOG.md", "LICENSE", "pacdesk", "ui", "resources",
    "tests", "packaging",
}  # fmt: skip


def _tracked() -> list[str]:
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return listed.stdout.split("\n")[:-1]


def test_nothing_else_stands_at_the_top_level():
    tops = {path.split("/")[0] for path in _tracked()}
    assert {top for top in tops if not top.startswith(".")} <= TOP_LEVEL


@pytest.mark.parametrize("path", CODE, ids=lambda p: str(p.relative_to(ROOT)))
def test_files_stay_short(path):
    if "versions" in path.parts:
        pytest.skip("a migration is as long as the schema")
    assert len(path.read_text("utf-8").splitlines()) <= LONGEST


def test_requirement_numbers_in_test_names_have_two_digits():
    tests = (path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    names = [name for text in tests for name in re.findall(r"def (test_\w+)", text)]
    assert not [name for name in names if re.search(r"_[sd][0-9]_[0-9](_|$)", name)]


def test_every_table_is_guarded_or_public():
    for path in (ROOT / "pacdesk" / "desk").glob("*/tables.py"):
        importlib.import_module(f"pacdesk.desk.{path.parent.name}.tables")
    private = {"change_sets", "change_rows", "reads", "search_docs", "stored_files"}
    for mapper in Base.registry.mappers:
        kind = mapper.class_
        named = kind.__tablename__
        assert issubclass(kind, Guarded) or kind.public or named in private, named


def test_the_migrations_make_the_mapped_schema(tmp_path):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from pacdesk.storage import migrate
    from pacdesk.storage.driver import connect
    from pacdesk.storage.engines import sqlite_engine

    for path in (ROOT / "pacdesk" / "desk").glob("*/tables.py"):
        importlib.import_module(f"pacdesk.desk.{path.parent.name}.tables")
    connect(tmp_path / "a", create=True).close()
    engine = sqlite_engine(tmp_path / "a")
    migrate.upgrade(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"include_name": _is_mapped})
        differences = compare_metadata(context, Base.metadata)
    engine.dispose()
    assert differences == []


def test_mapped_classes_name_no_dialect_that_a_local_desk_does_not_need():
    indexes = [index for table in Base.metadata.tables.values() for index in table.indexes]
    assert not [index.name for index in indexes if "postgresql_where" in list(index.dialect_kwargs)]


def _is_mapped(name, kind, parents):
    return kind != "table" or not (re.match("(search|ticket|client)_fts", name) or name == "file_chunks")


def _translated_calls(tree: ast.AST):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("tr", "translate"):
                yield node


@pytest.mark.parametrize(
    "path", [p for p in CODE if "gui" in p.parts], ids=lambda p: str(p.relative_to(ROOT))
)
def test_no_translated_text_is_an_f_string(path):
    for call in _translated_calls(ast.parse(path.read_text("utf-8"))):
        assert not any(isinstance(argument, ast.JoinedStr) for argument in call.args), call.lineno


def _error_codes(code: list[Path]) -> set[str]:
    codes = set()
    for path in code:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or not node.args:
                continue
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            first = node.args[0]
            if name in (
                "UserError",
                "Invalid",
                "Forbidden",
                "NotFound",
                "Conflict",
                "DeskUnavailable",
                "DeskHeld",
                "Refused",
            ) and (isinstance(first, ast.Constant) and isinstance(first.value, str)):
                codes.add(first.value)
    return codes


def test_every_refusal_has_its_sentence_in_the_window():
    for path in CODE:
        if "gui" in path.parts and "bench" not in path.parts:
            importlib.import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
    from pacdesk.gui import messages

    unknown = sorted(code for code in _error_codes(CODE) if not messages.known(code))
    assert unknown == []


def test_every_refusal_has_its_sentence_on_the_command_line():
    from pacdesk.cli import refusals

    below_the_window = [path for path in CODE if "gui" not in path.parts]
    unknown = sorted(_error_codes(below_the_window) - refusals.known_codes())
    assert unknown == []


def _from_modules(path: Path) -> set[str]:
    return {
        node.module
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module is not None
    }


def test_a_package_that_gathers_its_parts_is_imported_whole():
    """Two threads import while the window opens: one that has a part's lock and wants its package's, and
    one the other way round, wait for each other, and the window dies of it."""
    folder = {path: ".".join(path.parent.relative_to(ROOT).parts) for path in CODE}
    desk = [path for path in CODE if path.name == "__init__.py" and folder[path].startswith("pacdesk.desk")]
    gather = [folder[p] for p in desk if any(m.startswith(f"{folder[p]}.") for m in _from_modules(p))]
    assert "pacdesk.desk.clients.brazil" in gather
    wrong = [
        (str(path.relative_to(ROOT)), module)
        for path in CODE
        for module in _from_modules(path)
        for package in gather
        if module.startswith(f"{package}.") and not folder[path].startswith(package)
    ]
    assert wrong == []


def test_nothing_of_this_machine_is_written_down():
    pattern = re.compile(r"/(?:root|work)/[a-z]")
    for name in _tracked():
        path = ROOT / name
        if path.suffix in {".py", ".md", ".toml", ".ui", ".sql", ".ts"} and path.exists():
            found = pattern.search(path.read_text("utf-8"))
            assert found is None, (name, found)


def test_no_text_is_hidden_in_another():
    """What gathers the texts does not look into f-strings: such a text stays English for ever."""
    hidden = []
    for path in CODE:
        for outer in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(outer, ast.JoinedStr):
                calls = [one.func for one in ast.walk(outer) if isinstance(one, ast.Call)]
                names = {getattr(one, "attr", getattr(one, "id", "")) for one in calls}
                if names & {"tr", "translate"}:
                    hidden.append(f"{path.relative_to(ROOT)}:{outer.lineno}")
    assert hidden == []


def test_every_text_is_translated():
    done = subprocess.run(
        [sys.executable, "packaging/translate.py", "--check"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
