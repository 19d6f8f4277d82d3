"""Words above a column (or beside a cell) that tell of persons, and those that tell of something else."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from etl.meaning.headings import folded

Kind = Literal[
    "civil", "birthdate", "person_name", "name", "street", "mail", "person", "sex", "age", "detail",
    "count", "number", "period", "indicator",
]  # fmt: skip
LONGEST = 40  # letters; what is longer is prose

_EXACT: dict[Kind, str] = {
    "birthdate": "fødselsdato fødselsdag fødselsdatoer født fødtden fdato dateofbirth birthdate dob",
    "person_name": "fornavn fornavne mellemnavn efternavn fuldenavn fuldtnavn personnavn borgernavn borgerensnavn "
    "elevnavn elevensnavn klientnavn patientnavn beboernavn deltagernavn barnetsnavn firstname lastname surname "
    "givenname familyname fullname fornavnogefternavn",
    "name": "navn navne name names",
    "street": "adresse adresser vejnavn gadenavn bopælsadresse privatadresse hjemmeadresse address street",
    "mail": "email emails mail emailadresse mailadresse emailaddress epost",
    "person": "borger borgerid borgernr borgernummer elev elevid elevnr elevnummer klient klientid klientnr beboer "
    "beboerid beboernr patient patientid patientnr deltager deltagerid deltagernr barn barnid person personid "
    "respondent respondentid citizen citizenid pupil pupilid client clientid participant participantid resident",
    "sex": "køn sex gender",
    "age": "alder age fødselsår birthyear",
    "detail": "diagnose diagnoser statsborgerskab oprindelsesland nationalitet civilstand indflytningsdato "
    "fraflytningsdato indskrivningsdato udskrivningsdato modersmål diagnosis nationality citizenship",
    "indicator": "indikator indicator",
}
_PARTS: dict[Kind, str] = {  # words that tell wherever they stand in a heading
    "count": "antal ialt sum total count number værdi value andel pct procent",
    "number": "cvr cvrnr cvrnummer p pnr pnummer produktionsenhed telefon tlf telefonnummer mobil mobilnummer phone "
    "ean eannr konto kontonr kontonummer faktura fakturanr beløb kr kroner dkk eur mio indkomst omsætning udgift "
    "udgifter indtægt indtægter budget regnskab amount tabel tabelid sagsnr sagsnummer journalnr løbenr",
    "period": "periode perioder dato datoer interval tidsrum tidspunkt tid fra til uge kvartal måned år date period "
    "from to time timestamp start slut",
}
_WHOLE = {word: kind for kind, words in _EXACT.items() for word in words.split()}
_WITHIN = {word: kind for kind, words in _PARTS.items() for word in words.split()}
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(4096)  # a night's files have the same words
def kinds_of(heading: str) -> frozenset[Kind]:
    """All that a cell's text says as a heading; nothing for prose.

    "CPR-nr." is civil, "Antal uden CPR" is a count, "Dato (fra)" a period.
    """
    plain = folded(heading)
    if not plain or len(plain) > LONGEST:
        return frozenset()
    words = {*_WORD.findall(heading.casefold()), plain}
    kinds = {_WITHIN[word] for word in words & _WITHIN.keys()}
    if plain in _WHOLE:
        kinds.add(_WHOLE[plain])
    if "count" not in kinds and ("cpr" in words or plain.startswith("cprn") or "personnummer" in plain):
        kinds.add("civil")
    return frozenset(kinds)
