"""The sentences that say why another method does not agree; `because.py` chooses, and only where the fact holds."""

from __future__ import annotations

from config.language import Text

ROUNDED = Text(
    "Vi regner målet for nået, når det er nået med de angivne decimaler; {name} runder ikke.",
    "We call the target met when it is met to the declared decimals; {name} does not round.",
)
IGNORES_MET = Text(
    "{name} spørger ikke, om målet er nået, kun hvilken vej tallet er gået siden {base}.",
    "{name} does not ask whether the target is met, only which way the value has gone since {base}.",
)
MET_AT_START = Text(
    "Målet var opfyldt fra starten, og {name} regner det, der siden er tabt, som vej mod målet.",
    "The target was met from the start, and {name} counts what has been lost since as a way towards it.",
)
LOST = Text(
    "Målet har været opfyldt og er tabt igen; {name} sammenligner kun {base} med {latest}.",
    "The target was met and has been lost since; {name} only compares {base} with {latest}.",
)
NEARLY_IS_ENOUGH = Text(
    "Målet blev ikke nået til fristen; {name} nøjes med 95 procent.",
    "The target was not met by its deadline; {name} is content with 95 per cent.",
)
ASSUMED_DEADLINE = Text(
    "Målet har ingen frist; {name} regner med 2030.", "The target has no deadline; {name} assumes 2030."
)
IN_POINTS = Text(
    "Vi måler ændringen i procentpoint, {name} i procent af tallet selv.",
    "We measure the change in percentage points, {name} in per cent of the value itself.",
)
OTHER_LIMITS = Text(
    "Udviklingen er den samme; {name} sætter blot grænserne mellem ordene et andet sted.",
    "The development is the same; {name} only draws the limits between the words elsewhere.",
)
END_POINTS = Text(
    "{name} ser kun på {base} og {latest}; vi ser på alle tal siden {start}.",
    "{name} looks at {base} and {latest} only; we look at every value since {start}.",
)
ZERO_TARGET_STAND_IN = Text(
    "Vækst i procent kan ikke måle vejen til nul; {name} sætter 0,001 i stedet, så svaret afhænger af enheden.",
    "Growth in per cent cannot measure the way to zero; {name} takes 0.001 instead, so its answer depends on the unit.",
)
ZERO_BASE_STAND_IN = Text(
    "Vækst i procent kan ikke måle vejen fra nul; {name} sætter 0,001 i stedet, så svaret afhænger af enheden.",
    "Growth rates cannot measure a way from zero; {name} takes 0.001 instead, and its answer depends on the unit.",
)
NEVER_ZERO = Text(
    "Med vækst i procent når tallet aldrig nul, så {name} ser vejen til målet som længere, end den er.",
    "At a growth rate the value never reaches zero, so {name} takes the way to the target for longer than it is.",
)
NOISE = Text(
    "Ændringen er for lille en del af vejen til, at vi kalder den en ændring; det gør {name}.",
    "The change is too small a part of the way for us to call it a change; {name} does.",
)
OTHER_PATH = Text(
    "Vi måler mod den kurve, der er aftalt; det gør {name} ikke.",
    "We measure against the path agreed on; {name} does not.",
)
OTHER_BASE = Text("{name} regner fra {base}, vi fra {start}.", "{name} reckons from {base}, we from {start}.")
SMALL_STEPS_FIRST = Text(
    "{name} måler vækst i procent, og når tallet skal længere væk fra nul, nøjes den med små skridt i begyndelsen.",
    "{name} measures growth in per cent, and on the way away from zero it is content with small steps first.",
)
LARGE_STEPS_FIRST = Text(
    "{name} måler vækst i procent, og når tallet skal nærmere nul, kræver den de største skridt i begyndelsen.",
    "{name} measures growth in per cent, and on the way towards zero it wants the largest steps first.",
)
GROWTH = Text(
    "{name} måler vækst i procent; vi måler andelen af vejen mod andelen af tiden.",
    "{name} measures growth in per cent; we measure the share of the way against the share of the time.",
)
