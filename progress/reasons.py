"""Why there is no verdict, or no number: the text beside the dash."""

from __future__ import annotations

from config.language import Text

# Of the verdicts not_assessed and not_enough_data.
NO_DIRECTION = Text("Den ønskede retning er ikke angivet.", "The wanted direction has not been declared.")
NO_RANGE = Text(
    "Målet er at holde niveauet, men der er ikke angivet et interval.",
    "The goal is to keep the level, but no range has been declared.",
)
MIXED_FREQUENCIES = Text(
    "Serien blander perioder af forskellig længde, og de kan ikke sammenlignes.",
    "The series mixes periods of different lengths, which cannot be compared.",
)
TARGET_BEFORE_BASELINE = Text(
    "Målets frist ligger ikke efter udgangspunktet.", "The deadline does not come after the baseline."
)
UNUSABLE_TARGET = Text("Måltallet kan ikke bruges som tal.", "The target value cannot be used as a number.")
NO_BASELINE = Text("Udgangspunktet mangler.", "The baseline is missing.")
NO_VALUE_AFTER_BASELINE = Text("Der er ingen måling efter udgangspunktet.", "There is no value after the baseline.")
ONLY_ONE_VALUE = Text(
    "Der er kun én måling; den næste viser den første ændring.",
    "There is only one value; the next one shows the first change.",
)
NO_VALUES = Text("Der er ingen målinger.", "There are no values.")
LATEST_HIDDEN = Text(
    "Det seneste tal er skjult, så ingen kan genkendes.",
    "The latest figure is hidden, so that nobody can be recognised.",
)
BASELINE_HIDDEN = Text(
    "Udgangspunktet er skjult, så ingen kan genkendes.", "The baseline is hidden, so that nobody can be recognised."
)
DEADLINE_HIDDEN = Text(
    "Tallet for fristen er skjult, så ingen kan genkendes.",
    "The figure for the deadline is hidden, so that nobody can be recognised.",
)
PATH_UNDEFINED = Text(
    "En jævn procentvis kurve kan ikke beregnes gennem nul eller et fortegnsskift.",
    "A path of constant percentage change cannot be drawn through zero or a change of sign.",
)
NOT_COMPUTABLE = Text(
    "Tallene er for store eller for små til at regne på.", "The numbers are too large or too small to compute with."
)
MEDIAN_IS_ZERO = Text(
    "Ændringen kan ikke udtrykkes i procent, fordi medianen er nul.",
    "The change cannot be expressed in per cent, since the median is zero.",
)

# Of single numbers.
NOT_JUDGED = Text("Ingen vurdering.", "No verdict.")
NO_TARGET = Text("Intet måltal.", "No target.")
NO_DEADLINE = Text("Ingen frist.", "No deadline.")
DEADLINE_PASSED = Text("Fristen er passeret.", "The deadline has passed.")
ALREADY_MET = Text("Målet er nået.", "The target has been met.")
GOAL_IS_TO_STAY = Text("Målet er at blive, hvor man er.", "The goal is to stay.")
NO_PACE_AFTER_OUTCOME = Text("Farten vurderes ikke længere.", "The pace is no longer rated.")
PATH_ASKS_NOTHING_YET = Text(
    "Den planlagte vej beder endnu ikke om fremgang.", "The planned path does not yet ask for progress."
)
NO_MOVEMENT = Text("Der er ingen fremgang at gange op.", "There is no progress to multiply.")
PATH_NOT_LINEAR = Text("Beregnes kun på den lige vej.", "Computed on the straight path only.")

# Of the forecast.
FORECAST_NEEDS_BASELINE = Text(
    "Der er intet udgangspunkt at regne frem fra.", "There is no baseline to make a forecast from."
)
FORECAST_NEEDS_POINTS = Text(
    "Der er færre end fire målinger før udgangspunktet.", "There are fewer than four values before the baseline."
)
FORECAST_NEEDS_DIRECTION = Text(
    "En fremskrivning siger kun noget, hvor tallet skal op eller ned.",
    "A forecast says something only where the figure is to rise or to fall.",
)
FORECAST_OF_A_SUM = Text(
    "Målet er en sum siden udgangspunktet, og før det er der ingen sum at regne frem fra.",
    "The target is a sum since the baseline, and before it there is no sum to make a forecast from.",
)
BETTER_ONLY_ONCE = Text(
    "Den seneste måling er bedre end ventet. Først når to målinger i træk er det, er kurven knækket.",
    "The latest value is better than expected. The curve has turned only when two in a row are.",
)


def exempted(person: str, reason: str | Text, until: Text) -> Text:
    """The exemption in one sentence."""
    why = reason if isinstance(reason, Text) else Text(reason, reason)
    return Text(
        f"Vurderes ikke: {why.da.strip().rstrip('.')} ({person}, til og med {until.da}).",
        f"Not assessed: {why.en.strip().rstrip('.')} ({person}, until {until.en}).",
    )
