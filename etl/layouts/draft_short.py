"""A short name ("Anmeldte indbrud") means what the table is about: words above of another thing are asked about."""

from __future__ import annotations

from config.language import Text
from etl.layouts.draft import Draft
from etl.layouts.draft_words import indicator_of
from etl.layouts.naming import SHARE, SOFT, carried, names_of, words_of
from etl.layouts.place_words import places_said
from etl.layouts.subject import unit_text
from etl.layouts.wording import title_key
from etl.meaning.words import declared_places

_PROSE = 160  # letters of a text that is no title
_MILD = words_of(
    "nøgletal nøgletallene status måling målinger måltal resultat resultater data statistik statistikken oversigt"
    " rapport indberetning indrapportering opfølgning årsmøde årsrapport årsskrift møde bestyrelse partner partnere"
    " sekretariat sekretariatet alliance alliancen initiativ initiativet indsats indikator indikatorer mål monitorering"
    " udvikling udviklingen hovedtal kilde kilder opdateret udtræk version vores seneste årlig årlige kvartalsvis"
    " tidsserie serie ark dato pr mere flere end vigtigste samlet samlede national nationale kortlægning tælling"
    " figurer historisk fremskrevet fremskrivning emne kategori side dokument dansk danske"
)


def check_short_names(draft: Draft) -> None:
    """Ask where an indicator is named by less than its full name, below a title with words of another thing."""
    where = draft.fields.get("indicator")
    if not isinstance(where, dict) or draft.is_doubtful or draft.said_by == "fixed" or draft.fields.get("title_text"):
        return
    short = {text: code for text, code in where.get("words", {}).items() if _is_short(draft, text, code)}
    if not short:
        return
    indicators = [indicator_of(draft, code) for code in draft.codes]
    known = [name for i in indicators for name in (*names_of(i), *i.unit, *(i.definition or ()))]
    known += [*draft.declared.name, *(text for role in draft.roles for text in role.texts[:60]), *where["words"]]
    own = frozenset().union(*map(words_of, known)) | SOFT | SHARE | _MILD
    places = declared_places(draft.declared)
    for title in _titles_above(draft):
        if (
            unit_text([title])
            or len(title) > _PROSE
            or title_key(title) in {title_key(text) for text in where["words"]}
        ):
            continue
        more = carried(title) - own
        more -= frozenset(word for said, _ in places_said(title, places) for word in words_of(said))
        if more:
            _ask(draft, title, next(iter(short)))
            return


def _is_short(draft: Draft, text: str, code: str) -> bool:
    """Whether a text says less than the indicator's full name."""
    return not carried(indicator_of(draft, code).title.da) <= carried(text)


def _titles_above(draft: Draft) -> list[str]:
    """The texts above the headings, the nearest first."""
    shape = draft.shape
    beside = sum(bool(shape.surface.text[row, column]) for row in shape.heads for column in shape.labels)
    return shape.titles[beside:]


def _ask(draft: Draft, title: str, name: str) -> None:
    draft.fields["indicator"], draft.is_doubtful = None, True
    text = Text(
        f"„{name}“ står under „{title}“. Hvilken indikator er det?",
        f"“{name}” stands below “{title}”. Which indicator is it?",
    )
    others = [indicator.code for indicator in draft.declared.indicators if indicator.code not in draft.codes]
    draft.ask("indicator", text, [*draft.codes, *others])
