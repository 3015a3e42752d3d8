"""Compile Designer forms and translations, for wheels and for editable installs alike.

hatchling runs this hook before it builds; `tool.uv.cache-keys` in pyproject.toml makes `uv run`
build again when a form or a translation changes.
"""

import subprocess
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileHook(BuildHookInterface):
    """Writes `pacdesk/gui/compiled/ui_*.py` (uic) and `*.qm` (lrelease)."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        del version, build_data
        root = Path(self.root)
        out = root / "pacdesk" / "gui" / "compiled"
        out.mkdir(parents=True, exist_ok=True)
        (out / "__init__.py").touch()
        for form in sorted((root / "ui").glob("**/*.ui")):
            _run("uic", "-g", "python", "-a", str(form), "-o", str(out / f"ui_{form.stem}.py"))
        for source in sorted((root / "resources" / "i18n").glob("*.ts")):
            _run("lrelease", "-silent", str(source), "-qm", str(out / f"{source.stem}.qm"))


def _run(tool: str, *arguments: str) -> None:
    import PySide6

    home = Path(PySide6.__file__).parent
    name = f"{tool}.exe" if sys.platform == "win32" else tool
    found = next((p for p in (home / name, home / "Qt" / "libexec" / name) if p.exists()), None)
    if found is None:
        raise FileNotFoundError(f"{tool} is missing from PySide6 at {home}")
    subprocess.run([str(found), *arguments], check=True)
