"""Why a source could not be fetched: told on the page of runs and to the secretariat; the last figures stand."""

from __future__ import annotations

from config.language import Text
from etl.problems.kind import Kind

_NEXT_NIGHT = Text("Den hentes igen næste nat.", "It will be fetched again next night.")


def _kind(title: Text, expected: Text, remedy: Text) -> Kind:
    return Kind("error", title, expected, Text(f"{remedy.da} {_NEXT_NIGHT.da}", f"{remedy.en} {_NEXT_NIGHT.en}"))


SOURCE_PROBLEMS: dict[str, Kind] = {
    "source_unreachable": _kind(
        Text("Kildens server svarer ikke.", "The source's server does not answer."),
        Text("En server, der svarer på kildens adresse.", "A server that answers at the source's address."),
        Text(
            "Prøv adressen i en browser. Virker den dér, så spørg driften, om serveren må nås herfra.",
            "Try the address in a browser. If it works there, ask operations whether it may be reached from here.",
        ),
    ),
    "source_slow": _kind(
        Text(
            "Kilden var ikke hentet efter {seconds} sekunder.",
            "The source had not been fetched after {seconds} seconds.",
        ),
        Text("En kilde, der kan hentes inden for sin tid.", "A source that can be fetched within its time."),
        Text(
            "Er filen stor, så giv kilden mere tid i limit_seconds. Ellers spørg den, der driver serveren.",
            "If the file is large, give the source more time in limit_seconds. Else ask whoever runs the server.",
        ),
    ),
    "source_no_access": _kind(
        Text("Kilden giver ikke adgang ({status}).", "The source gives no access ({status})."),
        Text("Et brugernavn og kodeord, som kilden tager imod.", "A user name and password that the source accepts."),
        Text(
            "Se efter, at filen stadig er delt, og at kodeordet ikke er skiftet eller udløbet.",
            "See that the file is still shared, and that the password has not been changed or expired.",
        ),
    ),
    "source_not_there": _kind(
        Text("Filen eller mappen er ikke på kildens adresse.", "The file or folder is not at the source's address."),
        Text("En fil eller mappe på adressen.", "A file or folder at the address."),
        Text(
            "Spørg partneren, om den er flyttet eller omdøbt, og ret adressen under organisationen.",
            "Ask the partner whether it was moved or renamed, and correct the address at the organisation.",
        ),
    ),
    "source_gone": _kind(
        Text(
            "Der er ingen regneark mere, hvor der før var nogle.",
            "There is no spreadsheet any more where there were some before.",
        ),
        Text("De filer, der lå dér, eller nye.", "The files that lay there, or new ones."),
        Text(
            "Spørg partneren, om filerne er flyttet, og ret adressen under organisationen.",
            "Ask the partner whether the files were moved, and correct the address at the organisation.",
        ),
    ),
    "source_server_error": _kind(
        Text("Kildens server melder fejl ({status}).", "The source's server reports an error ({status})."),
        Text("En server, der giver filen fra sig.", "A server that hands the file over."),
        Text(
            "Vent til næste nat. Bliver det ved, så spørg den, der driver serveren.",
            "Wait for the next night. If it goes on, ask whoever runs the server.",
        ),
    ),
    "source_odd_answer": _kind(
        Text("Kilden svarer på en uventet måde ({status}).", "The source answers in an unexpected way ({status})."),
        Text("Et svar, der passer til kildens slags.", "An answer that fits the kind of source."),
        Text(
            "Se efter, at adressen og slagsen (way) hører sammen.",
            "See that the address and its kind (way) fit together.",
        ),
    ),
    "source_cut": _kind(
        Text("Forbindelsen blev afbrudt midt i filen.", "The connection was cut in the middle of the file."),
        Text("Hele filen; en halv bruges aldrig.", "The whole file; half a one is never used."),
        Text(
            "Vent til næste nat. Bliver det ved, så spørg den, der driver serveren.",
            "Wait for the next night. If it goes on, ask whoever runs the server.",
        ),
    ),
    "source_changing": _kind(
        Text("Filen blev ændret, mens den blev hentet.", "The file was changed while it was being fetched."),
        Text("En fil, der er skrevet færdig.", "A file that has been written to its end."),
        Text(
            "Aftal med partneren, at filen er færdig om aftenen, før kl. 03.30.",
            "Agree with the partner that the file is finished in the evening, before 03:30.",
        ),
    ),
    "source_too_large": _kind(
        Text("Filen er større end {limit} MB.", "The file is larger than {limit} MB."),
        Text("En fil på højst {limit} MB.", "A file of at most {limit} MB."),
        Text(
            "Slet det, der ikke er tal til alliancen, eller del filen i flere.",
            "Delete what are no figures for the alliance, or split the file into several.",
        ),
    ),
    "source_too_many": _kind(
        Text("Der er flere end {limit} regneark i mappen.", "There are more than {limit} spreadsheets in the folder."),
        Text("En mappe, hvor kun filerne til alliancen ligger.", "A folder with only the files for the alliance."),
        Text(
            "Flyt de andre filer, eller skriv i files, hvad de rigtige hedder, fx tal-*.xlsx.",
            "Move the other files, or write in files what the right ones are called, such as tal-*.xlsx.",
        ),
    ),
    "source_is_a_page": _kind(
        Text("Adressen svarer med en webside i stedet for en fil.", "The address answers with a web page, not a file."),
        Text("En adresse, der giver selve filen.", "An address that gives the file itself."),
        Text(
            "Er filen delt bag log-in, så del den med et link, der henter den. I Google Sheets: „Fil“, „Del“, „Udgiv "
            "på nettet“, type CSV.",
            "If the file is behind a log-in, share it by a link that downloads it. In Google Sheets: “File”, “Share”, "
            "“Publish to web”, type CSV.",
        ),
    ),
    "source_leads_on": _kind(
        Text(
            "Adressen fører videre til {host}, som kilden ikke nævner.",
            "The address leads on to {host}, which the source does not name.",
        ),
        Text("En adresse, der bliver på sin egen vært.", "An address that stays on its own host."),
        Text(
            "Er {host} den rigtige, så skriv den i other_hosts i definitionsfilen.",
            "If {host} is the right one, write it in other_hosts in the definition file.",
        ),
    ),
    "source_private": _kind(
        Text("Adressen fører ind i et lukket net.", "The address leads into a closed network."),
        Text("En adresse på det åbne internet.", "An address of the open internet."),
        Text(
            "Ligger kilden på jeres eget net, så skriv dens vært i intranet_host i definitionsfilen.",
            "If the source lies on your own network, write its host in intranet_host in the definition file.",
        ),
    ),
    "source_secret_missing": _kind(
        Text("Kildens kodeord er ikke sat ({name}).", "The source's password is not set ({name})."),
        Text("Variablerne {name} og {name}_HOST.", "The variables {name} and {name}_HOST."),
        Text(
            "Bed driften om at sætte kodeordet og den vært, der må få det.",
            "Ask operations to set the password and the host that may be told it.",
        ),
    ),
    "source_secret_host": _kind(
        Text(
            "Kodeordet {name} må kun gives til en anden vært end kildens.",
            "The password {name} may only be told to another host than the source's.",
        ),
        Text("Den vært, driften har sat i {name}_HOST.", "The host that operations have set in {name}_HOST."),
        Text(
            "Ret kildens adresse tilbage, eller bed driften om at sætte den nye vært.",
            "Change the source's address back, or ask operations to set the new host.",
        ),
    ),
    "source_unknown_server": _kind(
        Text(
            "Serveren kan ikke bevise, at den er den rigtige.",
            "The server cannot prove that it is the right one.",
        ),
        Text(
            "Et gyldigt certifikat, eller den nøgle, der står i host_key.",
            "A valid certificate, or the key that stands in host_key.",
        ),
        Text(
            "Spørg den, der driver serveren, om den har fået ny nøgle eller nyt certifikat. Ret intet før svaret.",
            "Ask whoever runs the server whether it has a new key or certificate. Change nothing before the answer.",
        ),
    ),
    "source_query": _kind(
        Text("Statistikbanken tog ikke imod forespørgslen.", "StatBank did not accept the query."),
        Text(
            "En tabel, der findes, og en forespørgsel som OMRÅDE=000,101&Tid=*.",
            "A table that exists, and a query such as OMRÅDE=000,101&Tid=*.",
        ),
        Text(
            "Vælg tabellen på statistikbanken.dk, og se dér, hvad dens variable hedder.",
            "Choose the table at statbank.dk, and see there what its variables are called.",
        ),
    ),
    "source_folder": _kind(
        Text("Mappen må ikke læses herfra.", "The folder may not be read from here."),
        Text(
            "En mappe under en af dem, driften har sat i FREMDRIFT_SOURCE_FOLDERS.",
            "A folder below one of those that operations have set in FREMDRIFT_SOURCE_FOLDERS.",
        ),
        Text("Ret adressen, eller bed driften om adgang.", "Correct the address, or ask operations for access."),
    ),
}
