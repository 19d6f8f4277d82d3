"""What can be wrong with the table on a sheet, and what went wrong on our side."""

from __future__ import annotations

from config.language import Text
from etl.problems.kind import Kind

TABLE_PROBLEMS: dict[str, Kind] = {
    # The table
    "no_table": Kind(
        "error",
        Text("Filen har ingen tabel, vi kan læse.", "The file has no table that we can read."),
        Text(
            "Et ark med overskrifterne indikator, periode og værdi i samme række.",
            "A sheet with the headings indicator, period and value in one row.",
        ),
        Text(
            "Skriv overskrifterne over tallene, eller kopiér tallene over i skabelonen.",
            "Write the headings above the figures, or copy the figures into the template.",
        ),
    ),
    "no_rows": Kind(
        "error",
        Text("Der er ingen tal under overskrifterne.", "There are no figures below the headings."),
        Text("Mindst én række med indikator, periode og værdi.", "At least one row with indicator, period and value."),
        Text(
            "Skriv tallene under overskrifterne, og send igen.", "Write the figures below the headings and send again."
        ),
    ),
    "heading_missing": Kind(
        "error",
        Text("Overskriften „{heading}“ mangler i række {row}.", "The heading “{heading}” is missing in row {row}."),
        Text("Overskrifterne indikator, periode og værdi.", "The headings indicator, period and value."),
        Text("Skriv „{heading}“ over den rigtige kolonne.", "Write “{heading}” above the right column."),
    ),
    "heading_twice": Kind(
        "error",
        Text("To kolonner har den samme overskrift.", "Two columns have the same heading."),
        Text("Én kolonne med hver overskrift.", "One column with each heading."),
        Text("Slet eller omdøb den ene kolonne.", "Delete or rename one of the columns."),
    ),
    "heading_unknown": Kind(
        "warning",
        Text("Kolonnen er ikke læst.", "The column was not read."),
        Text(
            "Overskrifterne indikator, område, periode, værdi, status, tæller, nævner, kilde, kendt fra.",
            "The headings indicator, area, period, value, status, numerator, denominator, source, known from.",
        ),
        Text("Skal kolonnen med, så ret overskriften.", "If the column is to count, correct its heading."),
    ),
    "field_empty": Kind(
        "error",
        Text("Feltet „{field}“ er tomt.", "The field “{field}” is empty."),
        Text("En værdi i hver række, der har tal.", "A value in each row that holds figures."),
        Text("Udfyld cellen, eller slet rækken.", "Fill in the cell, or delete the row."),
    ),
    "rows_not_filled_in": Kind(
        "note",
        Text(
            "Rækker i skabelonen uden værdi og status er sprunget over; antal: {count}.",
            "Rows of the template without a value and a status are left out; number: {count}.",
        ),
        Text("En værdi eller en status i de rækker, der skal med.", "A value or a status in the rows that count."),
        Text(
            "Du behøver ikke gøre noget. Udfyld dem, når tallene kommer, og send filen igen.",
            "You need not do anything. Fill them in when the figures come, and send the file again.",
        ),
    ),
    # A partner's own layout
    "layout_unknown": Kind(
        "warning",
        Text(
            "Vi har fundet tal i filen, men kender ikke dens opbygning.",
            "We have found figures in the file, but do not know its layout.",
        ),
        Text(
            "Standardskemaet eller en opbygning, der er bekræftet og husket.",
            "The standard workbook, or a layout that has been confirmed and is remembered.",
        ),
        Text(
            "Se vores forslag til, hvordan filen læses, ret det, der er forkert, og bekræft det.",
            "See our proposal for how the file is read, correct what is wrong, and confirm it.",
        ),
    ),
    "layout_heading_missing": Kind(
        "warning",
        Text("Overskriften „{heading}“ mangler.", "The heading “{heading}” is missing."),
        Text("De samme overskrifter som sidst: {headings}.", "The same headings as last time: {headings}."),
        Text(
            "Skriv overskriften igen. Er filen lavet om, så bekræft den nye opbygning.",
            "Write the heading again. If the file has been changed, confirm the new layout.",
        ),
    ),
    "layout_table_missing": Kind(
        "warning",
        Text("En tabel, som plejer at være i filen, mangler.", "A table that is usually in the file is missing."),
        Text("En tabel på arket {sheets} med tal under overskrifterne.", "A table on the sheet {sheets} with figures."),
        Text(
            "Se efter, om arket er omdøbt, skjult eller slettet. Er filen lavet om, så bekræft den nye opbygning.",
            "See whether the sheet is renamed, hidden or deleted. If the file was changed, confirm the new layout.",
        ),
    ),
    "layout_text_missing": Kind(
        "error",
        Text(
            "Teksten, der plejer at angive {field}, kan ikke læses.",
            "The text that usually tells the {field} cannot be read.",
        ),
        Text(
            "En tekst over tabellen eller et navn på arket som sidst.",
            "A text above the table, or a name of the sheet, as last time.",
        ),
        Text(
            "Skriv teksten igen. Er filen lavet om, så bekræft den nye opbygning.",
            "Write the text again. If the file has been changed, confirm the new layout.",
        ),
    ),
    "unit_text_missing": Kind(
        "error",
        Text("Enheden over tabellen er ikke den samme som sidst.", "The unit above the table has changed."),
        Text("Teksten „{unit}“ over tabellen.", "The text “{unit}” above the table."),
        Text(
            "Se efter, om tallene er i en anden enhed, fx 1.000. Er de det, så bekræft den nye opbygning.",
            "See whether the figures are in another unit, such as 1,000. If so, confirm the new layout.",
        ),
    ),
    "table_left_out": Kind(
        "warning",
        Text("Tabellen „{title}“ er ikke læst.", "The table “{title}” was not read."),
        Text("De tabeller, der er aftalt for filen.", "The tables that are agreed for the file."),
        Text(
            "Du behøver kun gøre noget, hvis tabellen skal med: bekræft så den nye opbygning.",
            "You need only act if the table is to count: then confirm the new layout.",
        ),
    ),
    "column_left_out": Kind(
        "warning",
        Text("Kolonnen „{heading}“ er ikke læst.", "The column “{heading}” was not read."),
        Text("De kolonner, der er aftalt for filen.", "The columns that are agreed for the file."),
        Text(
            "Du behøver kun gøre noget, hvis kolonnen skal med: bekræft så den nye opbygning.",
            "You need only act if the column is to count: then confirm the new layout.",
        ),
    ),
    "sign_unknown": Kind(
        "error",
        Text("Der står „{sign}“ i stedet for et tal.", "“{sign}” stands in place of a number."),
        Text("Et tal eller et tegn, hvis betydning er aftalt.", "A number, or a sign whose meaning is agreed."),
        Text(
            "Skriv tallet, eller vælg, hvad tegnet betyder: nul, mangler, ikke relevant, intet at indberette, "
            "diskretioneret eller ikke forfalden.",
            "Write the number, or choose what the sign means: zero, missing, not applicable, nothing to report, "
            "suppressed or not yet due.",
        ),
    ),
    "area_other_level": Kind(
        "error",
        Text("Stedet er af en anden slags end de andre.", "The place is of another kind than the others."),
        Text(
            "Steder af samme slags, så intet tal tælles med to gange.",
            "Places of the same kind, so that no figure is counted twice.",
        ),
        Text("Slet rækken, eller bekræft den nye opbygning.", "Delete the row, or confirm the new layout."),
    ),
    "total_differs": Kind(
        "warning",
        Text("Totalen er ikke summen af delene i {parts}.", "The total is not the sum of its parts in {parts}."),
        Text("Summen af delene: {sum}.", "The sum of the parts: {sum}."),
        Text(
            "Delene læses, totalen ikke. Se efter, om en del mangler eller er forkert.",
            "The parts are read, the total is not. See whether a part is missing or wrong.",
        ),
    ),
    "share_mixed": Kind(
        "error",
        Text(
            "Kolonnen blander andele som 0,453 med procenter som 45,9.",
            "The column mixes shares such as 0.453 with percentages such as 45.9.",
        ),
        Text("Alle tal i procent, fx 45,3.", "All figures in per cent, such as 45.3."),
        Text(
            "Ret tallene, så de er skrevet ens. Er et lille tal rigtigt, så skriv „pct.“ efter det i cellen: {found} "
            "pct.",
            "Correct the figures so that they are written alike. If a small one is right, write it with “pct.” behind "
            "it in the cell: {found} pct.",
        ),
    ),
    # Ours
    "source_failed": Kind(
        "error",
        Text("Filen kunne ikke hentes.", "The file could not be fetched."),
        Text("En fil, der kan åbnes og læses fra mappen.", "A file that can be opened and read from the folder."),
        Text(
            "Se efter, at filen ligger i mappen og ikke er for stor. Den hentes igen næste nat.",
            "See that the file is in the folder and not too large. It will be fetched again next night.",
        ),
    ),
    "import_failed": Kind(
        "error",
        Text(
            "Der er sket en fejl hos os. Intet tal er indlæst.",
            "Something went wrong on our side. No figure was read in.",
        ),
        Text("At filen kunne læses.", "That the file could be read."),
        Text(
            "Prøv igen. Sker det igen, så skriv til sekretariatet: filen er gemt.",
            "Try again. If it happens again, write to the secretariat: the file is kept.",
        ),
    ),
}
