"""What can be wrong with a file before its figures are looked at."""

from __future__ import annotations

from config.language import Text
from etl.problems.kind import Kind

_SAVE_AS_XLSX = Text(
    "Åbn filen i dit regneark, vælg „Gem som“ og typen Excel-projektmappe (.xlsx), og send den nye fil.",
    "Open the file in your spreadsheet, choose “Save as” and the type Excel workbook (.xlsx), and send the new file.",
)
_SPLIT = Text(
    "Slet det, der ikke skal indberettes, eller del tallene i flere filer, og send igen.",
    "Delete what is not to be reported, or split the figures into several files, and send again.",
)
_DELETE_EMPTY = Text(
    "Markér rækkerne under tallene og kolonnerne til højre for dem, vælg „Slet“, gem, og send filen igen.",
    "Select the rows below the figures and the columns to their right, choose “Delete”, save, and send the file again.",
)
_COPY_TO_TEMPLATE = Text(
    "Kopiér tallene over i skabelonen, og send den. Hjælper det ikke, så skriv til sekretariatet.",
    "Copy the figures into the template and send that. If it does not help, write to the secretariat.",
)
_UNHIDE = Text(
    "Skal tallene med, så vis dem („Vis“ i menuen, når du højreklikker), gem, og send filen igen.",
    "If the figures are to count, show them (“Unhide” in the right-click menu), save, and send the file again.",
)
_COUNTED_ONLY = Text(
    "Kun optalte tal: ingen CPR-numre, navne eller e-mailadresser, og ikke én række pr. person.",
    "Counted figures only: no civil registration numbers, names or e-mail addresses, and not one row per person.",
)
_NOTHING_TO_DO = Text("Du behøver ikke gøre noget.", "You need not do anything.")

