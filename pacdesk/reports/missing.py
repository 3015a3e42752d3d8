"""The code point, drawn small into the box of a character that no font has.

Drawn as strokes and not as letters, so that a text extraction gives the character alone.
"""

from typing import Final

# Strokes of a seven-segment digit, as (x, y, x, y) in a field of 1 × 2.
_SEGMENTS: Final = {
    "a": "0 2 1 2",
    "b": "1 2 1 1",
    "c": "1 1 1 0",
    "d": "0 0 1 0",
    "e": "0 1 0 0",
    "f": "0 2 0 1",
    "g": "0 1 1 1",
}
_DIGITS: Final = {
    "0": "abcdef",
    "1": "bc",
    "2": "abged",
    "3": "abgcd",
    "4": "fgbc",
    "5": "afgcd",
    "6": "afgecd",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
    "A": "efabcg",
    "B": "fgecd",
    "C": "afed",
    "D": "bcdeg",
    "E": "afged",
    "F": "afge",
}


def box_strokes(x: float, y: float, size: float, width: float, char: str) -> str:
    """Operators that write the code point of `char` in two rows inside its box."""
    code = f"{ord(char):04X}" if ord(char) < 0x10000 else f"{ord(char):06X}"
    half = len(code) // 2
    cell = width * 0.8 / half
    wide, high = cell * 0.52, size * 0.13
    ops = [f"q {size * 0.05:.3f} w"]
    for row, digits in enumerate((code[:half], code[half:])):
        base = y + size * (0.34 if row == 0 else -0.02)
        for column, digit in enumerate(digits):
            left = x + width * 0.16 + column * cell
            for segment in _DIGITS[digit]:
                x1, y1, x2, y2 = (int(n) for n in _SEGMENTS[segment].split())
                ops.append(
                    f"{left + x1 * wide:.2f} {base + y1 * high:.2f} m"
                    f" {left + x2 * wide:.2f} {base + y2 * high:.2f} l"
                )
    ops.append("S Q")
    return " ".join(ops)
