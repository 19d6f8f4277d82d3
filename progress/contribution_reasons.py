"""Why a number of the contributions is not there."""

from __future__ import annotations

from config.language import Text

RATES = Text(
    "Andele, rater og indeks lægges ikke sammen: summen af dem er ikke noget tal for helheden",
    "Shares, rates and indices are not added up: their sum is no figure for the whole",
)
NOT_THE_WHOLE = Text(
    "Delene lægges ikke sammen: det er ikke oplyst, at de tilsammen udgør helheden",
    "The parts are not added up: nothing says that they make the whole together",
)
NO_BASELINE = Text(
    "Delene lægges ikke sammen: der er ikke et fælles udgangspunkt og et senere fælles tal",
    "The parts are not added up: there is no shared baseline with a later shared value",
)
BASELINE_ELSEWHERE = Text(
    "Delene lægges ikke sammen: ved udgangspunktet er summen af dem ikke det fælles tal",
    "The parts are not added up: at the baseline their sum is not the shared figure",
)
SUM_DIFFERS = Text(
    "Delene lægges ikke sammen: summen af dem er ikke det fælles tal",
    "The parts are not added up: their sum is not the shared figure",
)
TOO_LARGE = Text("Delene lægges ikke sammen: tallene er for store", "The parts are not added up: too large numbers")
VALUE_HIDDEN = Text("Et tal er skjult, så ingen kan genkendes", "A figure is hidden, so that nobody can be recognised")
NO_VALUE = Text("Tallet mangler", "The figure is missing")
HIDDEN_PART = Text("Holdes tilbage: mindst én del har et skjult tal", "Withheld: at least one part has a hidden figure")
MISSING_PART = Text("Kan ikke opgøres: mindst én del mangler et tal", "Not known: at least one part lacks a figure")
NO_CHANGE = Text(
    "Delene har ikke alle flyttet sig samme vej; andele af en samlet ændring siger da ikke noget",
    "The parts have not all moved the same way; shares of a joint change then say nothing",
)
NO_SHARED_TARGET = Text("Der er ikke noget fælles måltal", "There is no shared target")
WITHOUT_DIRECTION = Text(
    "Der er ikke oplyst en ønsket retning mod måltallet", "No wanted direction toward the target is declared"
)
MET_AT_START = Text("Det fælles måltal var nået fra begyndelsen", "The shared target was met from the start")
NO_LOCAL_TARGETS = Text("Ingen del har sit eget måltal", "No part has a target of its own")
SOME_WITHOUT_TARGET = Text("Ikke alle dele har deres eget måltal", "Not every part has a target of its own")
OTHER_DEADLINES = Text("De lokale måltal har andre frister", "The local targets have other deadlines")
