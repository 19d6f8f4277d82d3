"""What the columns of labels beside a table are: places, periods, indicators, groups, or nothing that is asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from config.definitions import Alliance
from etl.layouts.naming import indicators_named
from etl.layouts.reader import level_of, named_place, period_of
from etl.layouts.shape import Shape
from etl.layouts.surface import is_part
from etl.layouts.wording import heads_periods, plain, without_note
from etl.meaning.contents import Content
from etl.meaning.headings import folded
from etl.meaning.words import STATUSES, declared_places

Kind = Literal[
    "area",
    "period",
    "indicator",
    "dimension",
    "status",
    "constant",
    "names",
    "note",
    "numerator",
    "denominator",
    "unit",
]

CODE_WORDS = ("kode", "komnr", "kommunenr", "kommunekode", "nr", "code", "kommune", "område", "region", "id")
NOTE_WORDS = ("note", "bemærk", "kommentar", "anmærk", "kilde", "beskrivelse", "opdateret", "kontakt", "forklaring")
UNIT_WORDS = frozenset(("enhed", "unit", "måleenhed", "enheder"))
PARTS_WORDS = {"tæller": "numerator", "taeller": "numerator", "numerator": "numerator",
               "nævner": "denominator", "naevner": "denominator", "denominator": "denominator"}  # fmt: skip
TOTALS = frozenset((
    "i alt", "ialt", "total", "totalt", "tot", "sum", "samlet", "i alt antal", "alle", "total i alt", "alt",
    "hovedtotal", "grand total", "subtotal",
))  # fmt: skip
_BESIDE = re.compile(
    r"^(?:\((?:tom|blank|tomme|empty)\)|uoplyst|ukendt|uden (?:fast |for )|udland|christiansø|ikke fordelt"
    r"|ufordelt|(?:her|der)af\b|landsdel\b|øvrige?\b|andre$"
    r"|(?:del|slut)?mål(?:tal|sætning)?\b|budget\w*|prognose\w*|forvent\w+"
    r"|(?:ændring|udvikling|vækst|stigning|forskel|differens)\w*\b"
    r"|(?:hele landet|landet|danmark|kommuner(?:ne)?)\b.*\b(?:ekskl|excl|uden|undtagen|minus|i øvrigt)\b"
    r"|(?:lands)?gennemsnit|snit\b|gns\.?|median|minimum|maksimum|min\.?$|maks\.?$|max\.?$|rest(?:en)?$)"
)
_MOST = 0.8  # of the distinct texts of a column that must be alike
_LONG = 60


@dataclass(slots=True)
class Role:
    """What one column is, and what it holds in the rows of figures.

    Attributes:
        column: place in the surface; several where they are read together.
        texts: the distinct contents, in order.
        code: of a dimension.
        is_filled_down: blank cells below a text.
        is_part: months, quarters or weeks without their year.
        is_unsure: another column says the same as likely.
    """

    kind: Kind
    columns: list[int]
    texts: list[str] = field(default_factory=list)
    code: str = ""
    is_filled_down: bool = False
    is_part: bool = False
    is_unsure: bool = False


def roles_of(shape: Shape, declared: Alliance) -> list[Role]:
    """The role of each label column; columns of figures that are labels (years, codes) are moved from the figures."""
    rows = value_rows(shape)
    for column in [c for c in shape.values if not shape.period_rows and _is_label(shape, c, rows, declared)]:
        shape.values.remove(column)
        shape.labels.append(column)
    found = [
        _role(shape, column, rows, declared)
        for column in sorted(shape.labels)
        if any(shape.surface.filled[row, column] for row in rows)
    ]
    return _joined(shape, found, rows, declared)


def value_rows(shape: Shape) -> list[int]:
    """The rows of the body that hold a figure or a sign."""
    surface = shape.surface
    return [r for r in shape.body if (surface.number[r, shape.values] | surface.sign[r, shape.values]).any()]


def group_rows(shape: Shape) -> list[tuple[int, str]]:
    """Rows between the figures that hold a text and nothing else."""
    surface = shape.surface
    lonely = [r for r in shape.body if surface.filled[r].sum() == 1 and surface.text[r].any()]
    return [(r, next(_texts(shape, r))) for r in lonely]


def places_in(texts: list[str], declared: Alliance) -> dict[str, str]:
    """Text -> place, for those that are places."""
    also = declared_places(declared)
    found = ((text, named_place(text, also)) for text in texts)
    return {text: place for text, place in found if place is not None}


def is_total(text: str) -> bool:
    """Whether a text is the name of a total."""
    return plain(without_note(text)).strip(" .:") in TOTALS


def is_whole(text: str) -> bool:
    """Whether a label may be the whole of the others: "I alt", "Total (inkl. LULUCF)", "Antal borgere i alt"."""
    words = plain(without_note(text)).strip(" .:")
    return is_total(text) or words.startswith(("i alt", "total", "samlet", "hovedtotal")) or words.endswith("i alt")


def is_beside(text: str) -> bool:
    """Whether a label is of no place, or reckoned from the rows: "Uoplyst kommune", "Gennemsnit", "(tom)"."""
    return _BESIDE.match(plain(without_note(text))) is not None


def _texts(shape: Shape, row: int) -> Iterator[str]:
    columns = range(len(shape.surface.columns))
    return (shape.surface.words(row, c) for c in columns if shape.surface.filled[row, c])


def _distinct(shape: Shape, column: int, rows: list[int]) -> list[Content]:
    contents = (shape.surface.content(row, column) for row in rows if shape.surface.filled[row, column])
    return list(dict.fromkeys(contents))


def _is_label(shape: Shape, column: int, rows: list[int], declared: Alliance) -> bool:
    """Whether a column of numbers says which figures, and is none itself."""
    contents = [one for one in _distinct(shape, column, rows) if not is_whole(one.words) and not is_beside(one.words)]
    heading = folded(without_note(shape.heading(column)))
    periods = sum(period_of((content,)) is not None for content in contents)
    if _most(periods, len(contents)) and heads_periods(heading):
        return True
    if contents and periods == len(contents):
        return any(content.text is not None and not content.words.isdecimal() for content in contents)
    is_code = any(heading == word or heading.endswith(word) for word in CODE_WORDS)
    places = places_in([content.words for content in contents], declared)
    return is_code and len(places) >= _MOST * len(contents)


def _role(shape: Shape, column: int, rows: list[int], declared: Alliance) -> Role:
    contents = _distinct(shape, column, rows)
    texts = list(dict.fromkeys(content.words for content in contents))
    heading = plain(without_note(shape.heading(column)))
    filled = [shape.surface.filled[row, column] for row in rows]
    role = Role("names", [column], texts, is_filled_down=bool(filled) and filled[0] and not all(filled))
    real = [text for text in texts if not is_whole(text) and not is_beside(text)]
    if folded(heading) in PARTS_WORDS:
        role.kind = "numerator" if PARTS_WORDS[folded(heading)] == "numerator" else "denominator"
    elif _most(sum(period_of((one,)) is not None for one in contents if one.words in real), len(real)):
        role.kind = "period"
    elif (real and _most(sum(_is_indicator(text, declared) for text in real), len(real))) or _heads_indicators(heading):
        role.kind = "indicator"
    elif real and _most(len(places_in(real, declared)), len(real)):
        role.kind = "area"
    elif code := _dimension(real, declared):
        role.kind, role.code = "dimension", code
    elif folded(heading) == "status" or (heading and all(folded(text) in STATUSES for text in texts)):
        role.kind = "status"
    elif folded(heading) in UNIT_WORDS:
        role.kind = "unit"
    elif any(heading.startswith(word) for word in NOTE_WORDS) or any(len(text) > _LONG for text in texts):
        role.kind = "note"
    elif len(texts) == 1 and not role.is_filled_down:
        role.kind = "constant"
    return role


def _most(count: int, whole: int) -> bool:
    return whole > 0 and count >= _MOST * whole


def _is_indicator(text: str, declared: Alliance) -> bool:
    named = indicators_named(text, declared)
    return len(named) == 1 and named[0].is_exact


def _heads_indicators(heading: str) -> bool:
    return folded(heading) in ("indikator", "indicator", "nøgletal", "måltal")


def _dimension(texts: list[str], declared: Alliance) -> str:
    """The dimension whose values a column holds; "" for none or for several."""
    if not texts:
        return ""
    held = {plain(without_note(text)) for text in texts}
    codes = {
        d.code
        for i in declared.indicators
        for d in i.dimensions
        if d.values and held <= {plain(w) for w, _ in d.spellings}
    }
    return codes.pop() if len(codes) == 1 else ""


def _joined(shape: Shape, roles: list[Role], rows: list[int], declared: Alliance) -> list[Role]:
    """Year and quarter in columns of their own are one period; code and name are one place; of places the finest."""
    periods = [role for role in roles if role.kind == "period"]
    if len(periods) == 1:
        for other in [role for role in roles if role.kind in ("names", "constant")]:
            if _reads_together(shape, periods[0], other, rows):
                periods[0].columns += other.columns
                roles.remove(other)
                break
    _choose_period(shape, periods, rows)
    if not any(role.kind == "period" for role in roles) and not shape.has_parts:
        for role in roles:
            real = [text for text in role.texts if not is_total(text)]
            if role.kind == "names" and _most(sum(map(is_part, real)), len(real)):
                role.kind, role.is_part = "period", True
                break
    areas = [role for role in roles if role.kind == "area"]
    if len(areas) > 1:
        areas.sort(key=lambda role: -len(set(places_in(role.texts, declared).values())))
        finest = _finest(areas, declared)
        pair = next((r for r in areas if r is not finest and _agree(shape, finest, r, rows, declared)), None)
        for role in areas:
            if role is not finest:
                role.kind = "note"
        if pair is not None and not finest.is_filled_down and not pair.is_filled_down:
            finest.columns = sorted([*finest.columns, *pair.columns])
            roles.remove(pair)
    return roles


def _choose_period(shape: Shape, periods: list[Role], rows: list[int]) -> None:
    """Of several columns of periods the one whose heading says so, the finer where both do; else none is sure."""
    if len(periods) < 2:
        return
    named = [one for one in periods if heads_periods(shape.heading(one.columns[0]))]
    chosen = named[0] if len(named) == 1 else _finer(shape, named, rows)
    for role in periods:
        role.is_unsure = chosen is None
        if role is not (chosen or periods[0]):
            role.kind = "note"


def _finer(shape: Shape, named: list[Role], rows: list[int]) -> Role | None:
    """Of two columns the one whose periods lie within those of the other in every row: "2024" and "2024K1"."""
    if len(named) != 2:
        return None
    pairs = [[period_of((shape.surface.content(row, role.columns[0]),)) for role in named] for row in rows]
    held = [(a, b) for a, b in pairs if a is not None and b is not None]
    for fine, coarse, role in ((0, 1, named[0]), (1, 0, named[1])):
        if held and all(p[coarse].start <= p[fine].start and p[fine].end <= p[coarse].end for p in held):
            return role
    return None


def _finest(areas: list[Role], declared: Alliance) -> Role:
    def municipalities(role: Role) -> int:
        return sum(level_of(place) in ("municipality", "own") for place in places_in(role.texts, declared).values())

    return max(areas, key=municipalities)


def _agree(shape: Shape, one: Role, other: Role, rows: list[int], declared: Alliance) -> bool:
    """Whether two columns name the same place in nearly every row: code and name."""
    known = [places_in([shape.surface.words(row, role.columns[0]) for row in rows], declared) for role in (one, other)]
    pairs = [
        tuple(
            places.get(shape.surface.words(row, role.columns[0]))
            for places, role in zip(known, (one, other), strict=True)
        )
        for row in rows
    ]
    named = [pair for pair in pairs if None not in pair]
    return bool(named) and sum(a == b for a, b in named) >= _MOST * len(named)


def _reads_together(shape: Shape, period: Role, other: Role, rows: list[int]) -> bool:
    surface = shape.surface
    seen = 0
    for row in rows[:20]:
        parts = (surface.content(row, period.columns[0]), surface.content(row, other.columns[0]))
        if surface.filled[row, other.columns[0]] and surface.filled[row, period.columns[0]]:
            joined = period_of(parts)
            if joined is None or joined == period_of(parts[:1]):
                return False
            seen += 1
    return seen > 0
