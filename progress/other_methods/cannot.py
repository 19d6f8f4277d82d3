"""Why a method cannot be applied, in people's words."""

from __future__ import annotations

from config.language import Text

ZERO_BASE = Text(
    "Der regnes fra nul, og fra nul findes der ingen vækst i procent.",
    "It is reckoned from zero, and from zero there is no growth in per cent.",
)
ZERO_TARGET = Text(
    "Målet er nul, og ingen vækst i procent fører til nul.", "The target is zero, and no growth rate leads to zero."
)
SIGN_CHANGE = Text(
    "Tallene skifter fortegn undervejs, og så findes der ingen vækst i procent.",
    "The numbers change sign on the way, so there is no growth in per cent.",
)
TOO_FEW = Text(
    "Metoden kræver to målinger med mindst et år imellem.", "The method takes two values at least a year apart."
)
NOTHING_SINCE_BASE = Text(
    "Metoden regner fra udgangspunktet, eller fra 2015 hvor intet er angivet, og der er ingen tal derfra.",
    "The method reckons from the baseline, or from 2015 where none is declared, and there are no values from then on.",
)
NOT_FIVE_YEARS = Text("Serien går ikke fem år tilbage.", "The series does not go back five years.")
DEADLINE_BEFORE_BASE = Text(
    "Målets frist ligger ikke efter det tal, der regnes fra.",
    "The deadline does not come after the value that it is reckoned from.",
)
BASE_IS_TARGET = Text(
    "Det tal, der regnes fra, er lig med målet: så er der ingen vej at måle.",
    "The value that it is reckoned from equals the target: there is no way to measure.",
)
NONE_BEFORE_DEADLINE = Text(
    "Der er ingen måling mellem udgangspunktet og fristen.", "There is no value between the baseline and the deadline."
)
GOAL_IS_TO_STAY = Text(
    "Målet er at holde et niveau; metoden kender kun mål, hvor mere eller mindre er bedre.",
    "The goal is to keep a level; the method knows only goals where more or less is better.",
)
