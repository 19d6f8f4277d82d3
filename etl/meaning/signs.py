"""Signs that stand where a figure should: what they usually mean, so that a question can be asked helpfully.

In our own workbook a sign alone is never taken for anything: the word in the column `status` decides. In a partner's
own layout each sign's meaning is agreed once (`config/layout.py`).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from config.language import Text
from etl.meaning.contents import Fault

LONGEST = 40
NOTHING = ("L", "M", "N", "Q")  # letters of a status that says why there is no number


class Sign(NamedTuple):
    """One sign.

    Attributes:
        usual: what it mostly means in Danish statistics.
        write: what to write instead.
    """

    usual: Text
    write: Text


def _status(danish: str, english: str) -> Text:
    return Text(
        f"Lad cellen være tom, og skriv „{danish}“ i kolonnen status.",
        f"Leave the cell empty, and write “{english}” in the column status.",
    )


_MISSING = _status("mangler", "missing")
_ZERO = Text(
    "Skriv 0, hvis der er talt og intet fundet; ellers skriv „mangler“ eller „ikke relevant“ i kolonnen status.",
    "Write 0 if there was a count and nothing found; else write “missing” or “not applicable” in the column status.",
)
_PATTERNS: tuple[tuple[str, Sign], ...] = (
    (r"\.{2,}|…", Sign(Text("oplysningen findes ikke", "not available"), _MISSING)),
    (r"\.", Sign(Text("et tal kan ikke forekomme", "cannot occur"), _status("ikke relevant", "not applicable"))),
    (r"[-\u2010-\u2015\u2212]+", Sign(Text("nul", "nil"), _ZERO)),
    (
        r"\*+",
        Sign(
            Text("foreløbigt tal eller skjult tal", "a provisional or a suppressed figure"),
            Text(
                "Skriv tallet og „foreløbig“ i kolonnen status; er tallet skjult, så skriv „diskretioneret“ der.",
                "Write the number, and “provisional” in the column status; if it is hidden, write “suppressed” there.",
            ),
        ),
    ),
    (
        r"[<≤] ?\d{1,3}|(?:færre|mindre) end \d{1,3}|under \d{1,3}|fewer than \d{1,3}|less than \d{1,3}"
        r"|[01] ?[-\u2010-\u2015\u2212] ?[2-9]|diskretioneret|disk\.?|skjult|suppressed",
        Sign(
            Text("et lille antal, der er skjult", "a small count that is hidden"),
            _status("diskretioneret", "suppressed"),
        ),
    ),
    (
        r"i\. ?o\.?|u\. ?o\.?|uoplyst|ikke oplyst|n/?a\.?|n\.a\.|null|none|nan|ingen oplysning(?:er)?|mangler|missing",
        Sign(Text("oplysningen mangler", "not stated"), _MISSING),
    ),
    (
        r"ingen|intet|intet at indberette|ingenting|nil",
        Sign(
            Text("der er intet", "there is nothing"),
            Text(
                "Skriv 0, hvis der er talt; ellers lad cellen være tom, og skriv „intet at indberette“ i kolonnen "
                "status.",
                "Write 0 if there was a count; else leave the cell empty, and write “nothing to report” in the column "
                "status.",
            ),
        ),
    ),
    (
        r"ikke relevant|irrelevant|ej relevant",
        Sign(Text("ikke relevant", "not applicable"), _status("ikke relevant", "not applicable")),
    ),
    (
        r"[x|?_/]+",
        Sign(
            Text("noget, der er aftalt hos jer", "something agreed among yourselves"),
            Text(
                "Lad cellen være tom, og skriv i kolonnen status, hvad tegnet betyder: mangler, ikke relevant, "
                "intet at indberette eller diskretioneret.",
                "Leave the cell empty, and write in the column status what the sign means: missing, not applicable, "
                "nothing to report or suppressed.",
            ),
        ),
    ),
)
_SIGNS = tuple((re.compile(pattern, re.IGNORECASE), sign) for pattern, sign in _PATTERNS)


def sign_of(text: str) -> Sign | None:
    """What is known of a text as a sign; None where it is none."""
    if len(text) > LONGEST:
        return None
    plain = " ".join(unicodedata.normalize("NFC", text).replace("\u200b", "").split())
    return next((sign for pattern, sign in _SIGNS if pattern.fullmatch(plain)), None)


def sign_fault(text: str) -> Fault | None:
    """The question about a sign; None where a text is no known sign."""
    sign = sign_of(text)
    if sign is None:
        return None
    return Fault("value_sign", {"sign": " ".join(text.split()), "usual": sign.usual, "write": sign.write})


def explained(signs: list[int], codes: npt.NDArray[np.int32], status: npt.NDArray[Any]) -> npt.NDArray[np.bool_]:
    """Which cells hold a sign beside a status such as "mangler": there nothing is left to ask.

    Args:
        signs: the texts that are signs, as places in the sheet's texts.
        codes: the place of each cell's text, -1 for none.
        status: the letter of each row.
    """
    found = np.isin(codes, signs) if signs else np.zeros(len(codes), dtype=bool)
    found[found] = [letter in NOTHING for letter in status[found]]
    return np.asarray(found)
