"""What stands above a table may make another quantity, or a part, of what its labels name: then a person is asked."""

from __future__ import annotations

import re

from config.indicator import Indicator
from config.language import Text
from config.places import place_order
from etl.layouts.draft import Draft
from etl.layouts.draft_words import indicator_of
from etl.layouts.measures import contradicts
from etl.layouts.naming import SHARE, carried, is_other, names_of, words_of
from etl.layouts.reader import level_of
from etl.layouts.roles import is_total, is_whole, places_in
from etl.layouts.shape import TITLE_ROWS
from etl.layouts.subject import unit_text
from etl.layouts.suiting import place_in_titles, places_of
from etl.layouts.wording import plain

_PROSE = 160  # letters of a text that is no title
MILD = frozenset(("udvikling", "dato", "nr", "point", "max", "min"))
_GROUPS = words_of("kvinder mænd kvinde mand drenge piger")
BREAKDOWNS = frozenset((
    "køn", "alder", "aldersgruppe", "boligtype", "ejerform", "herkomst", "oprindelse", "type", "art", "målgruppe",
    "gruppe", "branche", "sektor", "segment", "filter", "situation", "årsag", "civilstand", "uddannelse", "boform",
    "anmeldelsesform", "overtrædelse", "overtrædelsens art", "kategori", "population", "udvalg", "afgrænsning",
    "statsborgerskab", "indkomst", "familietype", "husstandstype",
))  # fmt: skip
_ASIDES = words_of(
    "kilde kilder kontakt kontaktperson udarbejdet udarbejder opdateret dato emne titel tabel version ansvarlig"
    " forfatter udtrukket udtræk enhed note bemærkning indhold år periode område kommune organisation partner"
    " kolonnenavne rækkenavne"
)
ALL = re.compile(r"(?:alle?|samtlige|uanset|hele)\b", re.IGNORECASE)
_WHOLE = words_of("samlet samlede hovedtotal")
_RATES = words_of("rate rater frekvens frekvenser hyppighed ratio kvotient")
_SOME_PLACES = re.compile(
    r"\b(?:udvalgte|visse|enkelte|nogle|selected)\s+(?:kommuner|områder|regioner|landsdele|byer|kredse|skoler|boligområder)",
    re.IGNORECASE,
)
_ABOUT_FIGURES = re.compile(
    r"(?:\b(?:tal(?:lene|let)?|figuren|tabellen|opgørelsen|værdier(?:ne)?)\b[^.]{0,30}?"
    r"\b(?:er|angiver|angives|viser|omfatter|dækker|vedrører|gælder|indeholder)|^(?:opgjort|beregnet|angivet|vist))\b(?P<said>.{0,120}?)(?=$|[,;]|\.\s+(?-i:[A-ZÆØÅ])|\.$)",
    re.IGNORECASE,
)
_PART = re.compile(r"(?:heraf|deraf|kun|ekskl\.?|eksklusive)\s", re.IGNORECASE)
_WHO = re.compile(r"\b(?:unge|børn|voksne|ældre|borgere)\b.{0,30}?\d{1,2}\s?[-–]\s?\d{1,2}\s*-?år", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:kun|alene|udelukkende)\b", re.IGNORECASE)
_AGES = re.compile(r"(?!(?:19|20)\d\d)\d{1,2}-\d{1,2}")


def is_group(text: str) -> bool:
    """Whether a text speaks of women, of men or of an age."""
    return any(word in _GROUPS or _AGES.fullmatch(word) for word in words_of(text))


