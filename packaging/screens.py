"""Make a picture of every screen and dialog, with example data, offscreen.

uv run python packaging/screens.py OUT               # every scene in every variant, in minutes
uv run python packaging/screens.py OUT --only ticket # scenes with that in their name
uv run python packaging/screens.py OUT --variant pt-BR-light-150
uv run python packaging/screens.py --readme          # the pictures in README
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parent.parent
LANGUAGES, THEMES, SCALES = ("pt-BR", "en"), ("light", "dark"), (100, 150)
VARIANTS = [f"{lang}-{theme}-{scale}" for scale in SCALES for theme in THEMES for lang in LANGUAGES]
SIZES = {100: (1440, 900), 150: (1920, 1200)}
README = ROOT / "resources" / "screens"


def main() -> int:
    """Make the desks once, then one process a variant, two at a time."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path, nargs="?")
    parser.add_argument("--only", default="")
    parser.add_argument("--variant", action="append", choices=VARIANTS)
    parser.add_argument("--readme", action="store_true")
    parser.add_argument("--desks", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.out is None and not given.readme:
        parser.error("say where the pictures are to be")
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = "1"
    if given.desks is not None:
        return _draw(given.out, given.only, given.variant[0], given.desks)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        os.environ["PACDESK_HOME"] = str(home / "home")
        from studio import make_desks

        make_desks(home)
        if given.readme:
            return _draw_readme(home)
        given.out.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(2) as pool:
            codes = list(
                pool.map(lambda v: _spawn(given.out, given.only, v, home), given.variant or VARIANTS)
            )
    return max(codes)


def _spawn(out: Path, only: str, variant: str, desks: Path) -> int:
    """Draw one variant in its own process, on its own copy of the desks: scenes may write."""
    own = desks / variant
    own.mkdir()
    for file in desks.iterdir():
        if file.is_file():
            shutil.copy2(file, own)
    command = [sys.executable, __file__, str(out), "--only", only, "--variant", variant, "--desks", str(own)]
    return subprocess.run(command, check=False).returncode


def _draw(out: Path, only: str, variant: str, desks: Path, *, names: dict[str, str] | None = None) -> int:
    from PySide6.QtWidgets import QApplication
    from scenes import SCENES
    from studio import Studio

    from pacdesk.app.window import make_application
    from pacdesk.config.settings import Settings
    from pacdesk.gui.theme import ThemeManager

    app = QApplication.instance() or make_application()
    assert isinstance(app, QApplication)
    language, theme, percent = variant.rsplit("-", 2)
    settings = Settings(language=language, theme=theme, scale=int(percent) / 100, lock_after_minutes=10)
    studio = Studio(app, ThemeManager(app), desks, settings, SIZES[int(percent)])
    failed = 0
    for name, scene in SCENES.items():
        if (only not in name) if names is None else (name not in names):
            continue
        try:
            shown = scene(studio)
            file = out / (f"{variant}-{name}.png" if names is None else names[name])
            studio.picture(shown).save(str(file))
        except Exception as error:  # noqa: BLE001  (the other scenes are still worth drawing)
            failed += 1
            sys.stderr.write(f"{variant} {name}: {error!r}\n")
        studio.tidy()
        if name == "ticket-wide":
            studio.window.restore_layout()
    studio.end()
    return 1 if failed else 0


def _draw_readme(desks: Path) -> int:
    README.mkdir(parents=True, exist_ok=True)
    codes = []
    for theme, name in (("light", "main-window.png"), ("dark", "main-window-dark.png")):
        codes.append(_draw(README, "", f"pt-BR-{theme}-100", desks, names={"main-window": name}))
    return max(codes)


if __name__ == "__main__":
    sys.exit(main())
