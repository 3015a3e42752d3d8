"""QR codes as runs of dark modules."""

import importlib.util
from functools import lru_cache
from pathlib import Path
from types import ModuleType


def modules(text: str) -> list[list[tuple[int, int]]]:
    """Rows of (first dark column, how many), the first row on top; error correction M."""
    encoder = _encoder()
    code = encoder.QRCode(None, encoder.QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    return [_runs(row) for row in code.modules]


def _runs(row: list[bool]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for column, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((column, 1))
    return runs


@lru_cache(maxsize=1)
def _encoder() -> ModuleType:
    """ReportLab's encoder by its own file: its package brings all charts along, 190 ms of them."""
    import reportlab

    path = Path(reportlab.__file__).parent / "graphics" / "barcode" / "qrencoder.py"
    spec = importlib.util.spec_from_file_location("pacdesk_qrencoder", path) if path.is_file() else None
    if spec is None or spec.loader is None:
        from reportlab.graphics.barcode import qrencoder

        return qrencoder  # type: ignore[no-any-return]  # reportlab has no types
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
