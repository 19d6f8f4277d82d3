"""The form of a place that an organisation's files are fetched from.

A host within the house, and further hosts, are said in the file alone: whoever reaches this page must not be able to
have the server ask machines that only the server can reach.
"""

from __future__ import annotations

from config.language import Text
from dashboard.editing.fields import Ask, Option
from dashboard.editing.kind import Part

_WAYS: tuple[Option, ...] = (
    ("web", Text("en fil på nettet (fx Google Sheets)", "a file on the web (such as Google Sheets)")),
    ("webdav", Text("en mappe med WebDAV (fx Nextcloud)", "a folder by WebDAV (such as Nextcloud)")),
    ("sftp", Text("en mappe med SFTP", "a folder by SFTP")),
    ("s3", Text("en spand i S3", "a bucket of S3")),
    ("statbank", Text("en tabel i Statistikbanken", "a table of StatBank Denmark")),
    ("folder", Text("en mappe på serveren", "a folder of the server")),
)

FEED = Part(
    code="collect",
    field="collect",
    the=Text("hentestedet", "the place to fetch from"),
    heading=Text("Hentes om natten", "Fetched at night"),
    add=Text("Tilføj et sted at hente fra", "Add a place to fetch from"),
    asks=(
        Ask(
            "key",
            Text("Kort navn", "Short name"),
            "line",
            Text(
                "Små bogstaver, fx regneark. Filerne kendes på det.",
                "Small letters. Files are known by it.",
            ),
            needed=True,
        ),
        Ask("way", Text("Hvad det er", "What it is"), "choice", None, True, _WAYS, default="web"),
        Ask(
            "address",
            Text("Adresse", "Address"),
            "line",
            Text(
                "Begynder med https:// eller sftp://. Tomt: Statistikbankens egen.",
                "Begins with https:// or sftp://. Empty: StatBank's own.",
            ),
        ),
        Ask(
            "files",
            Text("Filer", "Files"),
            "line",
            Text("Fx tal-*.xlsx. Tomt: alle regneark i mappen.", "Such as tal-*.xlsx. Empty: all in the folder."),
        ),
        Ask("user", Text("Brugernavn", "User name"), "line", Text("Tomt: ingen log-in.", "Empty: no log-in.")),
        Ask(
            "secret",
            Text("Variabel med kodeordet", "Variable with the password"),
            "line",
            Text(
                "Et navn som FREMDRIFT_SOURCE_PARTNEREN, som driften sætter; aldrig selve kodeordet. Tomt: intet.",
                "A name such as FREMDRIFT_SOURCE_PARTNER, set by operations. Never the password. Empty: none.",
            ),
        ),
        Ask(
            "host_key",
            Text("SFTP-serverens nøgle", "The SFTP server's key"),
            "line",
            Text("Kun til SFTP. Begynder med ssh-ed25519.", "For SFTP only. Begins with ssh-ed25519."),
        ),
        Ask(
            "table",
            Text("Tabel i Statistikbanken", "Table of StatBank"),
            "line",
            Text("Kun til Statistikbanken, fx STRAF11.", "For StatBank only, such as STRAF11."),
        ),
        Ask(
            "query",
            Text("Hvad der hentes af tabellen", "What is fetched of the table"),
            "line",
            Text("Kun til Statistikbanken, fx OMRÅDE=000,101&Tid=*.", "For StatBank only, such as Tid=*."),
        ),
    ),
)
