"""Every kind of mistake that a definition can have: what was expected, and the remedy, in Danish and English.

One table, one entry a kind. `{name}` is filled in where the mistake is found.
"""

from __future__ import annotations

from types import MappingProxyType

from config.edit_mistake_texts import EDITING
from config.file_mistake_texts import FILE, WRITING
from config.language import Text
from config.source_mistake_texts import FEEDS

_FIELDS = {
    "missing": (
        Text("feltet »{field}«", "the field “{field}”"),
        Text("Tilføj »{field}:« med en værdi.", "Add “{field}:” with a value."),
    ),
    "missing_item": (
        Text("præcis {count} værdier", "exactly {count} values"),
        Text(
            "Skriv fx »[0, 100]«; skriv null, hvor der ingen grænse er.", "Write “[0, 100]”; write null for no limit."
        ),
    ),
    "field_unknown": (
        Text("et af felterne {allowed}", "one of the fields {allowed}"),
        Text("Brug et af dem, eller slet feltet.", "Use one of them, or delete the field."),
    ),
    "field_misspelt": (
        Text("feltet »{near}«", "the field “{near}”"),
        Text("Skriv »{near}« i stedet for »{field}«.", "Write “{near}” instead of “{field}”."),
    ),
    "fields": (
        Text("felter under hinanden, fx {allowed}", "fields below each other, such as {allowed}"),
        Text("Skriv hvert felt på sin egen linje, rykket ind.", "Write each field on a line of its own, indented."),
    ),
    "list": (
        Text("en liste", "a list"),
        Text("Begynd hvert punkt med »- «.", "Begin each item with “- ”."),
    ),
    "choice": (
        Text("en af værdierne {allowed}", "one of the values {allowed}"),
        Text("Brug en af dem.", "Use one of them."),
    ),
    "choice_misspelt": (
        Text("en af værdierne {allowed}", "one of the values {allowed}"),
        Text("Skriv »{near}«.", "Write “{near}”."),
    ),
    "text": (
        Text("en tekst", "a text"),
        Text("Skriv teksten i anførselstegn.", "Write the text in quotation marks."),
    ),
    "text_shape": (
        Text("en tekst på dansk og gerne på engelsk", "a text in Danish and preferably in English"),
        Text(
            "Skriv »da:« med den danske og »en:« med den engelske tekst; sæt tal i anførselstegn.",
            "Write “da:” with the Danish and “en:” with the English text; put numbers in quotation marks.",
        ),
    ),
    "slug": (
        Text(
            "små bogstaver a-z, tal, bindestreg eller understreg, højst {limit} tegn",
            "small letters a-z, digits, hyphen or underscore, at most {limit} characters",
        ),
        Text("Skriv fx »{example}«.", "Write for example “{example}”."),
    ),
    "number": (
        Text("et tal", "a number"),
        Text(
            "Skriv kun tallet: punktum som decimaltegn, intet tusindtalstegn og ingen enhed, fx 29147 eller 18.3.",
            "Write only the number: a point for decimals, no thousands separator, no unit, such as 29147 or 18.3.",
        ),
    ),
    "whole_number": (
        Text("et helt tal", "a whole number"),
        Text("Skriv tallet uden decimaler, fx 6.", "Write the number without decimals, such as 6."),
    ),
    "number_limit": (
        Text("et tal, der er {limit}", "a number that is {limit}"),
        Text("Ret tallet.", "Correct the number."),
    ),
    "yes_no": (
        Text("true (ja) eller false (nej)", "true (yes) or false (no)"),
        Text("Skriv true eller false.", "Write true or false."),
    ),
    "day": (
        Text("en dag, der findes, som år-måned-dag", "a day that exists, as year-month-day"),
        Text("Skriv fx 2018-06-11.", "Write for example 2018-06-11."),
    ),
    "period_shape": (
        Text("en periode, der findes", "a period that exists"),
        Text(
            "Skriv fx 2024, 2024-H1, 2024-Q1, 2024-03, 2024-W06, 2024-03-12 eller skoleåret 2023/24.",
            "Write for example 2024, 2024-H1, 2024-Q1, 2024-03, 2024-W06, 2024-03-12 or the school year 2023/24.",
        ),
    ),
    "embargo_shape": (
        Text("en dag eller et klokkeslæt, dansk tid", "a day or a moment, Danish time"),
        Text(
            "Skriv fx 2026-12-01 (til og med dagen) eller 2026-12-01T09:00 (til klokken 9).",
            "Write for example 2026-12-01 (until the end of the day) or 2026-12-01T09:00 (until 9 o'clock).",
        ),
    ),
    "value": (
        Text("en værdi, som feltet kan have", "a value that the field can have"),
        Text("Se feltets beskrivelse i vejledningen til definitioner.", "See the field in the guide to definitions."),
    ),
}

