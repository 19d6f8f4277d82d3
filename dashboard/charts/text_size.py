"""How wide a text may become: measured on a wide font, so that it fits in every font of the stylesheet."""

from __future__ import annotations

from functools import lru_cache

BOLD = 1.11
LINE = 1.2  # of the type size, from baseline to baseline
_WIDTHS = {  # in ems
    0.32: " \u00a0'ijlIJ,.·’|",
    0.42: '/:;\\f-()[]t!r"',
    0.55: "*_–§s?zcLF",
    0.6: "kvxyPTYaeoøåé»«",
    0.82: "NHDGOQØ&w",
    0.98: "mMÆæW%@",
    0.84: "#+<=>^~−",
}
_WIDTH = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_OTHER = 0.65


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, bold: bool = False) -> float:
    """An upper estimate in pixels."""
    return sum(_WIDTH.get(letter, _OTHER) for letter in text) * size * (BOLD if bold else 1.0)


def wrapped(text: str, size: float, most: float, bold: bool = False) -> tuple[str, ...]:
    """The text in lines no wider than `most` (a single long word may be wider), of even length."""
    words = text.split(" ")
    lines = _filled(words, size, most, bold)
    if len(lines) == 2:  # even halves read better than a long line and a leftover
        cuts = range(1, len(words))
        widest = min(
            cuts,
            key=lambda cut: max(text_width(" ".join(part), size, bold) for part in (words[:cut], words[cut:])),
        )
        lines = [" ".join(words[:widest]), " ".join(words[widest:])]
    return tuple(lines)


def _filled(words: list[str], size: float, most: float, bold: bool) -> list[str]:
    lines = [words[0]]
    for word in words[1:]:
        longer = f"{lines[-1]} {word}"
        if text_width(longer, size, bold) <= most:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
