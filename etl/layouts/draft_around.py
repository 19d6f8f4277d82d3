"""A full name says what a table is about; every other word that stands at its figures is understood, or asked about.

"Anmeldte indbrud i beboelse, pr. kommune" above a column of figures headed "Forsøg", above places headed "Station",
above the line "Januar-september" or above rows headed "Villaer" is another quantity than its title says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from config.language import Text
from etl.layouts.draft import Draft, wheres
from etl.layouts.draft_check import BREAKDOWNS, is_group
from etl.layouts.draft_notes import is_of_some, narrowed, remarks
from etl.layouts.draft_periods import kinds_of_periods
from etl.layouts.draft_short import MILD, strange_words, titles_above
from etl.layouts.draft_words import indicator_of
from etl.layouts.measures import VALUES
from etl.layouts.naming import carried, stems, words_of
from etl.layouts.part_of_year import CUT_SHORT, part_of_year, says_whole_year
from etl.layouts.roles import Role, group_rows, is_beside, is_whole, places_in
from etl.layouts.suiting import places_of
from etl.layouts.wording import bare_title, heads_periods, plain, without_note
from etl.meaning.headings import folded

_PLACES = words_of(
    "kommune kommuner kommunerne kommunenavn kommunenr kommunekode bopælskommune komnr komkode område områder omr"
    " områdenavn geografi geografisk sted steder stednavn lokalitet lokation navn region regioner bopæl bydel bydele"
    " kode nr id kom medlemskommune rækkenavne rækkeetiketter place area municipality name land"
)
_TIMES = words_of(
    "opgjort opgørelse ultimo primo medio tælledag tælling måling måletidspunkt tidspunkt dag indberettet"
)
_SHEETS = stems(
    "csv ark sheet tab fane t tal tabel tabeller grunddata rådata bilag kommunefordelt fordelt udgave revision"
)
_TOWNS = frozenset(("by", "byer", "byen", "byområde", "town", "city"))  # of the same name as a municipality
_KINDS = re.compile(r"\w*(?:type|form|art|gruppe|kategori|køn|alder|offer|population)")
_PARTS = frozenset(("måned", "måneder", "kvartal", "halvår", "uge", "month", "quarter", "week"))
_SUMMED = ("count", "rate")  # over the year; what is counted on a day, or asked in a survey, is not
_WITHOUT = re.compile(
    r"\b(?:inkl|ekskl|inklusive|eksklusive|medregne\w*|indgår|indeholder|omfatter|dækker|kun|uden|bortset|undtagen)\b",
    re.IGNORECASE,
)
_PART_OF_COUNTRY = re.compile(
    r"\b(?:\w*(?:jylland|jysk|sjælland|sjælandsk|lolland|falster)\w*|\w*fyn(?:s|sk)?|storkøbenhavn|hovedstads\w+|øerne)\b",
    re.IGNORECASE,
)
_FLOW = re.compile(r"\b(?:(?:pr\.?|per|hvert) år|i (?:løbet af )?året|årlige?)\b", re.IGNORECASE)
_IMPRINT = re.compile(  # who made the table, from what and when, says nothing of what it holds
    r"\W*(?:kilder?|datakilde|source|(?:senest |sidst )?(?:opdater|udarbejd|udtruk|hent|revid|publicer|udgiv)\w*|udtræk"
    r"|dato|kontakt|version|(?:tal|data) (?:fra|er hentet)|danmarks statistik|(?:tabel|bilag|figur|side)\W*\d[\d.]*$)"
    r"(?!\w)",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\d+|_")
_MOST = 60  # texts of a column that are looked at


def check_around(draft: Draft) -> None:
    """Ask where a text at the figures says words that neither the indicator, its unit nor the table's labels have."""
    if not _is_named(draft):
        return
    for text, said in (*_part_said(draft), *_other_place(draft), *_flow(draft), *narrowed(draft)):
        _ask(draft, text, said)
        return
    for text, more in _around(draft, next(iter(draft.fields["indicator"].get("words", {})), "")):
        if more:
            _ask(draft, text, ", ".join(sorted(more)))
            return
    _tell_unread(draft)


