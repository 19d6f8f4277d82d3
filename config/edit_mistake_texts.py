"""What can be wrong with a change made in the browser, or with a key that an entry had, in Danish and English."""

from __future__ import annotations

from config.language import Text

EDITING = {
    "author_blank": (
        Text("navnet på den, der retter", "the name of the person who makes the change"),
        Text("Skriv et navn.", "Write a name."),
    ),
    "target_overwritten": (
        Text(
            "måltallet {value}, som det blev vedtaget; et måltal overskrives aldrig",
            "the target {value} as it was adopted; a target is never overwritten",
        ),
        Text(
            "Lad det stå, og tilføj et nyt måltal med dag og begrundelse.",
            "Leave it, and add a new target with its day and reason.",
        ),
    ),
    "target_adopted": (
        Text("dagen, hvor det nye måltal blev vedtaget", "the day on which the new target was adopted"),
        Text("Skriv dagen i adopted, fx {today}.", "Write the day in adopted, such as {today}."),
    ),
    "target_reason": (
        Text("begrundelsen for det nye måltal", "the reason for the new target"),
        Text("Skriv i reason, hvorfor måltallet er et andet.", "Write in reason why the target is another."),
    ),
    "former_twice": (
        Text(
            "en tidligere nøgle, som ingen anden {what} har eller har haft",
            "a former key that no other {what} has or has had",
        ),
        Text(
            "Slet »{key}« det ene sted: gamle links kan kun føre til én.",
            "Delete “{key}” in one place: old links can only lead to one.",
        ),
    ),
    "same_alliance": (
        Text("én fil pr. alliance; {other} er den samme", "one file for each alliance; {other} is the same one"),
        Text("Slet den fil, der bærer det gamle navn.", "Delete the file that bears the former name."),
    ),
    "key_taken": (
        Text(
            "en ny nøgle; »{key}« har været brugt i denne alliance, og gamle tal og links hænger ved den",
            "a new key; “{key}” has been used in this alliance, and old figures and links hang on it",
        ),
        Text("Vælg en anden nøgle.", "Choose another key."),
    ),
}
