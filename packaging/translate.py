"""Refresh the translation files from the code and the forms.

    uv run python packaging/translate.py            # rewrite resources/i18n/*.ts
    uv run python packaging/translate.py --check    # only say what is missing; exit 1 if anything is

English is the language of the code; its own file only has the plurals.
"""

import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "resources" / "i18n"
FILES = {"pacdesk_pt_BR.ts": (), "pacdesk_en.ts": ("-pluralonly",)}


def sources() -> list[str]:
    """Every file that may hold a text for people."""
    code = sorted(p for room in ("gui", "app") for p in (ROOT / "pacdesk" / room).rglob("*.py"))
    code = [path for path in code if "compiled" not in path.parts and "bench" not in path.parts]
    return [str(p) for p in (*code, *sorted((ROOT / "ui").rglob("*.ui")))]


def update(name: str, target: Path) -> None:
    """Let lupdate merge what the sources say into a copy of a translation file."""
    import PySide6

    tool = Path(PySide6.__file__).parent / "lupdate"
    command = [str(tool), *sources(), "-silent", "-no-obsolete", "-locations", "none", *FILES[name]]
    language = ["-source-language", "en", "-target-language", name[8:-3]]
    subprocess.run([*command, *language, "-ts", str(target)], check=True, cwd=ROOT)


def untranslated(path: Path) -> list[str]:
    """`Context: text` of every message without a finished translation."""
    found = []
    for context in ET.parse(path).getroot().iter("context"):  # noqa: S314
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is None or translation.get("type") == "unfinished":
                found.append(f"{context.findtext('name')}: {message.findtext('source')}")
    return found


def missing() -> list[str]:
    """What the translation files lack, compared with the sources as they are now."""
    found = []
    for name in FILES:
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder) / name
            if (FOLDER / name).exists():
                copy.write_bytes((FOLDER / name).read_bytes())
            update(name, copy)
            found += [f"{name}: {text}" for text in untranslated(copy)]
    return found


def main() -> int:
    """Refresh, or check."""
    if "--check" in sys.argv:
        lacking = missing()
        print("\n".join(lacking) or "every text is translated")
        return 1 if lacking else 0
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        update(name, FOLDER / name)
        for text in untranslated(FOLDER / name):
            print(f"{name}: {text}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
