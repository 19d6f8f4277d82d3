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
