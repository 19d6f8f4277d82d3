"""What each partner of the practice alliance has to tell, indicator by indicator."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import product

from etl.practice.rows import LAST, Chance, Row, between, delivered, months, periods, rate

PROVISIONAL_FROM = "2026-08"
LATE = {"nordbyskolen": ("2025-03", "2025-05", 75)}  # from, to, days beyond the others

# Pupils, and the share of them with high absence: in October 2020, at its worst, now.
SCHOOLS: dict[str, tuple[int, float, float, float]] = {
    "aadalens-skole": (412, 0.115, 0.128, 0.141),
    "havneskolen": (388, 0.120, 0.139, 0.092),
    "nordbyskolen": (596, 0.131, 0.149, 0.102),
    "aerteskovskolen": (187, 0.098, 0.112, 0.090),
    "oernevangskolen": (521, 0.112, 0.126, 0.071),
}

# Aged 15-24 in each district, and the share of them without work and education: at the baseline and now.
DISTRICTS: dict[str, tuple[int, float, float]] = {
    "Aadalen": (1322, 0.128, 0.131),
    "Havnekvarteret": (1044, 0.142, 0.099),
    "Nordbyen": (1948, 0.151, 0.121),
    "Ærteskoven": (348, 0.112, 0.094),
    "Ørnevangen": (1531, 0.104, 0.078),
}
AGES = {"15-17": (0.28, 0.42), "18-20": (0.31, 1.02), "21-24": (0.41, 1.38)}  # share of the young, and their weight
GENDERS = {"kvinder": (0.49, 0.91), "maend": (0.51, 1.09)}

JOBS = {"ungdommens-hus": (10, 21), "boligforeningen-havnen": (4, 13), "idraetssamvirket": (9, 18)}
MENTORS = {"ungdommens-hus": (10, 15), "idraetssamvirket": (8, 11), "aabent-vaerksted": (7, 9)}
LATE_SINCE = "2026-06"  # Aabent Værksted has delivered nothing that could be read since


def absence(school: str) -> Iterator[Row]:
    """Pupils with high absence: a little more in winter, and turned in the end of 2022."""
    pupils, first, worst, now = SCHOOLS[school]
    chance = Chance(f"absence {school}")
    corners = {"2020-10": first, "2022-12": worst, LAST: now}
    late_from, late_to, days = LATE.get(school, ("9999-12", "0001-01", 0))
    for period in months():
        enrolled = pupils + 3 * ((period.start.year + (period.start.month > 7)) - 2020) % 17
        season = 1 + 0.012 * math.cos(2 * math.pi * (period.start.month - 1) / 12)
        number = chance.whole(enrolled * between(corners, period) * season, 2.5, least=6)
        late = days if late_from <= str(period) <= late_to else 0
        status = "foreløbig" if str(period) >= PROVISIONAL_FROM else ""
        yield rate("hoejt_fravaer", period, delivered(period, chance, late), number, enrolled, status)


def without_work() -> Iterator[Row]:
    """Age x gender x district, and every whole of it that a job centre would publish: district by district, and all."""
    chance = Chance("without work")
    for period in periods("2020-Q4", "2026-Q3"):
        known = delivered(period, chance)
        cells: dict[tuple[str, str, str], tuple[int, int]] = {}
        for (area, district), (age, of_age), (gender, of_gender) in product(
            DISTRICTS.items(), AGES.items(), GENDERS.items()
        ):
            people = round(district[0] * of_age[0] * of_gender[0])
            share = between({"2020-Q4": district[1] * 0.93, "2022-Q4": district[1], "2026-Q3": district[2]}, period)
            number = chance.whole(people * share * of_age[1] * of_gender[1], 1.2)
            cells[area, age, gender] = number, people
        for area, age, gender in product(("", *DISTRICTS), ("", *AGES), ("", *GENDERS)):
            if area == "" and age and gender:
                continue  # of the whole town by one of them at a time
            held = [
                each
                for (of_area, of_age_, of_gender_), each in cells.items()
                if area in ("", of_area) and age in ("", of_age_) and gender in ("", of_gender_)
            ]
            if area and bool(age) != bool(gender):
                continue  # of a district by both, or not at all
            groups = {name: value for name, value in (("alder", age), ("koen", gender)) if value}
            row = rate("unge_udenfor", period, known, sum(n for n, _ in held), sum(d for _, d in held), area=area)
            yield replace(row, groups=groups)


def jobs(partner: str) -> Iterator[Row]:
    """New spare-time jobs: most before the summer, and of the housing association few."""
    first, now = JOBS[partner]
    chance = Chance(f"jobs {partner}")
    for period in months():
        season = 1 + 0.25 * math.sin(2 * math.pi * (period.start.month - 2) / 12)
        middle = between({"2020-10": first, "2022-12": first * 1.05, LAST: now}, period) * season
        yield Row("fritidsjob", str(period), chance.whole(middle, first / 4), delivered(period, chance))


def mentors(partner: str) -> Iterator[Row]:
    """New mentorships; of the late partner up to when it fell behind."""
    first, now = MENTORS[partner]
    chance = Chance(f"mentors {partner}")
    for period in months():
        if partner == "aabent-vaerksted" and str(period) >= LATE_SINCE:
            return
        number = chance.whole(between({"2020-10": first, LAST: now}, period), first / 3, least=5)
        yield Row("mentorforloeb", str(period), number, delivered(period, chance))


def waiting() -> Iterator[Row]:
    """Days until the first talk: one month never counted, and every July the house is closed."""
    chance = Chance("waiting")
    for period in months():
        known = delivered(period, chance)
        if str(period) == "2023-04":
            yield Row("ventetid", str(period), None, known, status="mangler")
        elif period.start.month == 7:
            yield Row("ventetid", str(period), None, known, status="intet at indberette")
        else:
            days = chance.whole(between({"2020-10": 9, "2022-01": 12, LAST: 8}, period), 2, least=3)
            yield Row("ventetid", str(period), days, known)


def lonely() -> Iterator[Row]:
    """The survey of forms 7-9, once a school year."""
    chance = Chance("lonely")
    for number, period in enumerate(periods("2020/21", "2025/26")):
        answered = chance.whole(640, 25)
        yield rate("ensomme", period, delivered(period, chance), round(answered * (0.118 + 0.0062 * number)), answered)


def volunteers() -> Iterator[Row]:
    chance = Chance("volunteers")
    for number, period in enumerate(periods("2020", "2025")):
        yield Row("frivillige", str(period), chance.whole(118 + 15 * number, 6), delivered(period, chance))


def belonging() -> Iterator[Row]:
    """A baseline, and nothing more yet."""
    yield Row("hoerer_til", "2025", 71, date(2026, 1, 19), status="skøn")
