"""Mistakes of a definition file as a file and as YAML: what was expected, and the remedy. Part of `mistake_texts`."""

from __future__ import annotations

from config.language import Text

FILE = {
    "file_not_found": (
        Text("en fil eller en mappe med definitioner", "a file or a folder of definitions"),
        Text("Ret stien, eller opret filen.", "Correct the path, or make the file."),
    ),
    "file_not_readable": (
        Text("en fil, som må læses", "a file that may be read"),
        Text("Giv læseadgang til filen.", "Give access to read the file."),
    ),
    "file_ending": (
        Text("en fil, hvis navn ender på ».yaml«", "a file whose name ends in “.yaml”"),
        Text("Omdøb filen til »{name}«.", "Rename the file to “{name}”."),
    ),
    "file_encoding": (
        Text("tekst gemt som UTF-8", "text saved as UTF-8"),
        Text("Gem filen igen med tegnsættet UTF-8.", "Save the file again with the encoding UTF-8."),
    ),
    "file_too_large": (
        Text("højst {limit} kB", "at most {limit} kB"),
        Text("Flyt tal og bilag ud af filen.", "Move figures and attachments out of the file."),
    ),
    "file_blank": (
        Text("felterne for en alliance", "the fields of an alliance"),
        Text("Skriv mindst slug, name, problem og years.", "Write at least slug, name, problem and years."),
    ),
    "file_shape": (
        Text("felter øverst i filen, fx »slug: {stem}«", "fields at the top of the file, such as “slug: {stem}”"),
        Text("Skriv én alliance pr. fil, felt for felt.", "Write one alliance per file, field by field."),
    ),
    "slug_file": (
        Text("»{stem}«, som filen hedder", "“{stem}”, the name of the file"),
        Text("Skriv »slug: {stem}«, eller omdøb filen.", "Write “slug: {stem}”, or rename the file."),
    ),
}

WRITING = {
    "writing": (
        Text("linjer af formen »felt: værdi«", "lines of the form “field: value”"),
        Text(
            "Se efter et manglende kolon, skæv indrykning eller et anførselstegn, der ikke er lukket.",
            "Look for a missing colon, uneven indentation or a quotation mark that is not closed.",
        ),
    ),
    "tab": (
        Text("indrykning med mellemrum", "indentation with spaces"),
        Text("Erstat tabulatoren med mellemrum.", "Replace the tab with spaces."),
    ),
    "colon": (
        Text("ét »felt: værdi« pr. linje", "one “field: value” per line"),
        Text(
            "Sæt teksten i anførselstegn, hvis den selv indeholder et kolon; se ellers på indrykningen.",
            "Put the text in quotation marks if it holds a colon itself; otherwise look at the indentation.",
        ),
    ),
    "colon_missing": (
        Text("et kolon efter feltets navn", "a colon after the name of the field"),
        Text("Skriv »felt: værdi«.", "Write “field: value”."),
    ),
    "quote": (
        Text("et anførselstegn, der lukker teksten", "a quotation mark that closes the text"),
        Text("Luk anførselstegnet.", "Close the quotation mark."),
    ),
    "bracket": (
        Text("et komma eller en parentes, der lukker listen", "a comma or a bracket that closes the list"),
        Text("Luk parentesen, eller sæt kommaet.", "Close the bracket, or add the comma."),
    ),
    "indentation": (
        Text("samme indrykning som linjerne ovenfor", "the same indentation as the lines above"),
        Text(
            "Ryk linjen på plads, så felter på samme niveau begynder lige langt inde.",
            "Move the line so that fields of one level begin in the same column.",
        ),
    ),
    "first_character": (
        Text("en tekst, der begynder med et bogstav eller et tal", "a text that begins with a letter or a digit"),
        Text("Sæt teksten i anførselstegn.", "Put the text in quotation marks."),
    ),
    "backslash": (
        Text("tekst uden omvendt skråstreg", "text without a backslash"),
        Text("Brug enkelte anførselstegn om teksten.", "Use single quotation marks around the text."),
    ),
    "second_document": (
        Text("én alliance pr. fil", "one alliance per file"),
        Text("Fjern linjen »---«, eller del filen i to.", "Remove the line “---”, or split the file in two."),
    ),
    "control_character": (
        Text("synlige tegn", "visible characters"),
        Text("Slet det usynlige tegn, og gem filen igen.", "Delete the invisible character and save the file again."),
    ),
    "too_deep": (
        Text("højst {limit} niveauer", "at most {limit} levels"),
        Text("Fjern de overflødige parenteser.", "Remove the surplus brackets."),
    ),
    "field_name": (
        Text("et feltnavn", "the name of a field"),
        Text(
            "Brug et almindeligt ord som feltnavn; sæt tekst med krøllede parenteser i anførselstegn.",
            "Use a plain word as the name; put text with curly brackets in quotation marks.",
        ),
    ),
    "field_twice": (
        Text(
            "feltet »{field}« én gang; det står også i linje {first}",
            "the field “{field}” once; it also stands in line {first}",
        ),
        Text("Behold det rigtige, og slet det andet.", "Keep the right one and delete the other."),
    ),
}