_TOGETHER = {
    "negative_kind": (
        Text(
            "may_be_negative kun for optællinger (count) og indeks (index)",
            "may_be_negative only for counts (count) and indices (index)",
        ),
        Text("Slet may_be_negative, eller ret kind.", "Delete may_be_negative, or correct kind."),
    ),
    "range_order": (
        Text("range med det mindste tal først", "range with the smaller number first"),
        Text("Byt om på de to tal.", "Swap the two numbers."),
    ),
    "keep_without_range": (
        Text(
            "range, når retningen er keep: hvor værdien skal holde sig",
            "range where the direction is keep: where the value is to stay",
        ),
        Text("Tilføj fx »range: [90, 100]«.", "Add for example “range: [90, 100]”."),
    ),
    "cumulative_of_what": (
        Text(
            "cumulative kun for optællinger (count) med et udgangspunkt og uden range",
            "cumulative only for counts (count) with a baseline and without a range",
        ),
        Text(
            "Tilføj baseline: summen regnes fra dens periodes slutning. Ellers slet cumulative.",
            "Add a baseline: the sum counts from the end of its period. Or delete cumulative.",
        ),
    ),
    "twice": (
        Text("én {what} med nøglen »{key}«", "one {what} with the key “{key}”"),
        Text(
            "Giv den anden en anden nøgle, eller slet den.",
            "Give the other a different key, or delete it.",
        ),
    ),
    "reserved": (
        Text("en anden kode end »{key}«", "another code than “{key}”"),
        Text(
            "Alliancen har en side af det navn. Giv indikatoren en anden kode, fx »{key}-tal«.",
            "The alliance has a page of that name. Give the indicator another code, such as “{key}-figures”.",
        ),
    ),
    "unknown_goal": (
        Text("et af alliancens mål: {allowed}", "one of the alliance's goals: {allowed}"),
        Text("{hint}", "{hint}"),
    ),
    "unknown_organisation": (
        Text("en af alliancens organisationer: {allowed}", "one of the alliance's organisations: {allowed}"),
        Text("{hint}", "{hint}"),
    ),
    "unknown_reader": (
        Text("hvem der må se det: {allowed}", "who may see it: {allowed}"),
        Text("{hint}", "{hint}"),
    ),
    "reader_reserved": (
        Text("en anden nøgle end »{key}«", "another key than “{key}”"),
        Text(
            "Ordet siger, hvem der må se noget. Giv organisationen en anden nøgle.",
            "The word says who may see something. Give the organisation another key.",
        ),
    ),
    "unknown_indicator": (
        Text("en af alliancens indikatorer: {allowed}", "one of the alliance's indicators: {allowed}"),
        Text("{hint}", "{hint}"),
    ),
    "unknown_area": (
        Text(
            "Danmark, en region, en kommune som »0751 Aarhus« eller et af alliancens egne områder i areas",
            "Danmark, a region, a municipality such as “0751 Aarhus”, or one of the alliance's own areas in areas",
        ),
        Text(
            "{hint} Er det et af alliancens egne områder, så skriv det også i areas.",
            "{hint} If it is one of the alliance's own areas, write it in areas too.",
        ),
    ),
    "period_type": (
        Text("en periode som {example}: indikatoren opgøres {how}", "a period such as {example}: it is measured {how}"),
        Text(
            "Ret perioden, eller ret frequency eller period_type.", "Correct the period, or frequency or period_type."
        ),
    ),
    "target_twice": (
        Text(
            "ét måltal for samme frist, vedtagelse og område; det står også som targets.{first}",
            "one target for the same deadline, adoption and area; it also stands as targets.{first}",
        ),
        Text(
            "Slet det ene, eller skriv i adopted, hvornår det nye måltal blev vedtaget.",
            "Delete one, or write in adopted when the new target was adopted.",
        ),
    ),
    "made_up_unsaid": (
        Text("et navn, der siger, at tallene er opdigtede", "a name that says that the figures are invented"),
        Text(
            "Skriv fx »Øvealliancen: opdigtede tal« og »The Practice Alliance: invented figures«.",
            "Write for example “Øvealliancen: opdigtede tal” and “The Practice Alliance: invented figures”.",
        ),
    ),
    "label_of_nothing": (
        Text("en af opdelingens værdier: {allowed}", "one of the dimension's values: {allowed}"),
        Text("Ret navnet under labels, eller tilføj værdien under values.", "Correct it, or add it to values."),
    ),
    "override_blank": (
        Text("navnet på den, der tilsidesætter vurderingen", "the name of the person who overrides the verdict"),
        Text("Skriv et navn.", "Write a name."),
    ),
    "override_order": (
        Text("en udløbsdag efter {set_on}, hvor tilsidesættelsen begynder", "an expiry after {set_on}, when it begins"),
        Text("Ret expires eller set_on.", "Correct expires or set_on."),
    ),
    "override_of_nothing": (
        Text(
            "en vurdering at tilsidesætte; efter exemption vurderes der ikke til og med {expires}",
            "a verdict to override; by exemption it is not judged up to and including {expires}",
        ),
        Text(
            "Slet exemption eller override, eller skriv i set_on en dag efter {expires}.",
            "Delete exemption or override, or write in set_on a day after {expires}.",
        ),
    ),
    "override_is_exemption": (
        Text("en vurdering", "a verdict"),
        Text(
            "Skal indikatoren slet ikke vurderes, så brug exemption i stedet for override.",
            "If the indicator is not to be judged at all, use exemption in place of override.",
        ),
    ),
}

_NOTES = {
    "deadline_before_baseline": (
        Text("en frist efter udgangspunktet {baseline}", "a deadline after the baseline {baseline}"),
        Text(
            "Indikatoren vurderes ikke mod dette måltal. Ret perioden, hvis det ikke er meningen.",
            "The indicator is not judged against this target. Correct the period if that is not meant.",
        ),
    ),
    "more_decimals": (
        Text("højst {decimals} decimaler, som indikatoren har", "at most {decimals} decimals, as the indicator has"),
        Text(
            "Er punktummet ment som tusindtalstegn, så slet det.",
            "If the point is meant to separate thousands, delete it.",
        ),
    ),
}

NOTES = frozenset(_NOTES)  # worth saying, and no reason to refuse the file
TEXTS = MappingProxyType({**FILE, **WRITING, **_FIELDS, **_TOGETHER, **EDITING, **FEEDS, **_NOTES})
