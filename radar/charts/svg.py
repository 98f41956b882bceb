"""Make Matplotlib's SVG fit for the web: named, in a language, light, and without a style sheet or style attribute.

A strict Content-Security-Policy blocks styles even in a picture that is opened by itself; presentation attributes
always apply.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from radar.charts.style import FONTS

_STYLE = re.compile(r' style="([^"]*)"')
_FAMILY = re.compile(r"font-family: [^;\"]*(?:&apos;[^;\"]*)*;? ?")
_LONG_NUMBER = re.compile(r"-?\d+\.\d{3,}")
_UNTURNED = re.compile(r' transform="rotate\(-?0 [^"]*\)"')
_TAG = re.compile(r"<[^>]+>")
_TEXT = re.compile(r"(<text[^>]*>)([^<]*)")
_WRAPPER = re.compile(r'</?g(?: id="[^"]*")?>\s*')


@dataclass(frozen=True, slots=True)
class Frame:
    """What goes around the drawing."""

    kind: str
    language: str
    title: str
    description: str
    width: float
    height: float


def polish(raw: str, frame: Frame, restore: Callable[[str], str]) -> bytes:
    """Return the SVG with its frame, `restore` applied to the content of its texts."""
    body = raw[raw.index("</defs>") + len("</defs>") : raw.rindex("</svg>")]
    body = _TEXT.sub(lambda match: match[1] + restore(match[2]), body)
    body = _TAG.sub(lambda match: _lighter(match[0]), body)
    body = _WRAPPER.sub("", body)
    lines = (line.strip() for line in body.splitlines())
    return "\n".join([*_opening(frame), *(line for line in lines if line), "</g>", "</svg>", ""]).encode()


def _opening(frame: Frame) -> list[str]:
    names, width, height = f"{frame.kind}-title {frame.kind}-desc", f"{frame.width:g}", f"{frame.height:g}"
    return [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"',
        f'viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img"',
        f'aria-labelledby="{names}" lang="{frame.language}" xml:lang="{frame.language}">',
        f'<title id="{frame.kind}-title">{escape(frame.title)}</title>',
        f'<desc id="{frame.kind}-desc">{escape(frame.description)}</desc>',
        f'<g font-family={quoteattr(FONTS)} stroke-linejoin="round" stroke-linecap="butt">',
    ]


def _lighter(tag: str) -> str:
    tag = _STYLE.sub(lambda match: _attributes(match[1]), tag)
    tag = _UNTURNED.sub("", tag)
    return _LONG_NUMBER.sub(lambda match: f"{float(match[0]):.2f}".rstrip("0").rstrip("."), tag)


def _attributes(css: str) -> str:
    declared = (one.split(": ", 1) for one in _FAMILY.sub("", css).split("; ") if one)
    return "".join(f' {name}="{value}"' for name, value in declared)
