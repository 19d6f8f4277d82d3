"""What an update came to, in one sentence: "I nat kl. 03.30: 12 kilder, 3 med nye tal, 1 afvist"."""

from __future__ import annotations

from datetime import datetime, timedelta

from config.language import COPENHAGEN, Language, Text, format_moment, format_number
from dashboard.words import counted
from store.run_tallies import Tally
from store.runs import FETCHING, JUDGING, Run

_MORNING = 6  # o'clock: what began before it was at night
_SOURCE, _SOURCES = Text("kilde", "source"), Text("kilder", "sources")
_PARTS = (
    ("accepted", Text("med nye tal", "with new figures")),
    ("awaiting_confirmation", Text("venter på svar", "waiting for an answer")),
    ("rejected", Text("afvist", "rejected")),
    ("failed", Text("ikke hentet", "not fetched")),
)


def told(tally: Tally, now: datetime, language: Language) -> str:
    """The sentence, without a full stop: it is a heading."""
    run = tally.run
    when = _when(run.started_at or run.asked_at, now, language)
    if run.failure:
        return f"{when}: " + Text("afbrudt, og intet halvt er gemt", "cut off, and nothing half is stored")[language]
    return f"{when}: {result(tally, language)}"


def result(tally: Tally, language: Language) -> str:
    """What became of the sources, in a few words."""
    if not tally.sources:
        return Text("ingen filer at hente", "no files to fetch")[language]
    parts = [counted(tally.sources, _SOURCE, _SOURCES, language)]
    for outcome, words in _PARTS:
        if number := tally.count(outcome):
            parts.append(f"{format_number(number, language)} {words[language]}")
    if len(parts) == 1:
        parts.append(Text("intet nyt", "nothing new")[language])
    return ", ".join(parts)


def how_far(run: Run, language: Language) -> str:
    """What an update that is under way is at."""
    if run.started_at is None:
        return Text("Den venter på tur.", "It waits for its turn.")[language]
    done = format_number(run.done or 0, language)
    of = format_number(run.total, language) if run.total else None
    if run.done is None and run.phase in (FETCHING, JUDGING):
        words = {FETCHING: Text("Kilderne hentes og læses.", "The sources are fetched and read.")}
        return words.get(run.phase, Text("Filerne er læst.", "The files are read."))[language]
    if run.phase == FETCHING:
        if of is None:
            return Text(f"{done} kilder er hentet og læst.", f"{done} sources are fetched and read.")[language]
        da = f"{done} af {of} kilder er hentet og læst."
        return Text(da, f"{done} of {of} sources are fetched and read.")[language]
    if run.phase == JUDGING:
        if of is None:
            return Text("Filerne er læst.", "The files are read.")[language]
        da = f"Filerne er læst. {done} af {of} indikatorer er vurderet igen."
        return Text(da, f"The files are read. {done} of {of} indicators are assessed again.")[language]
    da = "Tallene er på siderne. Skabelonerne laves."
    return Text(da, "The figures are on the pages. The templates are being made.")[language]


def _when(moment: datetime, now: datetime, language: Language) -> str:
    local, today = moment.astimezone(COPENHAGEN), now.astimezone(COPENHAGEN).date()
    if local.date() == today and local.hour < _MORNING:
        word = Text("I nat", "Last night")
    elif local.date() == today:
        word = Text("I dag", "Today")
    elif local.date() == today - timedelta(days=1):
        word = Text("I går", "Yesterday")
    else:
        return Text("Den ", "")[language] + format_moment(moment, language)
    return word[language] + (f" kl. {local:%H.%M}" if language == "da" else f" at {local:%H:%M}")
