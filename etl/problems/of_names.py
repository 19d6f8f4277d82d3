"""What can be wrong with the indicators, places and periods that the rows of a file name."""

from __future__ import annotations

from config.language import Text
from etl.problems.kind import Kind

_FIX_CELL = Text("Ret cellen, gem, og send filen igen.", "Correct the cell, save, and send the file again.")

NAME_PROBLEMS: dict[str, Kind] = {
    # Indicators and places
    "indicator_unknown": Kind(
        "error",
        Text("Indikatoren findes ikke i alliancen.", "The indicator does not exist in the alliance."),
        Text("En af: {codes}.", "One of: {codes}."),
        Text(
            "{nearest}Ret navnet, eller slet rækken.",
            "{nearest}Correct the name, or delete the row.",
        ),
    ),
    "area_unknown": Kind(
        "error",
        Text("Området kendes ikke.", "The place is not known."),
        Text(
            "En kommune (navn eller kode), Danmark eller et af alliancens egne områder.",
            "A municipality (name or code), Denmark, or one of the alliance's own places.",
        ),
        Text(
            "{nearest}Ret navnet, eller slet rækken.",
            "{nearest}Correct the name, or delete the row.",
        ),
    ),
    "area_former": Kind(
        "error",
        Text("Stedet findes ikke længere som kommune.", "The place is no longer a municipality."),
        Text("En af de 98 kommuner siden 2007 (navn eller kode).", "One of the 98 municipalities since 2007."),
        Text(
            "Skriv den kommune, stedet hører til i dag, hvis tallet gælder hele den; ellers slet rækken. Er det et af "
            "alliancens egne steder, så bed sekretariatet om at tilføje det.",
            "Write the municipality to which it belongs today, if the figure is about all of that; else delete the "
            "row. If it is one of the alliance's own places, ask the secretariat to add it.",
        ),
    ),
    "area_christiansoe": Kind(
        "error",
        Text("Christiansø er ikke en kommune.", "Christiansø is not a municipality."),
        Text("En af de 98 kommuner, en region eller Danmark.", "One of the 98 municipalities, a region or Denmark."),
        Text(
            "Slet rækken. Tallet er ikke en del af Bornholm.",
            "Delete the row. The figure is not part of Bornholm's.",
        ),
    ),
    "area_no_place": Kind(
        "error",
        Text("Rækken har intet bestemt sted.", "The row is about no certain place."),
        Text(
            "En kommune, en region, Danmark eller et af alliancens egne steder.",
            "A municipality, a region, Denmark, or one of the alliance's own places.",
        ),
        Text(
            "Slet rækken. Tal uden kommune kan kun tælles med i et tal for Danmark.",
            "Delete the row. Figures without a municipality can only count in a figure for Denmark.",
        ),
    ),
    "area_total": Kind(
        "error",
        Text("Der står en total og ikke et sted.", "A total stands in place of a place."),
        Text(
            "Stedet, som totalen gælder: fx Danmark eller en region.",
            "The place of the total: such as Denmark or a region.",
        ),
        Text(
            "Skriv stedet, eller slet rækken, hvis dens dele står i de andre rækker.",
            "Write the place, or delete the row if its parts stand in the other rows.",
        ),
    ),
    "area_contradiction": Kind(
        "error",
        Text("Kode og navn er to forskellige steder: {both}.", "Code and name are two different places: {both}."),
        Text("En kode og et navn for det samme sted.", "A code and a name of the same place."),
        Text("Ret det, der er forkert, eller skriv kun det ene.", "Correct the wrong one, or write only one of them."),
    ),
    "area_not_declared": Kind(
        "error",
        Text(
            "Indikatoren „{indicator}“ måles ikke for dette område.",
            "The indicator “{indicator}” is not measured for this place.",
        ),
        Text("Området „{area}“, eller en tom celle.", "The place “{area}”, or an empty cell."),
        Text(
            "Ret området, eller bed sekretariatet om at tilføje det.",
            "Correct the place, or ask the secretariat to add it.",
        ),
    ),
    "dimension_not_declared": Kind(
        "error",
        Text("„{indicator}“ er ikke opdelt efter {dimension}.", "“{indicator}” is not broken down by {dimension}."),
        Text("En tom celle.", "An empty cell."),
        Text("Slet indholdet i cellen.", "Clear the cell."),
    ),
    "dimension_value_unknown": Kind(
        "error",
        Text("Gruppen kendes ikke.", "The group is not known."),
        Text("En af: {values}.", "One of: {values}."),
        _FIX_CELL,
    ),
    # Periods
    "period_unknown": Kind(
        "error",
        Text("Perioden kan ikke læses.", "The period cannot be read."),
        Text(
            "Fx 2024, 2024-Q1, 1. kvartal 2024, 2024-03, marts 2024 eller 2023/24.",
            "For example 2024, 2024-Q1, 2024-03 or 2023/24.",
        ),
        _FIX_CELL,
    ),
    "period_fitted": Kind(
        "note",
        Text(
            "„{found}“ er læst som {period}, som passer til indikatoren; antal rækker læst sådan: {count}.",
            "“{found}” was read as {period}, which fits the indicator; number of rows read so: {count}.",
        ),
        Text("Det, du mener: {period}.", "What you mean: {period}."),
        Text("Ret perioden, hvis det ikke er det, du mener.", "Correct the period if that is not what you mean."),
    ),
    "period_span": Kind(
        "error",
        Text("Perioden dækker flere år.", "The period covers several years."),
        Text(
            "Ét år som 2024, eller et skoleår som 2023/24.", "One year such as 2024, or a school year such as 2023/24."
        ),
        Text(
            "Er det et skoleår, så skriv det med skråstreg. Er det et gennemsnit af flere år, så skriv det år, tallet "
            "skal stå ved.",
            "If it is a school year, write it with a slash. If it is a mean of several years, write the year at which "
            "the figure is to stand.",
        ),
    ),
    "period_no_year": Kind(
        "error",
        Text("Perioden har intet år.", "The period has no year."),
        Text("Perioden med året, fx 1. kvartal 2024.", "The period with its year, such as Q1 2024."),
        Text(
            "Skriv også året i cellen, gem, og send filen igen.",
            "Write the year too in the cell, save, and send again.",
        ),
    ),
    "period_short_year": Kind(
        "error",
        Text("Året har kun to cifre.", "The year has two digits only."),
        Text("Et år med fire cifre, fx 12-03-2024.", "A year of four digits, such as 12-03-2024."),
        Text(
            "Skriv alle fire cifre i året, gem, og send filen igen.",
            "Write all four digits of the year, save, and send.",
        ),
    ),
    "period_instant": Kind(
        "error",
        Text("Der står et tidspunkt og ikke en periode.", "A moment stands in place of a period."),
        Text(
            "Perioden, som tallet hører til, fx 2024 eller marts 2024.",
            "The period to which the figure belongs, such as 2024 or March 2024.",
        ),
        Text(
            "Skriv perioden alene. Primo 2024 kan være både 2024 og slutningen af 2023: vælg den, tallet plejer at stå "
            "ved.",
            "Write the period alone. The beginning of 2024 may be 2024 or the end of 2023: choose the one at which the "
            "figure usually stands.",
        ),
    ),
    "period_serial": Kind(
        "error",
        Text(
            "Tallet ligner en dato ({day}), som har mistet sit format.",
            "The number looks like a date ({day}) that has lost its format.",
        ),
        Text("En dato eller en periode, fx 2024 eller marts 2024.", "A date or a period, such as 2024 or March 2024."),
        Text(
            "Giv cellerne datoformat, gem, og send filen igen.", "Give the cells a date format, save, and send again."
        ),
    ),
    "period_marked": Kind(
        "error",
        Text("Der står et mærke efter perioden.", "A mark stands behind the period."),
        Text("Perioden alene: {period}.", "The period alone: {period}."),
        Text(
            "Fjern mærket. Betyder det, at tallet er foreløbigt, så skriv „foreløbig“ i kolonnen status.",
            "Remove the mark. If it means that the figure is provisional, write “provisional” in the column status.",
        ),
    ),
    "period_wrong_frequency": Kind(
        "error",
        Text("Perioden passer ikke til indikatoren.", "The period does not fit the indicator."),
        Text("En periode som {example}.", "A period like {example}."),
        _FIX_CELL,
    ),
    "period_in_future": Kind(
        "error",
        Text("Perioden er ikke begyndt endnu.", "The period has not begun yet."),
        Text(
            "En periode, der er begyndt, eller statussen „fremskrivning“.",
            "A period that has begun, or the status “projection”.",
        ),
        Text(
            "Ret perioden, eller skriv „fremskrivning“ i kolonnen status.",
            "Correct the period, or write “projection” in the column status.",
        ),
    ),
    "period_not_over": Kind(
        "warning",
        Text("Perioden er ikke slut endnu.", "The period is not over yet."),
        Text("En periode, der er slut.", "A period that is over."),
        Text(
            "Tallet gemmes, men tæller ikke med i vurderingen, før perioden er slut.",
            "The figure is kept, but does not count in the verdict until the period is over.",
        ),
    ),
}