def check_sheets(drafts: list[Draft]) -> None:
    """Ask where sheets of one indicator are told apart by their names alone: "Villaer" and "Lejligheder"."""
    for draft in drafts:
        more = strange_words(draft, _NUMBERED.sub(" ", draft.sheet)) - _PLACES - _SHEETS if _is_named(draft) else None
        if not more or draft.said_by == "sheet":
            continue
        same = [one for one in drafts if one.sheet != draft.sheet and one.codes == draft.codes]
        if any(places_of(one) & places_of(draft) or not places_of(draft) for one in same):
            _ask(draft, draft.sheet, ", ".join(sorted(more)))
        else:
            draft.doubts.append(Text(f"Arket hedder „{draft.sheet}“.", f"The sheet is called “{draft.sheet}”."))


def _is_named(draft: Draft) -> bool:
    return isinstance(draft.fields.get("indicator"), dict) and not draft.is_doubtful and draft.said_by != "fixed"


def _part_said(draft: Draft) -> Iterator[tuple[str, str]]:
    """What says that figures are of a part of their periods: a title, the sheet, a note, a remark, a column."""
    summed = {i.periods for code in draft.codes if (i := indicator_of(draft, code)).kind in _SUMMED}
    kinds = kinds_of_periods(draft)[0]
    kind = next(iter(kinds)) if len(kinds) == 1 else ""
    if kind not in summed & CUT_SHORT:
        return
    names = [text for role in draft.roles if role.kind == "names" for text in role.texts[:_MOST]]
    for text in (draft.sheet, *draft.shape.titles, *draft.shape.notes, *remarks(draft), *names):
        if part := part_of_year(text, kind):
            yield text, part
    if kind != "A":
        return
    taken = {column for role in draft.roles if role.kind == "period" for column in role.columns}
    for column in (*draft.shape.labels, *draft.shape.values):
        heading = draft.shape.heading(column)
        if column not in taken and folded(without_note(heading)) in _PARTS:
            yield heading, heading


def _other_place(draft: Draft) -> Iterator[tuple[str, str]]:
    """What speaks of a part of the country, or of a municipality's part, where the figures would be of the whole."""
    texts = (draft.sheet, *titles_above(draft))
    if any(one.path == "area" for one in draft.questions):
        return
    if "area" not in draft.fields:
        yield from ((text, found[0]) for text in texts if (found := _PART_OF_COUNTRY.search(text)))
    elif isinstance(draft.fields["area"], dict) and draft.fields["area"].get("sheet"):
        more = strange_words(draft, _NUMBERED.sub(" ", draft.sheet)) - _PLACES - _SHEETS
        yield from ((draft.sheet, word) for word in sorted(more))


def _flow(draft: Draft) -> Iterator[tuple[str, str]]:
    """What says that figures are of what came in a year, where the indicator is what there is at its end."""
    if any(indicator_of(draft, code).kind == "state" for code in draft.codes):
        heads = (draft.shape.heading(column) for column in draft.columns)
        texts = dict.fromkeys((*draft.shape.titles, *heads))
        yield from ((text, found[0]) for text in texts if (found := _FLOW.search(text)))


def _tell_unread(draft: Draft) -> None:
    """Texts at the figures that change nothing for certain, and that a person had better see."""
    for title in titles_above(draft):
        if strange_words(draft, title):
            draft.doubts.append(Text(f"Over tallene står „{title}“.", f"“{title}” stands above the figures."))
    for note in draft.shape.notes:
        if (_WITHOUT.search(note) or is_of_some(draft, note)) and strange_words(draft, note):
            draft.doubts.append(Text(f"En note siger: „{note}“", f"A note says: “{note}”"))
    if said := remarks(draft):
        shown = "; ".join(said[:3])
        draft.doubts.append(Text(f"Bemærkninger ved tallene: {shown}.", f"Remarks at the figures: {shown}."))
    for role in draft.roles:
        heading = draft.shape.heading(role.columns[0])
        if _is_unread(draft, role) and any(
            strange_words(draft, text, is_alone=True) - _PLACES for text in role.texts[:_MOST]
        ):
            shown = "; ".join(role.texts[:3])
            draft.doubts.append(
                Text(f"Kolonnen „{heading}“ læses ikke: {shown}.", f"The column “{heading}” is not read: {shown}.")
            )


