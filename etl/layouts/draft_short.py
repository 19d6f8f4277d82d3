"""A short name ("Anmeldte indbrud") means what the table is about: words above of another thing are asked about."""

from __future__ import annotations

from config.language import Text
from etl.layouts.draft import Draft
from etl.layouts.draft_words import indicator_of
from etl.layouts.naming import SHARE, SOFT, carried, names_of, stems, words_of
from etl.layouts.place_words import places_said
from etl.layouts.subject import projected, unit_text
from etl.layouts.wording import bare_title, title_key
from etl.meaning.words import declared_places

_PROSE = 160  # letters of a text that is no title
MILD = stems(
    "nøgletal nøgletallene status måling målinger måltal resultat resultater data statistik statistikken oversigt"
    " rapport indberetning indrapportering opfølgning årsmøde årsrapport årsskrift møde bestyrelse partner partnere"
    " sekretariat sekretariatet alliance alliancen initiativ initiativet indsats indikator indikatorer mål monitorering"
    " udvikling udviklingen hovedtal kilde kilder opdateret udtræk version vores seneste årlig årlige kvartalsvis"
    " tidsserie serie ark dato pr mere flere end vigtigste samlet samlede national nationale kortlægning tælling"
    " figurer historisk fremskrevet fremskrivning emne kategori side dokument dansk danske"
    " kommunefordelt sorteret afrundet afrundede"
)


def check_short_names(draft: Draft) -> None:
    """Ask where an indicator is named by less than its full name, below a title with words of another thing."""
    where = draft.fields.get("indicator")
    if not isinstance(where, dict) or draft.is_doubtful or draft.said_by == "fixed" or draft.fields.get("title_text"):
        return
    short = {text: code for text, code in where.get("words", {}).items() if _is_short(draft, text, code)}
    if not short:
        return
    for title in titles_above(draft):
        if title_key(title) not in {title_key(text) for text in where["words"]} and strange_words(draft, title):
            _ask(draft, title, next(iter(short)))
            return


def strange_words(draft: Draft, title: str, *, is_alone: bool = False) -> frozenset[str]:
    """The words of a title that nothing of the indicator, the alliance, the table or any report has.

    Args:
        is_alone: the table's own labels do not explain it, being what is asked about.
    """
    if unit_text([title]) or len(title) > _PROSE or any(projected([title])):
        return frozenset()  # a unit, prose, or how sure the figures are: each is read elsewhere
    indicators = [indicator_of(draft, code) for code in draft.codes]
    known = [name for i in indicators for name in (*names_of(i), *i.unit, *(i.definition or ()))]
    known += [*draft.declared.name, *(t for role in draft.roles if not is_alone for t in role.texts[:60])]
    known += draft.fields["indicator"]["words"]
    own = frozenset().union(*map(words_of, known)) | SOFT | SHARE | MILD
    places = places_said(title, declared_places(draft.declared))
    more = carried(bare_title(title)) - own - frozenset(word for said, _ in places for word in words_of(said))
    return more if "pr" in words_of(title) else more - {"1000"}  # thousands are the unit's: `add_unit` asks


def _is_short(draft: Draft, text: str, code: str) -> bool:
    """Whether a text says less than the indicator's full name."""
    return not carried(indicator_of(draft, code).title.da) <= carried(text)


def titles_above(draft: Draft) -> list[str]:
    """The texts above the headings, the nearest first."""
    shape = draft.shape
    heads = {shape.surface.words(row, column) for row in shape.heads for column in (*shape.labels, *shape.values)}
    below = next((at for at, title in enumerate(shape.titles) if title not in heads), len(shape.titles))
    return shape.titles[below:]


def _ask(draft: Draft, title: str, name: str) -> None:
    draft.fields["indicator"], draft.is_doubtful = None, True
    text = Text(
        f"„{name}“ står under „{title}“. Hvilken indikator er det?",
        f"“{name}” stands below “{title}”. Which indicator is it?",
    )
    others = [indicator.code for indicator in draft.declared.indicators if indicator.code not in draft.codes]
    draft.ask("indicator", text, [*draft.codes, *others])