def check_titles(draft: Draft) -> None:
    """Ask where what stands above the table makes another quantity, or a part, of what its labels name."""
    if not draft.codes or draft.is_doubtful or draft.said_by == "fixed":
        return
    _check_place(draft)
    indicators = [indicator_of(draft, code) for code in draft.codes]
    own = frozenset().union(*(words_of(name) for i in indicators for name in (*names_of(i), *i.unit)))
    told = [text for role in draft.roles if role.kind != "constant" for text in role.texts[:60]]
    labels = frozenset().union(*(words_of(text) for text in told))
    constant = [text for role in draft.roles if role.kind == "constant" for text in role.texts if not is_total(text)]
    constant = [text for text in constant if not places_in([text], draft.declared)]
    for text in dict.fromkeys([draft.sheet, *draft.shape.titles, *constant]):
        if len(text) > _PROSE or unit_text([text]):
            continue
        words = words_of(text) - own
        strange = set(carried(text) - own - _WHOLE) if text in constant else set()
        strange |= {word for word in words if (is_other(word) and word not in MILD) or word == "pr"}
        strange |= {word for word in words - labels if word in _GROUPS or _AGES.fullmatch(word)}
        if not any(indicator.is_percentage for indicator in indicators):
            strange |= words & SHARE
        else:
            strange -= SHARE
        if all(indicator.kind in ("count", "state") for indicator in indicators):
            strange |= words & _RATES
        if not any(indicator.by_area for indicator in indicators) and (some := _SOME_PLACES.search(text)):
            strange.add(some[0])
        if _PART.match(text):
            strange.add(text)
        if strange:
            _ask(draft, text, ", ".join(sorted(strange)))
            return
    if filtered := _filter_above(draft, own):
        _ask(draft, *filtered)
        return
    if _check_notes(draft, own, indicators):
        return
    heading = draft.shape.heading(draft.columns[0]) if draft.fields.get("value") and draft.columns else ""
    if draft.said_by != "across" and any(contradicts(heading, indicator) for indicator in indicators):
        _ask(draft, heading, heading)


def _filter_above(draft: Draft, own: frozenset[str]) -> tuple[str, str] | None:
    """A line above that narrows the table, and what it says: "Boligtype: Etageboliger", in one cell or in two."""
    surface, top = draft.shape.surface, draft.shape.heads[0]
    for row in range(max(0, top - TITLE_ROWS), top):
        columns = [c for c in range(len(surface.columns)) if surface.filled[row, c]]
        held = [surface.words(row, c) for c in columns]
        parts = held if len(held) == 2 else [part.strip() for part in held[0].split(":", 1)] if len(held) == 1 else []
        if len(parts) != 2 or is_whole(parts[1]) or ALL.match(parts[1]):
            continue
        is_text = all(surface.text[row, c] and not surface.period[row, c] for c in columns)
        is_pair = (
            len(held) == 2 and is_text and not words_of(parts[0]) & (_ASIDES | own) and not carried(parts[0]) <= _ASIDES
        )
        if (is_pair or plain(parts[0]) in BREAKDOWNS) and carried(parts[1]) - own:
            return ": ".join(parts), parts[1]
    return None


def _check_notes(draft: Draft, own: frozenset[str], indicators: list[Indicator]) -> bool:
    """Ask where a note says that the figures are another quantity, or of a group; tell what it says is left out."""
    for note in draft.shape.notes:
        who = _WHO.search(note)
        if who is not None and (ages := {word for word in words_of(who[0]) - own if _AGES.fullmatch(word)}):
            _ask(draft, note, ", ".join(sorted(ages)))
            return True
        found = _ABOUT_FIGURES.search(note)
        if found is None:
            continue
        words = words_of(found["said"]) - own
        strange = {word for word in words if (is_other(word) and word not in MILD) or word == "pr"}
        if not any(indicator.is_percentage for indicator in indicators):
            strange |= words & SHARE
        if _ONLY.search(found[0]):
            strange |= {word for word in words if word in _GROUPS or _AGES.fullmatch(word)}
            draft.doubts.append(Text(f"En note siger: „{note}“", f"A note says: “{note}”"))
        if strange:
            _ask(draft, note, ", ".join(sorted(strange)))
            return True
    return False


def _ask(draft: Draft, text: str, said: str) -> None:
    codes = ", ".join(draft.codes)
    question = Text(
        f"„{text}“ står over tallene ({said}). Er de indikatoren {codes}?",
        f"“{text}” stands above the figures ({said}). Are they the indicator {codes}?",
    )
    draft.fields["indicator"], draft.is_doubtful = None, True
    draft.ask("indicator", question, [*draft.codes])


def _check_place(draft: Draft) -> None:
    """Ask where a title speaks of a municipality that is not among the places of the table."""
    if "area" not in draft.fields or "title" in draft.fields["area"] or "sheet" in draft.fields["area"]:
        return
    said = {place for _, place in place_in_titles(draft)}
    others = {place for place in said - places_of(draft) if level_of(place) == "municipality"}
    if others:
        shown = ", ".join(sorted(others, key=place_order))
        text = Text(
            f"Titlen nævner {shown}, som ikke er blandt stederne.", f"The title names {shown}, not among the places."
        )
        draft.ask("area", text, sorted(others, key=place_order))