def _around(draft: Draft, name: str) -> Iterator[tuple[str, frozenset[str]]]:
    """The texts at the figures that no field of the layout takes, each with its words that nothing explains."""
    if draft.said_by in ("title", "sheet"):
        lines = titles_above(draft)
        below = lines[: lines.index(name)] if name in lines else lines if draft.said_by == "sheet" else []
        below = [line for line in below if not says_whole_year(line) and not _IMPRINT.match(line)]
        yield from ((line, strange_words(draft, line)) for line in below)
        is_one = len(draft.columns) == 1 and draft.fields.get("value")
        heads = [*_words_left(draft), *([draft.shape.heading(draft.columns[0])] if is_one else [])]
        yield from ((text, strange_words(draft, text) - VALUES) for text in heads)
    elif "area" not in draft.fields and draft.said_by != "group":
        # No place is said: a title of nothing but strange words is an office's, or another quantity's.
        said = [(line, strange_words(draft, line)) for line in titles_above(draft)]
        yield from (
            (line, more) for line, more in said if more == carried(bare_title(line)) and not words_of(line) & MILD
        )
    for role in draft.roles:
        heading = draft.shape.heading(role.columns[-1])
        if role.kind == "area":
            towns = _TOWNS & {plain(without_note(heading))}
            yield heading, towns or strange_words(draft, heading) - _PLACES
        elif role.kind == "period" and not heads_periods(heading):
            yield heading, strange_words(draft, heading) - _TIMES
        elif _is_unread(draft, role) and (len(role.texts) == 1 or _is_breakdown(role, heading)):
            yield role.texts[0], strange_words(draft, role.texts[0], is_alone=True)
    if not any(isinstance(field, dict) and field.get("group") for field in wheres(draft)):
        labels = [label for _, label in group_rows(draft.shape) if not is_whole(label) and not is_beside(label)]
        labels = [label for label in labels if not places_in([label], draft.declared)]
        yield from ((label, strange_words(draft, label)) for label in labels)


def _is_breakdown(role: Role, heading: str) -> bool:
    """Whether a column parts the figures: by its heading, or by women, men and ages in it."""
    said = plain(without_note(heading))
    return said in BREAKDOWNS or _KINDS.fullmatch(said) is not None or any(map(is_group, role.texts[:_MOST]))


def _is_unread(draft: Draft, role: Role) -> bool:
    """A column of texts that tells rows apart for no field of the layout."""
    return role.kind == "names" and draft.reference(role.columns[0]) not in draft.fields.get("only", {})


def _words_left(draft: Draft) -> Iterator[str]:
    """The words above the columns that are read, in rows that no field takes."""
    shape = draft.shape
    taken = {row for where in wheres(draft) if isinstance(where, dict) for row in where.get("across", ())}
    if shape.is_within or not shape.period_rows:
        return
    for row in shape.word_rows:
        if draft.head_row(row) not in taken:
            yield from (shape.surface.words(row, c) for c in draft.columns if shape.surface.text[row, c])


def _ask(draft: Draft, text: str, said: str) -> None:
    codes = ", ".join(draft.codes)
    question = Text(
        f"Ved tallene står „{text}“ ({said}). Er de stadig indikatoren {codes}?",
        f"“{text}” stands at the figures ({said}). Are they still the indicator {codes}?",
    )
    draft.fields["indicator"], draft.is_doubtful = None, True
    others = [indicator.code for indicator in draft.declared.indicators if indicator.code not in draft.codes]
    draft.ask("indicator", question, [*draft.codes, *others])
