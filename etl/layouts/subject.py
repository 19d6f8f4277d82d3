"""What a table is about, as its texts say: which indicator, in which unit, which part of it is a projection."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from config.indicator import Indicator
from config.layout import Span
from etl.layouts.naming import is_other, names_of, words_of
from etl.layouts.wording import key, plain

_UNIT = re.compile(r"\benhed(?:er)?\b\s*[:=]?\s*(?P<unit>.+)$|\bunit\b\s*[:=]\s*(?P<english>.+)$", re.IGNORECASE)
_THOUSANDS = r"(?<!pr )(?<!pr\. )(?<!per )\b1[.\s]?000\b(?![.\d])|\btusind(?:e|er)?\b|\bt\. ?kr|\btkr"
_SCALES = (
    (re.compile(r"\b(?:1[.\s]?000[.\s]000|mio\b\.?|million(?:er)?)", re.IGNORECASE), 1e6),
    (re.compile(r"\b(?:mia\b\.?|milliard(?:er)?)", re.IGNORECASE), 1e9),
    (re.compile(_THOUSANDS, re.IGNORECASE), 1e3),
)
_STATED = re.compile(r"\bi\s+(?:hele\s+)?(?:1[.\s]?000|tusind\w*|mio|million\w*|mia|milliard\w*)\b", re.IGNORECASE)
_PER_MILLE = re.compile(r"‰|\bpromille\b|\bper mille\b", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bpct\b|\bprocent\b|\bpromille\b|‰|\bper cent\b", re.IGNORECASE)
_YEAR = r"((?:19|20)\d\d)"
_PROJECTED = r"(?:fremskr\w+|prognose\w*|projektion\w*|forvente\w*|skønne\w*|projected|forecast)"
_BETWEEN = r"\W+(?:(?:for|fra|i|perioden|årene|tal|er|som)\W+)*"
_YEARS = rf"{_YEAR}\s*(?:[-–—]|til|to)\s*{_YEAR}"
_SPANS = (
    re.compile(rf"{_PROJECTED}{_BETWEEN}{_YEARS}", re.IGNORECASE),
    re.compile(rf"{_YEARS}{_BETWEEN}{_PROJECTED}", re.IGNORECASE),
)
_OPEN_SPANS = (
    re.compile(rf"{_PROJECTED}\W+(?:fra|fra og med|efter)\W+(?:og med\W+)?{_YEAR}", re.IGNORECASE),
    re.compile(rf"fra (?:og med )?{_YEAR}\W+(?:er\W+)?{_PROJECTED}", re.IGNORECASE),
)
_SOFT = re.compile(r"^(?!\W*[*.:-]).*\b(?:foreløbig|estimer|anslå)", re.IGNORECASE)  # but not the legend of a mark
_MENTIONS = re.compile(_PROJECTED, re.IGNORECASE)
_PROVISIONAL = (
    re.compile(rf"{_YEAR}\W+(?:er|tal er|tallene er)\W+foreløbige?", re.IGNORECASE),
    re.compile(rf"foreløbige?\W+(?:tal\W+)?(?:for|i)\W+{_YEAR}", re.IGNORECASE),
    re.compile(rf"tal(?:lene)? for {_YEAR} er foreløbige", re.IGNORECASE),
)


def unit_text(titles: Iterable[str]) -> str | None:
    """The unit that a text above the table states: "Enhed: mio. ton"."""
    for title in titles:
        found = _UNIT.search(title)
        if found:
            return (found["unit"] or found["english"]).strip(" .)")
    return None


def scale_of(text: str) -> float:
    """1000 for "1.000 personer" or "tusinde", 1e6 for "mio. kr."; 1 for a text without a scale."""
    return next((times for pattern, times in _SCALES if pattern.search(text)), 1.0)


def states_scale(text: str) -> bool:
    """Whether a note says in what all figures are: "Opgjort i 1.000 ton", not "58.000 ton"."""
    return _STATED.search(text) is not None


def is_bare_unit(text: str, indicator: Indicator) -> bool:
    """Whether a text names the unit without the scale that the indicator's has: "ton" where that is "mio. ton"."""
    words = _bare_unit(indicator.unit.da)
    noun = words.split(maxsplit=1)[0] if words.strip() else ""
    has_noun = bool(noun) and re.search(rf"(?<!\w){re.escape(noun)}(?!\w)", text, re.IGNORECASE) is not None
    return has_noun and scale_of(indicator.unit.da) != 1.0 and scale_of(text) == 1.0


def is_per_mille(text: str) -> bool:
    """Whether a text speaks of per mille, which is no per cent."""
    return _PER_MILLE.search(text) is not None


def is_percent(text: str) -> bool:
    """Whether a text speaks of per cent."""
    return _PERCENT.search(text) is not None


def is_same_unit(stated: str, indicator: Indicator) -> bool:
    """Whether a stated unit is the indicator's, as far as words tell."""
    if plain(stated) in ("antal", "number") and indicator.kind in ("count", "state"):
        return scale_of(indicator.unit.da) == 1.0
    units = [unit for unit in (*indicator.unit, *(indicator.unit_short or ())) if unit]
    if says_more(stated, [*units, *names_of(indicator)]):
        return False
    said = _unit_key(stated)
    own = {_unit_key(unit) for unit in units}
    return any(said == one or _holds(stated, one) or (len(said) > 2 and said in one) for one in own if one)


def says_more(stated: str, own: Iterable[str]) -> bool:
    """Whether a stated unit is of another quantity than these texts: "ton pr. indbygger", "pct. ændring"."""
    more = words_of(stated) - frozenset().union(*map(words_of, own))
    return "pr" in more or any(is_other(word) for word in more)


def _holds(stated: str, own: str) -> bool:
    """Whether a unit begins at the beginning of a word of what is stated: "kton" holds no "ton"."""
    words = re.split(r"[\s(]+", _bare_unit(stated))
    return any(_unit_key(" ".join(words[at:])).startswith(own) for at in range(len(words)))


def _bare_unit(text: str) -> str:
    """A unit without its scale."""
    text = unicodedata.normalize("NFKC", text)
    for pattern, _ in _SCALES:
        text = pattern.sub("", text)
    return text.strip()


def _unit_key(text: str) -> str:
    text = _bare_unit(text)
    return "%" if is_percent(text) else key(text)


def projected(texts: Iterable[str]) -> tuple[list[Span], bool]:
    """The periods that a text calls projected or provisional, and whether one speaks of it without saying which."""
    spans: list[Span] = []
    is_open = False
    for text in texts:
        closed = next((found for pattern in _SPANS if (found := pattern.search(text))), None)
        begun = next((found for pattern in _OPEN_SPANS if (found := pattern.search(text))), None)
        if closed:
            spans.append(_span(closed[1], closed[2], "projection"))
        elif begun:
            spans.append(_span(begun[1], None, "projection"))
        elif _MENTIONS.search(text):
            is_open = True
        soft = next((found for pattern in _PROVISIONAL if (found := pattern.search(text))), None)
        is_open |= soft is None and bool(_SOFT.search(text))
        if soft:
            spans.append(_span(soft[1], soft[1], "provisional"))
    distinct = list(dict.fromkeys(spans))
    return distinct, is_open and not distinct


def _span(first: str, last: str | None, status: str) -> Span:
    return Span.model_validate({"from": first, "to": last, "status": status})
