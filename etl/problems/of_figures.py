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
    # Beside the figures
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
