"""What our own workbooks carry, and how they are known again when they come back filled in or corrected."""

from __future__ import annotations

FORM = "Indberetning"  # the sheet to fill in
GUIDE = "Vejledning"
LISTS = "Fremdrift-lister"  # hidden; what the drop-downs offer
FINDINGS = "Fejl og advarsler"  # the problems of a file that was handed back
OWN = frozenset((LISTS, FINDINGS))  # never read for figures, never remarked upon
TEMPLATE_MARK = "fremdrift_template"  # a defined name that only our template has
TOLD = ("måles i", "sidste tal", "sidste periode")  # columns of the form that tell, and together are in no other file
