"""`pacdesk self-test`: whether this installation has all that it needs. Exit code 0 when it has."""

import json
import os
import sys
from collections.abc import Callable
from pathlib import Path


def self_test(*, as_json: bool = False) -> int:
    """Run every check and print what came of it; 1 when one of them did not pass."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    checks: dict[str, Callable[[], str]] = {
        "resources": _resources,
        "translations": _translations,
        "fonts": _fonts,
        "icons": _icons,
        "forms": _forms,
        "database": _database,
    }
    results: dict[str, str] = {}
    good = True
    for name, check in checks.items():
        try:
            results[name] = check()
        except Exception as error:  # noqa: BLE001  (what is wrong is the result of a test)
            results[name] = f"{type(error).__name__}: {error}"
            good = False
    if as_json:
        sys.stdout.write(json.dumps({"ok": good, "checks": results}) + "\n")
    else:
        for name, found in results.items():
            sys.stdout.write(f"{name}: {found}\n")
        sys.stdout.write("ok\n" if good else "not ok\n")
    return 0 if good else 1


def _resources() -> str:
    from pacdesk.config.paths import resources

    folder = resources()
    for name in ("tokens.toml", "icons/pacdesk.svg"):
        if not (folder / name).is_file():
            raise FileNotFoundError(name)
    return str(folder)


def _translations() -> str:
    from pacdesk.gui import compiled

    found = sorted(file.name for file in Path(compiled.__file__).parent.glob("*.qm"))
    return ", ".join(found) or "none"


def _fonts() -> str:
    from PySide6.QtWidgets import QApplication

    from pacdesk.gui.theme import load_fonts, tokens

    app = QApplication.instance() or QApplication(["pacdesk", "-platform", "offscreen"])
    families = load_fonts()
    del app
    if tokens().families["ui"] not in families:
        raise LookupError(f"{tokens().families['ui']} is not among {families}")
    return ", ".join(families)


def _icons() -> str:
    from pacdesk.gui import icons

    for name in icons.names():
        if icons.pixmap(name).isNull():
            raise ValueError(f"{name} cannot be drawn")
    return f"{len(icons.names())} drawn"


def _forms() -> str:
    from pacdesk.gui import areas

    areas.load()
    return "imported"


def _database() -> str:
    import tempfile

    from pacdesk.desk import local
    from pacdesk.desk.opening import FirstRows

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "self-test.pacdesk"
        local.make(path, FirstRows(desk_name="self-test"))
        local.open_to_work(path).close()
    return "made, opened, closed"
