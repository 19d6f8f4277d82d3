"""Who gets letters: a file of its own, whose mistakes are told without repeating an address; and secrets by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from config.recipients import Recipient, read_letters
from config.settings import SettingError, Settings, read_secret, read_settings

WHOLE = """
pages: https://fremdrift.example.dk/
alliances:
  bo-trygt:
    secretariat:
      - mail: anna@example.dk
        language: both
      - webhook: FREMDRIFT_TEAMS
    partners:
      aarhus:
        - mail: tal@example.dk
    reminders: never
"""


def _settings(folder: Path, text: str | None) -> Settings:
    if text is None:
        return read_settings({})
    (folder / "letters.yaml").write_text(text, encoding="utf-8")
    return read_settings({"FREMDRIFT_LETTERS": str(folder / "letters.yaml")})


def test_without_a_file_there_are_no_letters(tmp_path: Path) -> None:
    assert read_letters(_settings(tmp_path, None)) is None


def test_a_whole_file(tmp_path: Path) -> None:
    found = read_letters(_settings(tmp_path, WHOLE))
    assert found is not None
    assert (found.pages, found.mail) == ("https://fremdrift.example.dk", "FREMDRIFT_MAIL")
    of = found.alliances["bo-trygt"]
    assert [(one.way, one.language) for one in of.secretariat] == [("mail", "both"), ("webhook", "da")]
    assert of.partners["aarhus"] == (Recipient(mail="tal@example.dk"),)
    assert of.reminders == "never"


def test_a_key_tells_recipients_apart_and_holds_no_address() -> None:
    ones = [Recipient(mail="a@example.dk"), Recipient(mail="b@example.dk"), Recipient(webhook="A")]
    assert len({one.key for one in ones}) == 3
    assert Recipient(mail="a@example.dk", language="en").key == ones[0].key, "another language, the same person"
    assert not any("example" in one.key for one in ones)


MISTAKES: list[tuple[str, str, str]] = [
    ("pages: x", "pages", "no address of pages"),
    ("pages: https://a.dk\nmailserver: X", "mailserver", "an unknown field, most often misspelt"),
    (
        WHOLE.replace("anna@example.dk", "anna.example.dk"),
        "line 6, alliances.bo-trygt.secretariat.0.mail",
        "no address",
    ),
    (WHOLE.replace("language: both", "language: dansk"), "secretariat.0.language", "no language"),
    (WHOLE.replace("FREMDRIFT_TEAMS", "https://hemmelig.example/krog"), "webhook", "the secret itself, not its name"),
    (WHOLE.replace("  aarhus:", "  tal@example.dk:"), "partners....", "an address where a name is expected"),
    (WHOLE.replace("- mail: tal@example.dk", "- language: da"), "either mail or webhook", "no way at all"),
    (WHOLE + "  bo-trygt: {}\n", "line", "the same alliance twice: one of them would be forgotten"),
    ("pages: [", "line 1", "no YAML"),
]


@pytest.mark.parametrize(("text", "told", "reason"), MISTAKES, ids=[one[2] for one in MISTAKES])
def test_mistakes_say_where_and_repeat_no_address(tmp_path: Path, text: str, told: str, reason: str) -> None:
    with pytest.raises(SettingError) as mistake:
        read_letters(_settings(tmp_path, text))
    said = str(mistake.value)
    assert told in said, reason
    assert said.startswith("FREMDRIFT_LETTERS (letters.yaml)")
    assert not any(secret in said for secret in ("anna.", "tal@", "hemmelig", str(tmp_path)))


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=r"FREMDRIFT_LETTERS \(nix\.yaml\)"):
        read_letters(read_settings({"FREMDRIFT_LETTERS": str(tmp_path / "nix.yaml")}))


def test_a_secret_comes_from_the_variable_or_from_the_file_that_it_names(tmp_path: Path) -> None:
    file = tmp_path / "mail"
    file.write_text("mailtos://a:hemmelig@example.dk\n")
    environment: dict[str, Any] = {"A": " en ", "B_FILE": str(file), "C": "", "C_FILE": str(file)}
    assert [read_secret(name, environment) for name in "ABC"] == ["en", *["mailtos://a:hemmelig@example.dk"] * 2]
    (tmp_path / "tom").write_text("\n")
    for told in ({}, {"A_FILE": str(tmp_path / "nix")}, {"A_FILE": str(tmp_path / "tom")}):
        with pytest.raises(SettingError) as mistake:
            read_secret("A", told)
        assert "A" in str(mistake.value)
        assert str(tmp_path) not in str(mistake.value)
