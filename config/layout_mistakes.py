"""What can be wrong with a layout beside what can be wrong with any definition: what was expected, and the remedy."""

from __future__ import annotations

from types import MappingProxyType

from config.language import Text

LAYOUT_TEXTS = MappingProxyType(
    {
        "where_one": (
            Text(
                "præcis ét sted: column, across, sheet, title, group eller fixed",
                "exactly one place: column, across, sheet, title, group or fixed",
            ),
            Text("Behold det ene, og slet de andre.", "Keep one of them and delete the others."),
        ),
        "value_place": (
            Text(
                "enten value (én kolonne med tal) eller et felt med across (tal i flere kolonner)",
                "either value (one column of figures) or a field with across (figures in several columns)",
            ),
            Text("Tilføj value, eller slet det.", "Add value, or delete it."),
        ),
        "layout_open": (
            Text("et valg for {field}", "a choice for {field}"),
            Text("Udfyld feltet, før layoutet bruges.", "Fill in the field before the layout is used."),
        ),
        "layout_file": (
            Text("»{stem}«, som filen hedder", "“{stem}”, the name of the file"),
            Text("Skriv »name: {stem}«, eller omdøb filen.", "Write “name: {stem}”, or rename the file."),
        ),
        "too_short": (
            Text("mindst ét punkt", "at least one item"),
            Text("Begynd det første punkt med »- «.", "Begin the first item with “- ”."),
        ),
    }
)
