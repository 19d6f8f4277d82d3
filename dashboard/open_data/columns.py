"""The columns of every table of open data: from these CSV, JSON, OpenAPI and the page /data are made."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal, get_args

from config.language import Text
from dashboard.open_data.meanings import NOTHING
from progress.delivery import State

Record = dict[str, Any]
Kind = Literal["text", "words", "number", "integer", "truth", "date", "list", "pairs"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes:
        kind: words: a text in both languages; truth: true or false; pairs: names with their values.
        values: the only values it takes.
        is_given: never empty.
    """

    name: str
    kind: Kind
    about: Text
    values: tuple[str, ...] = ()
    is_given: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """One table: its name is the last word of its address, and the name of its list in JSON."""

    name: str
    about: Text
    columns: tuple[Column, ...]


def _text(name: str, da: str, en: str, *values: str, given: bool = False) -> Column:
    return Column(name, "text", Text(da, en), values, given)


def _words(name: str, da: str, en: str, given: bool = False) -> Column:
    return Column(name, "words", Text(da, en), is_given=given)


def _number(name: str, da: str, en: str) -> Column:
    return Column(name, "number", Text(da, en))


_LICENCE = _text(
    "licence",
    "Kildens vilkår, hvor alliancen har angivet dem.",
    "The source's terms, where the alliance has given them.",
)
_RETIRED = Column(
    "retired",
    "date",
    Text("Den dag, den udgik; ellers tom.", "The day it was retired; else empty."),
)
_DISCLAIMER = _words("disclaimer", "Forbehold om alle alliancens tal.", "What is to be said of all its figures.")
_ALLIANCE = (
    _text("alliance", "Alliancens kode, som i adressen.", "The alliance's code, as in its address.", given=True),
    _words("alliance_name", "Alliancens navn.", "The alliance's name.", given=True),
    Column("made_up", "truth", Text("Om tallene er opdigtede.", "Whether the figures are invented."), is_given=True),
)
_INDICATOR = (
    *_ALLIANCE,
    _text("indicator", "Indikatorens kode, som i adressen.", "The indicator's code, as in its address.", given=True),
    _words("indicator_title", "Indikatorens navn.", "The indicator's title.", given=True),
)
SERIES = (
    _text(
        "role",
        "shared: alliancens fælles serie; part: ét sted eller én partner; comparison: ved siden af, vurderes ikke.",
        "shared: the alliance's own series; part: one place or partner; comparison: shown beside, never judged.",
        "shared", "part", "comparison",
        given=True,
    ),
    _text("organisation", "Partnerens kode; tom for fælles tal.", "The partner's code; empty for shared figures."),
    _words("organisation_name", "Partnerens navn.", "The partner's name."),
    _text("area", "Stedet; en kommune med sin kode.", "The place; a municipality with its code.", given=True),
    _text("area_code", "Kommunekoden, fire cifre.", "The municipality's code, four digits."),
    _words("area_name", "Stedets navn.", "The name of the place.", given=True),
    Column("dimensions", "pairs", Text("Opdeling, fx alder=18-29.", "Breakdown, such as alder=18-29."), is_given=True),
    _words("group_name", "Gruppens navn, fx kvinder, 18-29 år.", "The group's name, such as women, 18-29 years."),
)  # fmt: skip
POINT = (
    _text("period", "2024, 2024-H1, 2024-Q1, 2024-03, 2024-W06, 2024-03-12 eller 2023/24.",
          "2024, 2024-H1, 2024-Q1, 2024-03, 2024-W06, 2024-03-12 or 2023/24.", given=True),
    _words("period_name", "Perioden i ord.", "The period in words.", given=True),
    Column("period_start", "date", Text("Periodens første dag.", "The period's first day."), is_given=True),
    Column("period_end", "date", Text("Periodens sidste dag.", "The period's last day."), is_given=True),
    _number("value", "Tallet, uafrundet; tomt, hvor intet tal er.", "The figure, not rounded; empty where none is."),
    _words("instead", "Ordet i stedet for et tal, fx færre end 5.", "The word in place of a figure: fewer than 5."),
    Column("nothing", "text", Text(
        "Hvilken slags intet: nul, mangler, ikke forfalden, intet at indberette, ikke relevant, skjult. "
        "Tom for alle andre tal.",
        "Which kind of nothing: zero, missing, not yet due, nothing to report, not applicable, hidden. "
        "Empty for every other figure.",
    ), tuple(NOTHING)),
    _words("reason", "Hvorfor der intet tal er, når det vides.", "Why there is no figure, where that is known."),
    _text("status", "Talstatus (SDMX): A endeligt, P foreløbigt, E skøn, F fremskrivning, L mangler, M ikke relevant, "
          "Q skjult; N intet at indberette. Tom, hvor der ingen indberetning er.",
          "Status (SDMX): A final, P provisional, E estimated, F projection, L missing, M not applicable, Q hidden; "
          "N nothing to report. Empty where nothing was handed in.", *"APEFLMQN"),
    _words("status_name", "Talstatus i ord.", "The status in words."),
    _text("source", "Hvem der har offentliggjort tallet.", "Who published the figure."),
    _LICENCE,
    Column("known_from", "date", Text("Den dag, tallet blev kendt.", "The day on which the figure became known.")),
    _text("delivered_by", "Hvem der afleverede det (kode).", "Who handed it in (code)."),
    _text("file", "Filen, det stod i.", "The file that it stood in."),
    _text("sheet", "Arket.", "The sheet."),
    _text("cell", "Cellen.", "The cell."),
)  # fmt: skip
_UNIT = (
    _words("unit", "Måleenheden.", "The unit.", given=True),
    Column("decimals", "integer", Text("Decimaler, når tallet vises.", "Decimals where the figure is shown.")),
)

