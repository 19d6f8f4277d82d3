"""What a marked copy would lack of the partner's workbook, told from its parts before the copy is made.

openpyxl writes again only what it understands. Ornament that is lost is named in the copy. Where something would be
lost that figures come from, there is no copy.
"""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

from config.language import Text

# Parts by their names, in small letters.
_PARTS = (
    (r"xl/(vbaproject\.bin|macrosheets/.*|dialogsheets/.*)", Text("makroer", "macros")),
    (r"xl/(ctrlprops|activex)/.*", Text("knapper og felter", "buttons and controls")),
    (r"xl/media/.*", Text("billeder", "pictures")),
    (r"xl/diagrams/.*", Text("SmartArt", "SmartArt")),
    (r"xl/embeddings/.*", Text("indlejrede filer", "embedded files")),
    (r"xl/threadedcomments/.*", Text("svar i kommentarer som tråd", "comments as threads")),
    (r"xl/(slicers|timelines)/.*", Text("udsnitsværktøjer", "slicers")),
    (r"xl/(charts|chartsheets)/.*", Text("enkelte træk ved diagrammer", "some details of charts")),
    (r"xl/chartex/.*|xl/charts/chartex.*", Text("nyere diagramtyper", "newer kinds of charts")),
    (r"xl/pivottables/.*", Text("enkelte træk ved pivottabeller", "some details of pivot tables")),
    (r"xl/webextensions/.*", Text("tilføjelsesprogrammer", "add-ins")),
    (r"_xmlsignatures/.*", Text("digital signatur", "digital signature")),
)
# Marks inside parts: sheets' extensions, and drawings that are neither charts nor pictures.
_INSIDE = (
    (r"xl/worksheets/[^/]+", b":sparklineGroup", Text("minidiagrammer i celler", "sparklines")),
    (r"xl/worksheets/[^/]+", b"x14:conditionalFormatting", Text("nogle farveregler", "some conditional formats")),
    (r"xl/worksheets/[^/]+", b"x14:dataValidation", Text("nogle rullelister", "some drop-down lists")),
    (r"xl/worksheets/[^/]+", b"legacyDrawingHF", Text("billeder i sidehoved", "pictures in the page header")),
    (r"xl/drawings/[^/]+", rb'ObjectType="(?!Note")', Text("knapper og felter", "buttons and controls")),
    (r"xl/drawings/[^/]+", rb"[:/](sp|cxnSp|grpSp)>", Text("figurer og tekstfelter", "shapes and text boxes")),
)
# Formulas that spill, queries, data models, data types: figures hang on them.
_NO_COPY = r"xl/(metadata\.xml|connections\.xml|querytables/.*|model/.*|richdata/.*)"


def losses(path: Path) -> list[Text] | None:
    """What the copy would lack, each by its name; None where there must be no copy."""
    found: list[Text] = []
    with zipfile.ZipFile(path) as archive:
        names = {name.replace("\\", "/").lower().lstrip("/"): name for name in archive.namelist()}
        if any(re.fullmatch(_NO_COPY, name) for name in names):
            return None
        found += [text for pattern, text in _PARTS if any(re.fullmatch(pattern, name) for name in names)]
        for pattern, mark, text in _INSIDE:
            inside = (archive.read(given) for name, given in names.items() if re.fullmatch(pattern, name))
            if any(re.search(mark, data) for data in inside):
                found.append(text)
    return list(dict.fromkeys(found))
