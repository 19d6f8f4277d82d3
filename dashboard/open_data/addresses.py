"""Every address of open data, once: what the OpenAPI document describes and the page /data lists."""

from __future__ import annotations

from dataclasses import dataclass

from config.language import Text
from dashboard.open_data.columns import ALLIANCES, DELIVERIES, FIGURES, INDICATORS, VERDICTS, VINTAGES, Table


@dataclass(frozen=True, slots=True)
class Address:
    """One address below /api/v1.

    Attributes:
        path: with `{slug}` and `{code}` where an alliance's and an indicator's code stand.
        table: what it answers with; None for a document, which is JSON only.
        document: the name of its schema.
    """

    path: str
    about: Text
    table: Table | None = None
    document: str = ""

    @property
    def name(self) -> str:
        """For programs that are made from the OpenAPI document."""
        words = [word.strip("{}") for word in self.path.removesuffix(".json").split("/") if word]
        return "_".join(["get", *words])


ADDRESSES = (
    Address("/alliances", Text("Alle alliancer", "Every alliance"), ALLIANCES),
    Address("/indicators", Text("Alle definitioner", "Every definition"), INDICATORS),
    Address("/verdicts", Text("Alle vurderinger", "Every verdict"), VERDICTS),
    Address("/figures", Text("Alle tal", "Every figure"), FIGURES),
    Address("/vintages", Text("Alle udgaver af rettede tal", "Every vintage of corrected figures"), VINTAGES),
    Address(
        "/alliances/{slug}",
        Text("Én alliance med hele sin definition", "One alliance with its whole definition"),
        document="Alliance",
    ),
    Address("/alliances/{slug}/indicators", Text("En alliances definitioner", "An alliance's definitions"), INDICATORS),
    Address("/alliances/{slug}/verdicts", Text("En alliances vurderinger", "An alliance's verdicts"), VERDICTS),
    Address("/alliances/{slug}/figures", Text("En alliances tal", "An alliance's figures"), FIGURES),
    Address(
        "/alliances/{slug}/vintages",
        Text("Alle udgaver af en alliances rettede tal", "Every vintage of an alliance's corrected figures"),
        VINTAGES,
    ),
    Address("/alliances/{slug}/deliveries", Text("En alliances leverancer", "An alliance's deliveries"), DELIVERIES),
    Address(
        "/alliances/{slug}/indicators/{code}",
        Text(
            "Én indikator: definition, vurderinger og alle tal med herkomst og tidligere udgaver",
            "One indicator: definition, verdicts and every figure with its provenance and earlier vintages",
        ),
        document="Indicator",
    ),
    Address(
        "/alliances/{slug}/indicators/{code}/verdicts",
        Text("En indikators vurderinger", "An indicator's verdicts"),
        VERDICTS,
    ),
    Address(
        "/alliances/{slug}/indicators/{code}/figures", Text("En indikators tal", "An indicator's figures"), FIGURES
    ),
    Address(
        "/alliances/{slug}/indicators/{code}/vintages",
        Text("Alle udgaver af en indikators rettede tal", "Every vintage of an indicator's corrected figures"),
        VINTAGES,
    ),
)