FIGURES = Table(
    "figures",
    Text("Alle offentliggjorte tal, et pr. række.", "Every published figure, one a row."),
    (*_INDICATOR, *SERIES, *POINT, *_UNIT, _DISCLAIMER, _RETIRED),
)

_SAID = {column.name: column for column in POINT}
VINTAGES = Table(
    "vintages",
    Text("Alle udgaver af de tal, der er rettet, én pr. række; den gældende sidst.",
         "Every vintage of the figures that were corrected, one a row; the one that stands last."),
    (
        *_INDICATOR,
        *SERIES,
        *(_SAID[name] for name in ("period", "period_name", "value", "status", "status_name", "known_from")),
        Column("stands", "truth", Text("Om det er den gældende udgave.", "Whether it is the one that stands."),
               is_given=True),
        *_UNIT,
        _DISCLAIMER,
        _RETIRED,
    ),
)  # fmt: skip

VERDICTS = Table(
    "verdicts",
    Text("Alle vurderinger, én pr. tidsserie.", "Every verdict, one for each series."),
    (
        *_INDICATOR,
        _text("goal", "Målets kode.", "The goal's code.", given=True),
        *SERIES,
        _text("verdict", "Vurderingen som kode.", "The verdict as a code.", given=True),
        _words("verdict_name", "Vurderingen i ord.", "The verdict in words.", given=True),
        _words("sentence", "Vurderingen i én sætning.", "The verdict in one sentence."),
        Column("overlays", "list", Text("Forbehold: stale, provisional, partial, fragile.",
                                        "Reservations: stale, provisional, partial, fragile."), is_given=True),
        _text("override", "En persons anden vurdering, som kode.", "A named person's other verdict, as a code."),
        _text("direction", "Ønsket retning.", "The wanted direction.", "increase", "decrease", "keep"),
        _text("baseline_period", "Udgangspunktets periode.", "The baseline's period."),
        _number("baseline_value", "Udgangspunktets tal.", "The baseline's value."),
        _text("latest_period", "Det seneste tals periode.", "The latest value's period."),
        _number("latest_value", "Det seneste tal, som vurderes.", "The latest value, which is judged."),
        _text("target_period", "Fristen.", "The deadline."),
        _number("target_value", "Måltallet.", "The target."),
        _number("progress", "Andel af vejen; 1 er målet.", "Share of the way; 1 is the target."),
        _number("elapsed", "Andel af tiden; 1 er fristen.", "Share of the time; 1 is the deadline."),
        _number("pace", "Fart: vejen delt med tiden.", "Pace: share of the way over share of the time."),
        _number("lead_months", "Måneder foran; minus er bagud.", "Months ahead; minus is behind."),
        _text("open_sdg", "Open SDG's ord, som kode.", "Open SDG's word, as a code."),
        _text("eurostat", "Eurostats ord, som kode.", "Eurostat's word, as a code."),
        _text("un_2023", "FN 2023's ord, som kode.", "UN 2023's word, as a code."),
        _text("method", "Metoden.", "The method."),
        _text("method_version", "Metodens version.", "The method's version."),
        Column("assessed_on", "date", Text("Den dag, der er vurderet fra.", "The day that was judged from.")),
        *_UNIT,
        _DISCLAIMER,
        _RETIRED,
    ),
)  # fmt: skip

