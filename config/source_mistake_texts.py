"""What can be wrong with a place to fetch from: what was expected, and the remedy, in Danish and English."""

from __future__ import annotations

from config.language import Text

FEEDS = {
    "feed_address": (
        Text("en adresse som {example}", "an address such as {example}"),
        Text(
            "Kopiér adressen dér, hvor filen ligger; den begynder med https:// eller sftp://.",
            "Copy the address from where the file lies; it begins with https:// or sftp://.",
        ),
    ),
    "feed_password": (
        Text("en adresse uden brugernavn, kodeord og mellemrum", "an address without user name, password and blanks"),
        Text(
            "Skriv brugernavnet i user. Kodeordet lægger driften i en variabel; dens navn skrives i secret.",
            "Write the user name in user. Operations put the password in a variable; its name is written in secret.",
        ),
    ),
    "feed_secret": (
        Text(
            "navnet på en variabel, som FREMDRIFT_SOURCE_PARTNEREN; aldrig selve kodeordet",
            "the name of a variable, such as FREMDRIFT_SOURCE_PARTNER; never the password itself",
        ),
        Text(
            "Skriv navnet, og bed driften om at sætte variablen. Stod der et kodeord, så skift det.",
            "Write the name, and ask operations to set the variable. If a password stood there, change it.",
        ),
    ),
    "feed_host_key": (
        Text("SFTP-serverens offentlige nøgle i host_key", "the SFTP server's public key in host_key"),
        Text(
            "Bed den, der driver serveren, om linjen, der begynder med ssh-ed25519 eller ecdsa-sha2.",
            "Ask whoever runs the server for the line that begins with ssh-ed25519 or ecdsa-sha2.",
        ),
    ),
    "feed_key_taken": (
        Text("et andet navn end {taken}", "another name than {taken}"),
        Text("Vælg et andet navn, fx »regneark«.", "Choose another name, such as “regneark”."),
    ),
    "feed_of_nobody": (
        Text("en organisation, der afleverer tal", "an organisation that hands in figures"),
        Text("Skriv »delivers: true«, eller slet collect.", "Write “delivers: true”, or delete collect."),
    ),
    "feed_intranet": (
        Text("adressens egen vært, {host}", "the host of the address itself, {host}"),
        Text(
            "Skriv den vært, der må ligge på jeres eget net, eller slet intranet_host.",
            "Write the host that may lie on your own network, or delete intranet_host.",
        ),
    ),
    "feed_host": (
        Text("navnet på en vært, som doc-0s-sheets.googleusercontent.com", "the name of a host, as cdn.example.dk"),
        Text("Skriv kun navnet, uden https:// og skråstreg.", "Write only the name, without https:// and slash."),
    ),
}
