"""Which indicators a text of a partner's sheet names: by its words that carry meaning, whatever stands between them.

"Tabel 2.1 Antal anmeldte indbrud i beboelser efter område" names the indicator "Anmeldte indbrud i beboelse". A word
more that may change what is counted ("forsøg", "kvinder") makes the name doubtful; "ændring", "indeks" or "pct." make
another quantity of a count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from config.definitions import Alliance
from config.indicator import Indicator
from etl.layouts.place_words import places_said
from etl.layouts.wording import LONGEST_TITLE, bare_title, key, plain
from etl.meaning.words import declared_places
from store.written_periods import read_period

LITERAL, EXACT, DOUBTFUL = 3, 2, 1
_FEWEST_LETTERS = 8  # of a name of one word that is known among others
_ENDINGS = (
    "heder",
    "heden",
    "hed",
    "ernes",
    "eres",
    "erne",
    "ens",
    "ets",
    "ere",
    "ene",
    "ers",
    "er",
    "en",
    "et",
    "es",
    "e",
    "s",
)
_SHORTEST_STEM = 4
_WORD = re.compile(r"\d[\d.]*(?:-\d+)?|[^\W\d_]\w*|%|‰")
_DASHES = re.compile(r"(?<=\d)\s?[-–—−]\s?(?=\d)")
_PROCESS = r"fradrag|\w*korrektion|\w*justering|\w*rensning|\w*vægtning|\w*reform|indsats|ophold|endt|udløb|skat"
_TAIL = re.compile(
    rf"\b(?:efter(?! (?:{_PROCESS}))|fordelt på|opdelt (?:på|efter)|by)\b"
    r"(?:.*\b(?:og tid|and time)\b|(?:(?!\b(?:blandt|kun|for|hos|uden|med)\b)[^,.(:])*)",
    re.IGNORECASE,
)
# "Per municipality" says how the figures are divided; "per 1,000 inhabitants" says what they are.
_DIVIDED = re.compile(
    r"\b(?:pr\.?|per|for hver|på)\s+(?:kommun\w+|region\w*|kvartal\w*|år|måned\w*|halvår\w*|uge|skoleår)\b"
    r"|\bpr\.?\s+\d{1,2}\.\s*[^\W\d]\w*(?:\s+\d{4})?",
    re.IGNORECASE,
)
_TO_DATE = re.compile(r"\b(?:år(?:et)? )?til dato\b|\bytd\b|\bhidtil\b|\b12[- ]måneders?\b|\brullende\b|\bglidende\b")
_RATE = re.compile(r"\b(?:pr|per)\b\.?", re.IGNORECASE)
_CODED = re.compile(r"^(?!(?:19|20)\d\d\b)\d{3,5}\s+(?=[^\W\d])|^(?:sum|antal) af\s+", re.IGNORECASE)  # "1320 Indbrud"
_CLAUSE = re.compile(r"\s*[,(:]\s*|\s+-\s+|\.\s+")
_MOST_KNOWN = 4096


def _stem(word: str) -> str:
    if any(sign.isdigit() for sign in word):
        return word
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            word = word[: -len(ending)]
            break
    return word[:-1] if len(word) > _SHORTEST_STEM and word[-1] == word[-2] else word


def stems(words: str) -> frozenset[str]:
    return frozenset(map(_stem, words.split()))


HARMLESS = stems(
    "i på af for til og med der er som den det de en et fra over ved hos samt at om inden "
    "antal tal efter fordelt opdelt område områder kommune kommunen region tid år årige periode kvartal måned halvår "
    "alt ialt hele landet danmark enhed tabel bilag bilagstabel figur oversigt opgørelse opgjort opgjorte total "
    "alle aldre alder aldersgruppe køn udvalgte nøgletal stk perioden sum hovedtotal mio ton tusind "
    "foreløbige endelige revideret reviderede rettet rettede opdateret opdaterede "
    "historisk historiske by and of the in time number table unit all municipality who total kommuner regioner "
    "rækkenavne kolonnenavne excl inkl inklusive"
)
SOFT = stems("personer person borgere borger mennesker menneske indbyggere indbygger individer")
_AGED = stems("unge ung børn barn voksne voksen")
OTHER = stems(
    "udvikling udviklingen ændring ændringen ændringer vækst stigning fald indeks index median forskel afvigelse rang "
    "rangering skift placering nr kumuleret akkumuleret akkumulerede dato budget mål målet måltal prognose change "
    "målsætning målsætningen delmål slutmål "
    "procentpoint point grænse konfidensinterval usikkerhed spredning minimum maksimum min maks max"
)
_OTHER_BEGINS = (
    "gennemsnit",
    "landsgennemsnit",
    "sæson",
    "budget",
    "kumuler",
    "akkumuler",
    "konfidens",
    "procentpoint",
)
SHARE = stems("andel andelen andele pct procent procentdel promille share cent") | {"%", "‰"}


@dataclass(frozen=True, slots=True)
class Named:
    """An indicator that a text names.

    Attributes:
        words: its name that does.
        rank: LITERAL, EXACT (nothing else is said) or DOUBTFUL.
        beside: the words that may change what is meant.
    """

    code: str
    words: str
    rank: int
    beside: tuple[str, ...] = ()

    @property
    def is_exact(self) -> bool:
        return self.rank >= EXACT


def names_of(indicator: Indicator) -> tuple[str, ...]:
    """Every name of an indicator, its code last."""
    texts = [*indicator.title, *(indicator.short_title or ())]
    return (*dict.fromkeys(texts), indicator.code)


def indicators_named(text: str, declared: Alliance) -> list[Named]:
    """The indicators that a text names, the surest first; doubtful ones only where none is sure."""
    known = _known(declared)
    if text not in known.answers:
        known.answers[text] = known.ask(text[:LONGEST_TITLE])
    return known.answers[text]


@dataclass(slots=True)
class _Known:
    """An alliance, the words of its names and units, and what texts have been found to name: many are asked often."""

    declared: Alliance
    words: frozenset[str] = frozenset()
    keys: frozenset[str] = frozenset()
    answers: dict[str, list[Named]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        names = [name for indicator in self.declared.indicators for name in names_of(indicator)]
        units = [unit for indicator in self.declared.indicators for unit in indicator.unit]
        self.words = frozenset().union(*map(words_of, names + units))
        self.keys = frozenset(map(key, names))

    def ask(self, text: str) -> list[Named]:
        if not words_of(text) & self.words and key(text) not in self.keys:
            return []
        return _indicators_named(text, self.declared)


_LAST: list[_Known] = []  # of the alliances asked about last


def _known(declared: Alliance) -> _Known:
    for known in _LAST:
        if known.declared is declared and len(known.answers) < _MOST_KNOWN:
            return known
    _LAST[:] = [_Known(declared), *(one for one in _LAST[:3] if one.declared is not declared)]
    return _LAST[0]


def _indicators_named(text: str, declared: Alliance) -> list[Named]:
    places = declared_places(declared)
    found = [one for i in declared.indicators if (one := _named(text, i, places)) is not None]
    found.sort(key=lambda one: -one.rank)
    if found and found[0].is_exact:
        return [one for one in found if one.is_exact]
    return [one for one in found if not any(_within(one, other) for other in found)]


def _within(one: Named, other: Named) -> bool:
    return one.code != other.code and carried(one.words) < carried(other.words)


def _named(text: str, indicator: Indicator, places: tuple[str, ...]) -> Named | None:
    bare = _CODED.sub("", bare_title(text))
    head = _TAIL.sub("", bare).strip(" ,.:") or bare
    spelt = {key(bare), key(head), key(text), key(_without_unit(head, indicator))}
    for name in names_of(indicator):
        # A code of one word ("indbrud") may be any word of the file.
        is_name = name != indicator.code or "_" in name
        if is_name and key(name) in spelt and not _makes_another(words_of(bare), name, indicator):
            return Named(indicator.code, name, LITERAL if name in (*indicator.title, indicator.code) else EXACT)
    held = carried(bare)
    found = [one for name in _long_names(indicator) if (one := _held(bare, head, held, name, indicator, places))]
    return max(found, key=lambda one: one.rank, default=None)


def _without_unit(head: str, indicator: Indicator) -> str:
    """ "Ting i kommuner, antal" as "Ting i kommuner": what follows a comma says only the unit."""
    first, *rest = _CLAUSE.split(head, maxsplit=1)
    mild = HARMLESS | _unit_words(indicator) | (SHARE if indicator.is_percentage else set())
    return first if rest and all(word in mild or _is_year(word) for word in words_of(rest[0])) else head


def _held(
    bare: str, head: str, held: frozenset[str], name: str, indicator: Indicator, places: tuple[str, ...]
) -> Named | None:
    """What the words of a text say of one name of an indicator."""
    wanted = carried(name)
    spans = {word for word in wanted & held if "-" in word}
    loose = SOFT | (_AGED if spans else frozenset())
    core = wanted - loose
    if not core <= held or not any(word.isalpha() for word in core):
        return None
    if _makes_another(words_of(bare), name, indicator):
        return None
    extra = carried(head) - wanted - loose - _unit_words(indicator) - (SHARE if indicator.is_percentage else set())
    extra -= _place_words(head, places)
    is_written_out = " " in name and re.search(rf"(?<!\w){re.escape(plain(name))}(?!\w)", plain(bare)) is not None
    if len(wanted) == 1 and (extra or len(next(iter(wanted))) < _FEWEST_LETTERS):
        more = tuple(sorted(extra or words_of(bare) - words_of(name)))
        return Named(indicator.code, name, DOUBTFUL, more) if is_written_out else None
    if not extra and _counts_a_share(bare, name, indicator):
        extra = frozenset(("antal",))
    return Named(indicator.code, name, DOUBTFUL if extra else EXACT, tuple(sorted(extra)))


def _counts_a_share(bare: str, name: str, indicator: Indicator) -> bool:
    """A title that says "number of" above an indicator in per cent, and says nothing of per cent."""
    said = words_of(bare)
    return indicator.is_percentage and "antal" in said - words_of(name) and not said & SHARE


def _long_names(indicator: Indicator) -> list[str]:
    """Names that may be known among other words; a unit that describes the thing is one."""
    texts = [*indicator.title, *(indicator.short_title or ())]
    described = [u for u in indicator.unit if len(carried(u) - SHARE) > 2]
    return list(dict.fromkeys([*texts, *described]))


def _makes_another(said: frozenset[str], name: str, indicator: Indicator) -> bool:
    """Whether words beside a name make another quantity of it."""
    rest = said - words_of(name)
    if any(is_other(word) for word in rest) or "pr" in rest:
        return True
    return not indicator.is_percentage and bool(rest & SHARE)


def is_other(word: str) -> bool:
    """Whether a (stemmed) word makes another quantity of what it stands beside."""
    return word in OTHER or word.startswith(_OTHER_BEGINS)


@lru_cache(maxsize=8192)
def words_of(text: str) -> frozenset[str]:
    """The stemmed words of a text; numbers without thousands dots, "18–29" as one, "pr" for each rate."""
    text = unicodedata.normalize("NFKC", text[:LONGEST_TITLE]).casefold()
    text = _TO_DATE.sub(" kumuleret ", _DASHES.sub("-", text))
    text = _RATE.sub(" pr ", _DIVIDED.sub(" ", text))
    return frozenset(_stem(word.replace(".", "") if word[0].isdigit() else word) for word in _WORD.findall(text))


@lru_cache(maxsize=8192)
def carried(text: str) -> frozenset[str]:
    """The words that carry meaning: no small words, no years, no marks of per cent."""
    return frozenset(w for w in words_of(text) - HARMLESS - {"%", "‰", "pct"} if not _is_year(w))


def _is_year(word: str) -> bool:
    return all(len(part) == 4 and part[:2] in ("19", "20") for part in word.split("-")) or (
        len(word) > 4 and read_period(word) is not None
    )


def _unit_words(indicator: Indicator) -> frozenset[str]:
    """Words of the unit that tell nothing of which thing is counted."""
    return frozenset(word for unit in indicator.unit for word in words_of(unit)) - words_of(" ".join(indicator.title))


def _place_words(text: str, places: tuple[str, ...]) -> frozenset[str]:
    return frozenset(word for said, _ in places_said(text, places) for word in words_of(said))


def only_one(named: Iterable[Named]) -> Named | None:
    """The one that is surest, where it is alone in that."""
    ranked = sorted(named, key=lambda one: -one.rank)
    if not ranked or (len(ranked) > 1 and ranked[1].rank == ranked[0].rank):
        return None
    return ranked[0]