INDICATORS = Table(
    "indicators",
    Text("Alle definitioner, én pr. indikator.", "Every definition, one for each indicator."),
    (
        *_INDICATOR,
        _text("goal", "Målets kode.", "The goal's code.", given=True),
        _words("goal_title", "Målet.", "The goal.", given=True),
        _words("definition", "Hvad der tælles.", "What is counted."),
        _words("numerator", "Tælleren.", "The numerator."),
        _words("denominator", "Nævneren.", "The denominator."),
        _number("per", "En andel er tæller / nævner × dette.", "A rate is numerator / denominator × this."),
        _text("kind", "Slags tal.", "The kind of figure.", "count", "state", "rate", "share", "index", given=True),
        _text("frequency", "Hvor tit der ventes et tal.", "How often a figure is expected.", given=True),
        Column("lag_months", "integer", Text("Måneder efter periodens slutning, før tallet er forfaldent.",
                                             "Months after a period's end until its figure is due.")),
        _text("direction", "Ønsket retning.", "The wanted direction.", "increase", "decrease", "keep"),
        Column("headline", "truth", Text("Om det er en hovedindikator.", "Whether it is a headline."), is_given=True),
        _text("baseline_period", "Udgangspunktets periode.", "The baseline's period."),
        _number("baseline_value", "Udgangspunktets tal, hvor det er angivet.", "The baseline's value, where declared."),
        _text("target_period", "Fristen for det seneste fælles måltal.", "The deadline of the latest shared target."),
        _number("target_value", "Det seneste fælles måltal.", "The latest shared target."),
        Column("target_adopted", "date", Text("Vedtaget.", "Adopted.")),
        _text("combine", "Hvordan delene lægges sammen.", "How the parts are combined.",
              "given", "sum", "pooled_rate", "mean", given=True),
        Column("dimensions", "list", Text("Koder for opdelinger.", "Codes of the breakdowns."), is_given=True),
        Column("hidden_below", "integer", Text("Antal herunder (og over 0) er skjult; tom: intet er skjult.",
                                               "Counts below this (and above 0) are hidden; empty: nothing is.")),
        _text("source", "Kilden, som den er angivet.", "The source as declared."),
        _LICENCE,
        _text("page", "Sidens adresse.", "The address of its page.", given=True),
        _text("figures", "Tallenes adresse.", "The address of its figures.", given=True),
        *_UNIT,
        _DISCLAIMER,
        _RETIRED,
    ),
)  # fmt: skip

ALLIANCES = Table(
    "alliances",
    Text("Alle alliancer.", "Every alliance."),
    (
        *_ALLIANCE,
        _words("problem", "Problemet.", "The problem.", given=True),
        _words("vision", "Visionen.", "The vision."),
        _text("area", "Området.", "The area.", given=True),
        Column("from", "integer", Text("Første år.", "The first year."), is_given=True),
        Column("to", "integer", Text("Sidste år.", "The last year.")),
        Column("indicators", "integer", Text("Antal indikatorer.", "How many indicators."), is_given=True),
        _DISCLAIMER,
        _text("page", "Sidens adresse.", "The address of its page.", given=True),
        _text("definition", "Definitionens adresse.", "The address of its definition.", given=True),
    ),
)

DELIVERIES = Table(
    "deliveries",
    Text(
        "Alle leverancer: en partners tal for én indikator, ét sted og én periode.",
        "Every delivery: a partner's figures of one indicator, one place and one period.",
    ),
    (
        *_INDICATOR,
        Column("organisations", "list", Text("Hvem der leverer (koder).", "Who delivers (codes)."), is_given=True),
        _words("organisation_names", "Hvem der leverer.", "Who delivers."),
        _text("area", "Stedet; en kommune med sin kode.", "The place; a municipality with its code.", given=True),
        _words("area_name", "Stedets navn.", "The name of the place.", given=True),
        _text("period", "Perioden, skrevet som i figures.", "The period, written as in figures.", given=True),
        _words("period_name", "Perioden i ord.", "The period in words.", given=True),
        _text("state", "Hvad der er sket, som kode.", "What has become of it, as a code.",
              *get_args(State), given=True),
        _words("state_name", "Hvad der er sket, i ord.", "What has become of it, in words.", given=True),
        Column("deadline", "date", Text("Fristen; tom, hvor ingen er aftalt.", "The deadline; empty where none is.")),
        Column("received", "date", Text("Den dag, tallet først var kendt.", "The day it was first known.")),
        Column("is_late", "truth", Text(
            "Om det kom efter fristen; tom, hvor det ikke kan siges.",
            "Whether it came after the deadline; empty where that cannot be told.",
        )),
        Column("answered", "integer", Text("Opdelinger, der er kommet.", "Divisions that are in."), is_given=True),
        Column("of", "integer", Text("Opdelinger, der er ventet.", "Divisions that are expected."), is_given=True),
        _DISCLAIMER,
    ),
)  # fmt: skip
TABLES = {table.name: table for table in (FIGURES, VINTAGES, VERDICTS, INDICATORS, DELIVERIES, ALLIANCES)}
