"""How wide a text is, and where it breaks into lines.

Widths are those of DejaVu Sans, which Matplotlib brings along: wider than the fonts that readers have, so what fits
here fits there.
"""

from functools import lru_cache

from matplotlib import font_manager
from matplotlib.ft2font import FT2Font, LoadFlags

FAMILY = "DejaVu Sans"
MEASURED = 100.0
UNKNOWN = 1.3  # as wide as the fonts of readers draw what this one lacks: ideograms, pictograms


@lru_cache(maxsize=2)
def _font_file(bold: bool) -> str:  # one file per weight
    weight = "bold" if bold else "normal"
    return str(font_manager.findfont(font_manager.FontProperties(family=FAMILY, weight=weight)))


def _font(bold: bool) -> FT2Font:
    # Matplotlib keeps one font object per thread: it must not be held here.
    return font_manager.get_font(_font_file(bold))


@lru_cache(maxsize=4096)
def drawable(character: str) -> bool:
    """Tell whether DejaVu Sans has a glyph for the character."""
    return bool(_font(bold=False).get_char_index(ord(character)))


@lru_cache(maxsize=4096)
def _advance(character: str, bold: bool) -> float:
    if not drawable(character):
        return UNKNOWN
    font = _font(bold)
    font.set_size(MEASURED, 72)
    return float(font.load_char(ord(character), flags=LoadFlags.NO_HINTING).linearHoriAdvance) / 65536 / MEASURED


@lru_cache(maxsize=8192)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width of a line of text."""
    return sum(_advance(character, bold) for character in text) * size


def wrap(text: str, most: float, size: float, *, bold: bool = False) -> list[str]:
    """Break a text into lines no wider than `most`, inside a word only where the word alone is wider."""
    lines: list[str] = []
    used, space = 0.0, width(" ", size, bold=bold)
    for word in text.split(" "):
        long = width(word, size, bold=bold)
        if lines and used + space + long <= most:
            lines[-1] += f" {word}"
            used += space + long
        else:
            lines.extend(_pieces(word, most, size, bold=bold))
            used = width(lines[-1], size, bold=bold)
    return lines


def _pieces(word: str, most: float, size: float, *, bold: bool) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and width(f"{pieces[-1]}{character}-", size, bold=bold) > most < width(word, size, bold=bold):
            pieces[-1] += "-"
            pieces.append("")
        pieces[-1] += character
    return pieces


@lru_cache(maxsize=1024)
def balanced(text: str, count: int, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text between words into at most `count` lines, the widest nearly as narrow as it can be."""
    narrow = max(width(word, size, bold=bold) for word in text.split(" ")) + 0.01
    wide = max(width(text, size, bold=bold), narrow)
    while wide - narrow > 1.0:
        middle = (narrow + wide) / 2
        if len(wrap(text, middle, size, bold=bold)) <= count:
            wide = middle
        else:
            narrow = middle
    fitting = narrow if len(wrap(text, narrow, size, bold=bold)) <= count else wide
    return tuple(wrap(text, fitting, size, bold=bold))


def paragraph(text: str, most: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Break a text into as few lines as `most` allows, of nearly equal width, so that no word is left alone."""
    lines = wrap(text, most, size, bold=bold)
    even = balanced(text, len(lines), size, bold=bold)
    return even if all(width(line, size, bold=bold) <= most for line in even) else tuple(lines)
