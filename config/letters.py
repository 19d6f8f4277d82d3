"""One spelling of the letters of a name, however keyboards, systems and registers write them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_UNSEEN = dict.fromkeys((0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF, 0x00AD))
# Cyrillic and Greek letters that look like Latin ones: nobody can see the difference.
_TWINS = str.maketrans(
    "АВЕКМНОРСТХаеорсхуіјѕԁ" + "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονι",
    "ABEKMHOPCTXaeopcxyijsd" + "ABEZHIKMNOPTYXovi",
)
_HYPHENS = re.compile(r"[-\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")


def letters(text: str) -> str:
    """Composed, small, Latin, without surrounding or doubled blanks; what nobody sees is left out."""
    text = unicodedata.normalize("NFC", text).translate(_UNSEEN).translate(_TWINS)
    return " ".join(text.casefold().split())


@lru_cache(maxsize=8192)
def key(text: str) -> str:
    """Letters, with å, ø and æ however written (aa, ö, oe, ä, ae), and a hyphen as a blank.

    Never o for ø or a for å: that is a slip, and slips are asked about.
    """
    spelt = _HYPHENS.sub(" ", letters(text)).replace("aa", "å").replace("ö", "ø").replace("ä", "æ")
    return " ".join(spelt.replace("oe", "ø").replace("ae", "æ").split())
