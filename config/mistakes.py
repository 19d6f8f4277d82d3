"""A mistake in a definition, told to the person who wrote it: where, what was found, what was expected, what to do.

The texts of each kind stand in `config.mistake_texts`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

from config.language import Language, Text
from config.layout_mistakes import LAYOUT_TEXTS
from config.mistake_texts import TEXTS

_LONGEST = 60  # characters of what was found


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to put right in one file.

    Attributes:
        code: its kind, a key of `config.mistake_texts.TEXTS`.
        file: name of the file, without folders.
        path: the fields on the way, counted from 0: "indicators.2.baseline.period"; blank for the file as a whole.
        where: the entry in words: "indikatoren indbrud".
        found: what stands there, shortened; blank where nothing does.
        line, column: counted from 1, where they are known.
    """

    code: str
    file: str
    path: str
    where: Text
    found: str
    expected: Text
    remedy: Text
    line: int | None = None
    column: int | None = None

    def sentence(self, language: Language = "da") -> str:
        """All of it in two or three plain sentences."""
        words = _SENTENCE[language]
        parts = (self.file, self._position(language), self.where[language], self.path)
        place = ", ".join(part for part in parts if part)
        found = words["found"].format(self.found) if self.found else words["nothing"]
        return f"{place}: {found} {words['expected']} {self.expected[language]}. {self.remedy[language]}"

    def _position(self, language: Language) -> str:
        if self.line is None:
            return ""
        words = _SENTENCE[language]
        line = f"{words['line']} {self.line}"
        return line if self.column is None else f"{line}, {words['column']} {self.column}"


_SENTENCE = {
    "da": {
        "line": "linje",
        "column": "tegn",
        "found": "fandt »{}«.",
        "nothing": "der står intet.",
        "expected": "Forventet:",
    },
    "en": {
        "line": "line",
        "column": "character",
        "found": "found “{}”.",
        "nothing": "nothing is there.",
        "expected": "Expected:",
    },
}


def mistake(
    code: str,
    file: str,
    path: tuple[str | int, ...] = (),
    where: Text = Text("", ""),  # noqa: B008  (a tuple, never changed)
    found: Any = None,
    line: int | None = None,
    column: int | None = None,
    fields: Mapping[str, object] = MappingProxyType({}),
) -> Mistake:
    """A mistake of a known kind; `fields` fill the places in its texts."""
    expected, remedy = TEXTS[code] if code in TEXTS else LAYOUT_TEXTS[code]
    return Mistake(
        code=code,
        file=file,
        path=".".join(str(part) for part in path),
        where=where,
        found=as_written(found),
        expected=_fill(expected, fields),
        remedy=_fill(remedy, fields),
        line=line,
        column=column,
    )


def as_written(value: Any) -> str:
    """A value as it stands in the file, on one line and not too long."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        text = ", ".join(f"{key}: …" for key in value)
    elif isinstance(value, list | tuple):
        text = "[…]"
    elif isinstance(value, date):
        text = value.isoformat()
    else:
        text = str(value)
    text = " ".join(text.split())
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def _fill(text: Text, fields: Mapping[str, object]) -> Text:
    """Each language gets its own word where a field is a Text."""
    da = {name: value.da if isinstance(value, Text) else value for name, value in fields.items()}
    en = {name: value.en if isinstance(value, Text) else value for name, value in fields.items()}
    return Text(text.da.format(**da), text.en.format(**en))
