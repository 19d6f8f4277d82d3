"""What each role may do, written by hand: what the tests hold every address to, and docs/roles.md shows.

A letter for each role, in the order of ROLES: `y` comes in, `s` is asked to sign in (401, or the sign-in page), `n` is
told that it is not theirs (403), `-` is told that there is no such thing (404).
"""

ROLES = (
    "anybody",
    "viewer",
    "contributor",
    "contributor of another",
    "secretariat",
    "secretariat elsewhere",
    "administrator",
    "upload link",
    "delivering token",
    "reading token",
)

# What is done: in an alliance that everybody sees, in one for its members, and what it is in words.
# The contributor, the upload link and the delivering token are of the organisation it is done for.
ACTIONS: dict[str, tuple[str, str, str]] = {
    "look": ("yyyyyyyyyy", "yyyyyyyyyy", "read what is for everybody"),
    "figures": ("yyyyyyyyyy", "-yyyy-y-yy", "read an alliance's figures, meetings and open data"),
    "deliver": ("snynynyyyn", "snyny-y-yn", "hand in a file for the organisation, fetch its template"),
    "represent": ("snynynynyn", "snyny-ynyn", "say that it has nothing to report, forget how its files are read"),
    "submission": (
        "s-y-y-y-y-",
        "s-y-y-y-y-",
        "see a file's report, confirm, undo, answer, choose its layout",
    ),
    "links": ("snyyynynyn", "snyyy-y-yn", "hand out upload links for an organisation of one's own"),
    "define": ("snnnynynnn", "snnny-y-nn", "edit what is declared, write the minutes of a meeting"),
    "invite": ("snnnynynnn", "snnny-y-nn", "give and end roles in the alliance"),
    "audit": ("snnnynynnn", "snnny-y-nn", "read the record of acts of the alliance"),
    "deliver somewhere": ("snyyyyyyyn", "snyyyyyyyn", "open the page on which files are handed in"),
    "represent somewhere": ("snyyyyynyn", "snyyyyynyn", "open the page of nothing to report"),
    "install": ("snnnnnynnn", "snnnnnynnn", "all accounts, the record of the installation"),
    "own account": ("syyyyyynnn", "syyyyyynnn", "one's own account, tokens, sessions"),
    "preview": ("syyyyyyyss", "syyyyyyyss", "see the pages as the public does"),
}

# Indicators of an alliance that everybody sees, by who may see them.
SIGHT: dict[str, tuple[str, str]] = {
    "antal": ("yyyyyyyyyy", "public"),
    "medlem": ("-yyyy-y-yy", "members"),
    "egen": ("--y-y-y-yy", "one organisation (the contributor's)"),
    "snart": ("----y-y--y", "under an embargo"),
}

