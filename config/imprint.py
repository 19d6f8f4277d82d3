"""Who runs the installation, as the pages say it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Imprint:
    """Who runs the installation, for the pages that must say so; each empty where it was not told.

    Attributes:
        owner: the name of whoever is responsible.
        email, phone: where anybody may ask.
        privacy_url: the owner's own privacy policy.
        accessibility_url: the owner's official accessibility statement.
        address_days: for how many days it is kept from where something was done.
    """

    owner: str = ""
    email: str = ""
    phone: str = ""
    privacy_url: str = ""
    accessibility_url: str = ""
    address_days: int = 90


NOBODY = Imprint()
