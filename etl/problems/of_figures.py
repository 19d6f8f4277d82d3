"""What can be wrong with the figures of a file, cell by cell."""

from __future__ import annotations

from config.language import Text
from etl.problems.kind import Kind

_FIX_CELL = Text("Ret cellen, gem, og send filen igen.", "Correct the cell, save, and send the file again.")
_ONE_NUMBER = Text("Ét tal, fx 14844 eller 12,5.", "One number, such as 14844 or 12.5.")
_OR_STATUS = Text(
    "Skriv tallet. Findes det ikke, så lad cellen være tom, og skriv „mangler“, „ikke relevant“ eller „intet at "
    "indberette“ i kolonnen status.",
    "Write the number. If there is none, leave the cell empty and write “missing”, “not applicable” or “nothing to "
    "report” in the column status.",
)

FIGURE_PROBLEMS: dict[str, Kind] = {
    # Cells
    "error_cell": Kind(
        "error",
        Text("Cellen viser en fejl i stedet for en værdi.", "The cell shows an error instead of a value."),
        Text("En værdi.", "A value."),
        Text("Ret formlen, eller skriv værdien, og gem.", "Correct the formula, or write the value, and save."),
    ),
    "formula_unsaved": Kind(
        "error",
        Text("Formlen har intet gemt resultat.", "The formula has no saved result."),
        Text("En formel, der er regnet ud, eller et tal.", "A formula that has been worked out, or a number."),
        Text(
            "Åbn filen i dit regneark, så formlerne regnes ud, gem, og send den igen.",
            "Open the file in your spreadsheet so that the formulas are worked out, save, and send it again.",
        ),
    ),
    "value_not_number": Kind(
        "error", Text("Værdien er ikke et tal.", "The value is not a number."), _ONE_NUMBER, _OR_STATUS
    ),
    "value_not_a_number": Kind(
        "error", Text("Værdien er ikke et tal.", "The value is not a number."), _ONE_NUMBER, _OR_STATUS
    ),
    "value_sign": Kind(
        "error",
        Text("Der står „{sign}“ i stedet for et tal.", "“{sign}” stands in place of a number."),
        Text(
            "Et tal. Tegnet betyder for det meste: {usual}; vi gætter ikke.",
            "A number. The sign mostly means: {usual}; we do not guess.",
        ),
        Text("{write} Betyder det noget andet, så skriv det.", "{write} If it means something else, write that."),
    ),
    "value_shortened": Kind(
        "error",
        Text("Tallet er forkortet, så nogle af cifrene mangler.", "The number is shortened: digits are missing."),
        Text("Tallet med alle sine cifre, fx 123456.", "The number with all its digits, such as 123456."),
        Text(
            "Gør kolonnen bredere, eller vælg talformatet „Tal“, så alle cifre ses, gem, og send filen igen.",
            "Make the column wider, or choose the format “Number”, so that all digits are seen, save, and send again.",
        ),
    ),
    "value_too_long": Kind(
        "error",
        Text("Tallet har flere cifre, end et regneark kan gemme.", "The number has more digits than a sheet can keep."),
        Text("Et tal med højst 15 cifre foran kommaet.", "A number with at most 15 digits before the decimal sign."),
        Text(
            "Se efter, om det er et nummer (fx en konto) og ikke et tal, og ret cellen.",
            "See whether it is a number of something (such as an account) and not a figure, and correct the cell.",
        ),
    ),
    "value_ambiguous": Kind(
        "error",
        Text("Tallet kan læses på to måder.", "The number can be read in two ways."),
        Text("Enten {first} eller {second}.", "Either {first} or {second}."),
        Text(
            "Skriv tallet uden tusindtalsskiller, eller med komma og decimaler, så det kun kan læses på én måde.",
            "Write it without a thousands separator, or with its decimals, so that it can be read in one way only.",
        ),
    ),
    "value_mixed": Kind(
        "error",
        Text("Kolonnen blander to måder at skrive tal på.", "The column mixes two ways of writing numbers."),
        Text("Det samme decimaltegn i hele kolonnen.", "The same decimal sign in the whole column."),
        Text("Skriv tallet som de andre i kolonnen, fx 12,5.", "Write the number like the others in the column."),
    ),
    "value_missing": Kind(
        "error",
        Text("Værdien mangler.", "The value is missing."),
        Text("Et tal eller en status.", "A number or a status."),
        _OR_STATUS,
    ),
    "value_negative": Kind(
        "error",
        Text("Tallet er negativt.", "The number is negative."),
        Text("Et tal på nul eller derover.", "A number of zero or more."),
        Text(
            "Ret fortegnet. Kan indikatoren være negativ, så bed sekretariatet om at angive det.",
            "Correct the sign. If the indicator can be negative, ask the secretariat to declare it.",
        ),
    ),
    "value_out_of_bounds": Kind(
        "error",
        Text("Tallet er uden for det mulige.", "The number is outside what is possible."),
        Text("Højst eller mindst {limit}.", "At most or at least {limit}."),
        _FIX_CELL,
    ),
    "value_is_percent": Kind(
        "error",
        Text(
            "Tallet er skrevet i procent, men indikatoren er ikke i procent.",
            "The number is written as per cent, but the indicator is not in per cent.",
        ),
        Text("Et tal med enheden „{unit}“.", "A number with the unit “{unit}”."),
        _FIX_CELL,
    ),
    "value_other_unit": Kind(
        "error",
        Text(
            "Der står „{said}“ ved tallet, men det er ikke indikatorens enhed.",
            "“{said}” stands beside the number, but that is not the unit of the indicator.",
        ),
        Text("Et tal med enheden „{unit}“.", "A number with the unit “{unit}”."),
        Text("Regn om, om nødvendigt, og skriv tallet alene.", "Convert it where needed, and write the number alone."),
    ),
    "share_small": Kind(
        "warning",
        Text(
            "Procenttallet er mellem 0 og 1, ligesom alle de andre.",
            "The percentage is between 0 and 1, like all the others.",
        ),
        Text("{hundredfold}, hvis cellen er vist i procent.", "{hundredfold}, if the cell is shown as per cent."),
        Text(
            "Skriv {hundredfold}, hvis det er det, du mener. Er {found} pct. rigtigt, så bekræft filen, eller skriv "
            "„{found} pct.“ i cellen.",
            "Write {hundredfold} if that is what you mean. If {found} per cent is right, confirm the file, or write "
            "“{found} pct.” in the cell.",
        ),
    ),
    "status_with_value": Kind(
        "error",
        Text(
            "Status siger, at der intet tal er, men cellen har et.",
            "The status says that there is no number, but the cell has one.",
        ),
        Text("Et tal eller en status uden tal, ikke begge dele.", "A number or a status without a number, not both."),
        Text("Slet enten tallet eller statussen.", "Delete either the number or the status."),
    ),
    "status_unknown": Kind(
        "error",
        Text("Statussen kendes ikke.", "The status is not known."),
        Text("Tom eller et af ordene: {words}.", "Empty or one of the words: {words}."),
        _FIX_CELL,
    ),
    "status_f": Kind(
        "error",
        Text("„F“ kan betyde to ting.", "“F” can mean two things."),
        Text("Enten „foreløbig“ eller „fremskrivning“.", "Either “provisional” or “projection”."),
        Text("Skriv hele ordet.", "Write the whole word."),
    ),
    # Names and periods
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
    "day_unknown": Kind(
        "error",
        Text("Datoen kan ikke læses.", "The date cannot be read."),
        Text("En dato som 31-01-2021.", "A date like 31-01-2021."),
        _FIX_CELL,
    ),
    "known_from_in_future": Kind(
        "error",
        Text(
            "Tallet kan ikke være kendt fra en dag, der ikke er kommet.",
            "A figure cannot be known from a day that has not come.",
        ),
        Text("Dagen i dag eller en tidligere dag.", "Today or an earlier day."),
        _FIX_CELL,
    ),
    "organisation_differs": Kind(
        "error",
        Text(
            "Rækken nævner en anden organisation end den, der sender.",
            "The row names another organisation than the one that sends.",
        ),
        Text("{organisation}, eller en tom celle.", "{organisation}, or an empty cell."),
        Text(
            "Ret navnet, eller send filen fra den rigtige organisation.",
            "Correct the name, or send the file from the right organisation.",
        ),
    ),
    "key_twice_same": Kind(
        "note",
        Text("Tallet står to gange i filen.", "The figure stands twice in the file."),
        Text("Ét tal for hver indikator, sted og periode.", "One figure for each indicator, place and period."),
        Text(
            "Det er det samme som i {other} og er talt med én gang.",
            "It is the same as in {other} and has been counted once.",
        ),
    ),
    "key_twice_differs": Kind(
        "error",
        Text("Filen har to forskellige tal for det samme.", "The file has two different figures for the same thing."),
        Text("Ét tal for hver indikator, sted og periode.", "One figure for each indicator, place and period."),
        Text(
            "Det andet tal står i {other}. Behold det rigtige, og slet den anden række.",
            "The other figure stands in {other}. Keep the right one and delete the other row.",
        ),
    ),
    # Against what is stored
    "outlier": Kind(
        "warning",
        Text("Tallet ligger langt fra de tidligere.", "The figure is far from the earlier ones."),
        Text("Noget i nærheden af {usual}.", "Something near {usual}."),
        Text("Se efter, om det er rigtigt, og bekræft det.", "See whether it is right, and confirm it."),
    ),
}