_T, _A = "/api/v1/submissions/{token}", "/alliance/{slug}"
_FORM = "alliance={slug}&organisation=partner&name=x"
# Every address and method, and what it is to use it. After a blank: the form that is sent. A star: what is asked for
# by it is not there, so that 404 is as far in as one comes.
ADDRESSES: dict[str, tuple[str, str]] = {
    "GET /": ("look", "/"),
    "GET /alliance/<slug>": ("figures", _A),
    "GET /alliance/<slug>/deliveries": ("figures", f"{_A}/deliveries"),
    "GET /alliance/<slug>/<code>": ("figures", f"{_A}/antal"),
    "GET /alliance/<slug>/meeting": ("figures", f"{_A}/meeting"),
    "GET /alliance/<slug>/meeting/<code>": ("figures", f"{_A}/meeting/antal"),
    "GET /alliance/<slug>/minutes/<day>": ("figures", f"{_A}/minutes/2026-11-20"),
    "GET /alliance/<slug>/edit": ("define", f"{_A}/edit"),
    "GET /alliance/<slug>/edit/<kind>": ("define", f"{_A}/edit/goal"),
    "GET /alliance/<slug>/edit/<kind>/<key>": ("define", f"{_A}/edit/goal/faerre"),
    "GET /alliance/<slug>/edit/<kind>/<key>/retire": ("define", f"{_A}/edit/indicator/antal/retire"),
    "GET /alliance/<slug>/edit/<kind>/<key>/restore/<int:version>": ("define", f"*{_A}/edit/goal/faerre/restore/99"),
    "GET /alliance/<slug>/edit/<kind>/<key>/<part>": ("define", f"{_A}/edit/indicator/antal/target"),
    "GET /alliance/<slug>/edit/<kind>/<key>/<part>/<int:number>": ("define", f"*{_A}/edit/goal/faerre/x/0"),
    "GET /alliance/<slug>/edit/<kind>/<key>/<part>/<int:number>/retire": (
        "define",
        f"*{_A}/edit/goal/faerre/x/0/retire",
    ),
    "GET /alliance/<slug>/audit": ("audit", f"{_A}/audit"),
    "GET /alliance/<slug>/members": ("invite", f"{_A}/members"),
    "GET /alliance/<slug>/links": ("links", f"{_A}/links"),
    "GET /audit": ("install", "/audit"),
    "GET /accounts": ("install", "/accounts"),
    "GET /account": ("own account", "/account"),
    "GET /account/tokens": ("own account", "/account/tokens"),
    "GET /deliver/<text>": ("look", "*/deliver/l-x"),
    "GET /upload": ("deliver somewhere", "/upload"),
    "GET /upload/nothing": ("represent somewhere", "/upload/nothing"),
    "GET /upload/<token>": ("submission", "/upload/{token}"),
    "GET /upload/<token>/layout": ("submission", "*/upload/{token}/layout"),
    "GET /upload/<token>/undo": ("submission", "/upload/{token}/undo"),
    "GET /upload/<token>/vanished": ("submission", "/upload/{token}/vanished"),
    "GET /runs": ("look", "/runs"),
    "GET /method": ("look", "/method"),
    "GET /judge": ("look", "/judge"),
    "GET /sign-in": ("look", "/sign-in"),
    "GET /sign-in/oidc": ("look", "*/sign-in/oidc"),
    "GET /sign-in/oidc/back": ("look", "*/sign-in/oidc/back"),
    "GET /first/<link>": ("look", "*/first/l-x"),
    "GET /invite/<link>": ("look", "*/invite/l-x"),
    "GET /reset/<link>": ("look", "*/reset/l-x"),
    "GET /data": ("look", "/data"),
    "GET /help": ("look", "/help"),
    "GET /help/spreadsheet": ("look", "/help/spreadsheet"),
    "GET /contact": ("look", "/contact"),
    "GET /privacy": ("look", "/privacy"),
    "GET /accessibility": ("look", "/accessibility"),
    "GET /alliance/<slug>/<code>.<any(xlsx, svg, png):suffix>": ("figures", f"{_A}/antal.xlsx"),
    "GET /alliance/<slug>/audit/acts.<any(csv, json):suffix>": ("audit", f"{_A}/audit/acts.csv"),
    "GET /audit/acts.<any(csv, json):suffix>": ("install", "/audit/acts.csv"),
    "GET /deliver/<text>/template.xlsx": ("look", "*/deliver/l-x/template.xlsx"),
    "GET /template": ("deliver somewhere", "/template"),
    "GET /template/<alliance>/<organisation>.xlsx": ("deliver", "*/template/{slug}/partner.xlsx"),
    f"GET {_T.format(token='<token>')}": ("submission", _T),
    f"GET {_T.format(token='<token>')}/annotated.xlsx": ("submission", f"*{_T}/annotated.xlsx"),
    f"GET {_T.format(token='<token>')}/layout": ("submission", f"*{_T}/layout"),
    f"POST {_T.format(token='<token>')}/confirm": ("submission", f"{_T}/confirm"),
    f"POST {_T.format(token='<token>')}/layout": ("submission", f"*{_T}/layout"),
    f"POST {_T.format(token='<token>')}/undo": ("submission", f"{_T}/undo"),
    f"POST {_T.format(token='<token>')}/vanished": ("submission", f"{_T}/vanished"),
    "POST /api/v1/submissions": ("deliver", f"/api/v1/submissions {_FORM}&file=0"),
    "POST /api/v1/declarations": ("represent", f"/api/v1/declarations {_FORM}"),
    "POST /api/v1/layouts/forget": ("represent", f"*/api/v1/layouts/forget {_FORM}"),
    "POST /account/preview": ("preview", "/account/preview"),
    "POST /judge": ("look", "/judge"),
    "POST /deliver/<text>": ("look", "*/deliver/l-x"),
    "POST /sign-in": ("look", "/sign-in"),
    "POST /sign-out": ("look", "/sign-out"),
    "POST /first/<link>": ("look", "*/first/l-x"),
    "POST /invite/<link>": ("look", "*/invite/l-x"),
    "POST /reset/<link>": ("look", "*/reset/l-x"),
    "POST /alliance/<slug>/meeting/<code>": ("define", f"{_A}/meeting/antal"),
    "POST /alliance/<slug>/links": ("links", f"{_A}/links"),
    "POST /alliance/<slug>/links/<int:number>/withdraw": ("links", f"*{_A}/links/99/withdraw"),
    "POST /alliance/<slug>/members": ("invite", f"{_A}/members"),
}
ADDRESSES |= {
    f"POST {one.removeprefix('GET ')}": (action, f"*{where.removeprefix('*')}")
    for one, (action, where) in ADDRESSES.items()
    if one.startswith("GET /alliance/<slug>/edit/")
}
ADDRESSES |= {
    f"POST /alliance/<slug>/members/{one}": ("invite", f"*{_A}/members/{where}")
    for one, where in (
        ("<key>/reset", "x/reset"),
        ("invitations/<int:number>/withdraw", "invitations/99/withdraw"),
        ("roles/<int:number>/end", "roles/99/end"),
    )
}
ADDRESSES |= {
    f"POST /accounts/<key>/{one}": ("install", f"*/accounts/x/{one}")
    for one in ("administrator", "administrator/end", "codes/end", "delete", "reset")
}
ADDRESSES |= {
    f"POST /account/{one}": ("own account", f"*/account/{where}")
    for one, where in (
        ("codes", "codes"),
        ("codes/end", "codes/end"),
        ("delete", "delete"),
        ("own", "own"),
        ("password", "password"),
        ("tokens", "tokens"),
        ("tokens/<int:number>/withdraw", "tokens/99/withdraw"),
    )
}
_OPEN = ("/api/v1/alliances/{slug}", "/api/v1/alliances/{slug}/deliveries", "/api/v1/alliances/{slug}/indicators/antal")
ADDRESSES |= {
    f"GET {one.replace('{slug}', '<slug>').replace('antal', '<code>')}{ending}": ("figures", f"{one}{shown}")
    for one in _OPEN
    for ending, shown in (("", ""), (".<any(json, csv):suffix>", ".json"))
}
_ALL, _THREE = "<any(figures, vintages, verdicts, indicators):table>", "<any(figures, vintages, verdicts):table>"
ADDRESSES |= {
    f"GET /api/v1{start}/{table}{ending}": (action, f"/api/v1{where}/figures{shown}")
    for start, table, action, where in (
        ("", _ALL, "look", ""),
        ("/alliances/<slug>", _ALL, "figures", "/alliances/{slug}"),
        ("/alliances/<slug>/indicators/<code>", _THREE, "figures", "/alliances/{slug}/indicators/antal"),
    )
    for ending, shown in (("", ""), (".<any(json, csv):suffix>", ".json"))
}
ADDRESSES |= {
    f"GET {one}": ("look", one)
    for one in ("/api/v1", "/api/v1/openapi.json", "/api/v1/alliances", "/healthz", "/readyz", "/metrics")
}
ADDRESSES |= {f"GET {one}": ("look", one) for one in ("/robots.txt", "/favicon.svg", "/favicon.ico")}
ADDRESSES |= {
    "GET /api/v1/alliances.<any(json, csv):suffix>": ("look", "/api/v1/alliances.csv"),
    "GET /static/<name>": ("look", "/static/style.css"),
    "GET /_dash-layout": ("look", "/_dash-layout"),
    "GET /_dash-dependencies": ("look", "/_dash-dependencies"),
    "POST /_dash-update-component": ("look", "*/_dash-update-component"),  # the page's own right is asked: see below
}
# Of Dash, Flask and ours: leads nowhere, or to scripts.
NOWHERE = ("/api/", "/api/<path:_>", "/assets/<path:filename>", "/_favicon.ico", "/_reload-hash", "/<path:path>")
NOWHERE += ("/_dash-component-suites/<string:package_name>/<path:fingerprinted_path>",)
# Ends what the others of the test need: looked at by the tests of accounts.
ELSEWHERE = ("POST /account/sessions/end",)

# At the command line everything is the operator's: whoever may start programs on the machine as Fremdrift's own user.
COMMANDS = [
    *("accounts", "apply", "audit", "backup", "declare", "demo", "digest", "doctor", "export-definitions"),
    *("first-link", "invite", "judge", "migrate", "move", "observations", "propose", "purge", "refresh", "rehearse"),
    *("rename", "restore", "retire", "sources", "status", "submit", "template", "token", "undo", "up", "upload-link"),
    *("vanished", "web", "worker"),
]