FILE_PROBLEMS: dict[str, Kind] = {
    # The file as a whole
    "file_empty": Kind(
        "error",
        Text("Filen er tom.", "The file is empty."),
        Text("En fil med overskrifter og tal.", "A file with headings and figures."),
        Text(
            "Åbn filen, se efter, at tallene er gemt i den, og send den igen.",
            "Open the file, make sure that the figures are saved in it, and send it again.",
        ),
    ),
    "file_type_unknown": Kind(
        "error",
        Text("Filtypen kan ikke læses.", "This type of file cannot be read."),
        Text("En fil af typen {types}.", "A file of the type {types}."),
        _SAVE_AS_XLSX,
    ),
    "content_differs_from_name": Kind(
        "error",
        Text("Filen hedder {ending}, men indholdet er {content}.", "The file is named {ending}, but holds {content}."),
        Text("Indhold, der passer til filens navn.", "Content that fits the name of the file."),
        Text(
            "Er det ren tekst, så lad filens navn ende på .csv, og send den. Ellers åbn den i dit regneark, vælg „Gem "
            "som“ og typen Excel-projektmappe (.xlsx), og send den nye fil.",
            "If it is plain text, let its name end in .csv, and send it. Otherwise open it in your spreadsheet, choose "
            "“Save as” and the type Excel workbook (.xlsx), and send the new file.",
        ),
    ),
    "px_file": Kind(
        "error",
        Text("En PX-fil (PC-Axis) kan ikke læses.", "A PX file (PC-Axis) cannot be read."),
        Text("Den samme tabel som Excel, CSV eller JSON-stat.", "The same table as Excel, CSV or JSON-stat."),
        Text(
            "Hent tabellen igen fra statistikbanken som Excel eller CSV, eller åbn filen i PX-programmet, og gem den "
            "som Excel eller CSV.",
            "Fetch the table again as Excel or CSV, or open the file in your PX program and save it as Excel or CSV.",
        ),
    ),
    "json_is_no_table": Kind(
        "error",
        Text("Filen er JSON, men ikke en JSON-stat-tabel.", "The file is JSON, but not a JSON-stat table."),
        Text("Et JSON-stat-datasæt med dets tal i filen.", "A JSON-stat dataset with its figures in the file."),
        Text(
            "Hent tabellen som JSON-stat, CSV eller Excel, og send den fil.",
            "Fetch the table as JSON-stat, CSV or Excel, and send that file.",
        ),
    ),
    "password_protected": Kind(
        "error",
        Text("Filen er beskyttet med en adgangskode.", "The file is protected by a password."),
        Text("En fil, der kan åbnes uden adgangskode.", "A file that opens without a password."),
        Text(
            "Fjern adgangskoden i dit regneark, gem, og send filen igen. Send ikke adgangskoden.",
            "Remove the password in your spreadsheet, save, and send the file again. Do not send the password.",
        ),
    ),
    "file_damaged": Kind(
        "error",
        Text("Filen er beskadiget: {what}.", "The file is damaged: {what}."),
        Text("En hel fil, som dit regneark kan åbne.", "A whole file that your spreadsheet can open."),
        Text(
            "Åbn filen, ret det nævnte, gem den på ny, og send den. Kan den ikke åbnes, så find en tidligere udgave.",
            "Open the file, mend what is named, save it anew, and send it. If it does not open, find an earlier copy.",
        ),
    ),
    "file_unpacks_too_large": Kind(
        "error",
        Text("Filen fylder over {limit} MB, når den pakkes ud.", "The file unpacks to more than {limit} MB."),
        Text("Højst {limit} MB pakket ud.", "At most {limit} MB unpacked."),
        _SPLIT,
    ),
    "stray_cell": Kind(
        "error",
        Text("En celle ligger langt fra de andre: {cell}.", "One cell lies far from the others: {cell}."),
        Text(
            "Celler samlet ét sted. Her er {count} udfyldte celler spredt over {rows} rækker og {columns} kolonner.",
            "Cells in one place. Here {count} filled cells are spread over {rows} rows and {columns} columns.",
        ),
        _DELETE_EMPTY,
    ),
    "too_many_rows": Kind(
        "error",
        Text("Der er {rows} rækker; grænsen er {limit}.", "There are {rows} rows; the limit is {limit}."),
        Text("Højst {limit} rækker i et ark.", "At most {limit} rows in a sheet."),
        _SPLIT,
    ),
    "too_many_columns": Kind(
        "error",
        Text("Der er {columns} kolonner; grænsen er {limit}.", "There are {columns} columns; the limit is {limit}."),
        Text("Højst {limit} kolonner i et ark.", "At most {limit} columns in a sheet."),
        _SPLIT,
    ),
    "too_many_sheets": Kind(
        "error",
        Text("Der er {sheets} ark; grænsen er {limit}.", "There are {sheets} sheets; the limit is {limit}."),
        Text("Højst {limit} ark i en fil.", "At most {limit} sheets in a file."),
        _SPLIT,
    ),
    "reading_took_too_long": Kind(
        "error",
        Text(
            "Filen kunne ikke læses inden for {seconds} sekunder.",
            "The file could not be read within {seconds} seconds.",
        ),
        Text("En fil, der kan læses på {seconds} sekunder.", "A file that can be read in {seconds} seconds."),
        _COPY_TO_TEMPLATE,
    ),
    "file_too_hard_to_read": Kind(
        "error",
        Text(
            "Filen kan ikke læses. Den er for stor eller bygget på en usædvanlig måde.",
            "The file cannot be read. It is too large or built in an unusual way.",
        ),
        Text(
            "En fil, der kan læses med {memory} MB hukommelse.", "A file that can be read with {memory} MB of memory."
        ),
        _COPY_TO_TEMPLATE,
    ),
    "nothing_visible": Kind(
        "error",
        Text("Alt i filen er skjult.", "Everything in the file is hidden."),
        Text("Mindst ét synligt ark med synlige tal.", "At least one visible sheet with visible figures."),
        _UNHIDE,
    ),
    "text_damaged": Kind(
        "error",
        Text("Bogstaver er gået i stykker i teksten.", "Letters in the text are broken."),
        Text("Hele bogstaver, som i „København“.", "Whole letters, as in “København”."),
        Text(
            "Ret teksten, eller hent filen fra kilden igen. En CSV-fil gemmes bedst som „CSV UTF-8“.",
            "Mend the text, or fetch the file from its source again. A CSV file is best saved as “CSV UTF-8”.",
        ),
    ),
    # Personal data: what was found is never repeated
    "personal_data": Kind(
        "error",
        Text(
            "Filen ser ud til at have oplysninger om enkelte personer: {what}.",
            "The file seems to hold data on single persons: {what}.",
        ),
        _COUNTED_ONLY,
        Text(
            "Slet dem, eller læg tallene sammen, og send filen igen. Vi har slettet filen hos os; ligger den i en delt "
            "mappe, så slet den også dér.",
            "Delete them, or add the figures up, and send the file again. We have deleted our copy; if the file lies "
            "in a shared folder, delete it there too.",
        ),
    ),
    "personal_data_possible": Kind(
        "warning",
        Text(
            "Måske er der oplysninger om enkelte personer: {what}.", "There may be data on single persons here: {what}."
        ),
        _COUNTED_ONLY,
        Text(
            "Se efter. Er det oplysninger om en person, så slet dem, gem, og send filen igen.",
            "Have a look. If they are data on a person, delete them, save, and send the file again.",
        ),
    ),
    # Told, and taken
    "text_mended": Kind(
        "warning",
        Text(
            "Bogstaver var gået i stykker. Teksten er læst som „{meant}“: {cells}.",
            "Letters were broken. The text was read as “{meant}”: {cells}.",
        ),
        Text("Hele bogstaver, som i „København“.", "Whole letters, as in “København”."),
        Text(
            "Er stedet rigtigt, behøver du ikke gøre noget. Ellers ret teksten, og send filen igen.",
            "If the place is right, you need not do anything. Otherwise mend the text, and send the file again.",
        ),
    ),
    "text_under_other_name": Kind(
        "warning",
        Text(
            "Filen hedder som et regneark, men er ren tekst. Den er læst som en CSV-fil.",
            "The file is named like a spreadsheet, but is plain text. It was read as a CSV file.",
        ),
        Text("Et navn, der ender på .csv.", "A name that ends in .csv."),
        Text(
            "Passer tallene i rapporten med dine, behøver du ikke gøre noget.",
            "If the figures of the report are yours, you need not do anything.",
        ),
    ),
    # Told, and left out
    "hidden_sheet_left_out": Kind(
        "warning",
        Text("Et skjult ark er ikke læst med.", "A hidden sheet is left out."),
        Text("Tal i synlige ark.", "Figures in visible sheets."),
        _UNHIDE,
    ),
    "hidden_rows_left_out": Kind(
        "warning",
        Text("Skjulte rækker er ikke læst med; antal: {count}.", "Hidden rows are left out; number: {count}."),
        Text("Tal i synlige rækker.", "Figures in visible rows."),
        _UNHIDE,
    ),
    "hidden_columns_left_out": Kind(
        "warning",
        Text("Skjulte kolonner er ikke læst med; antal: {count}.", "Hidden columns are left out; number: {count}."),
        Text("Tal i synlige kolonner.", "Figures in visible columns."),
        _UNHIDE,
    ),
    "formulas_not_checked": Kind(
        "warning",
        Text(
            "I denne filtype kan vi ikke se, om formlernes resultater er regnet ud; antal formler: {count}.",
            "This type of file does not tell whether the results of formulas are up to date; formulas: {count}.",
        ),
        Text("Tal, der er regnet ud og gemt.", "Figures that are calculated and saved."),
        Text(
            "Sammenlign tallene i rapporten med dit regneark. Passer de ikke, så åbn det, gem som .xlsx, og send det.",
            "Compare the report's figures with your spreadsheet. If they differ, open it, save as .xlsx, and send.",
        ),
    ),
    "macros_ignored": Kind(
        "note",
        Text("Filen har makroer. De er ikke kørt.", "The file has macros. They were not run."),
        Text("En fil uden makroer.", "A file without macros."),
        _NOTHING_TO_DO,
    ),
    "external_links_ignored": Kind(
        "note",
        Text(
            "Filen henter tal fra andre filer. De gemte tal er brugt.",
            "The file takes figures from other files. The saved figures are used.",
        ),
        Text("En fil, der står alene.", "A file that stands alone."),
        _NOTHING_TO_DO,
    ),
}
