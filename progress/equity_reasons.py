"""Why nothing is said of a gap between groups."""

from __future__ import annotations

from config.language import Text

ONE_GROUP = Text("Kun én gruppe har tal", "Only one group has figures")
WITHOUT_DIRECTION = Text(
    "Uden en ønsket retning er ingen gruppe bedst eller dårligst",
    "Without a wanted direction no group is best or worst",
)
NO_COMMON = Text(
    "Der er ingen periode, hvor alle grupper har et tal, der kan vises",
    "There is no period in which every group has a figure that can be shown",
)
ONE_PERIOD = Text(
    "Kun én periode har tal for alle grupper; en udvikling kræver to",
    "Only one period has figures for every group; a development takes two",
)
NO_RATIO = Text(
    "Forholdet findes ikke, hvor et tal er nul eller negativt", "There is no ratio where a figure is zero or negative"
)
TOO_LARGE = Text("Tallene er for store", "The numbers are too large")
