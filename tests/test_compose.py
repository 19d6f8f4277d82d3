"""compose.yaml and the Dockerfile speak of commands, settings and folders that there are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from fremdrift import cli

ROOT = Path(__file__).parents[1]
SERVICES: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))["services"]
OURS = [name for name in SERVICES if name != "database"]
SETTINGS = set(re.findall(r"FREMDRIFT_[A-Z_]+", (ROOT / "config/settings.py").read_text(encoding="utf-8")))
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")


def test_all_are_there() -> None:
    assert set(SERVICES) == {"database", "web", "worker", "backup"}


@pytest.mark.parametrize("name", OURS)
def test_commands_exist(name: str) -> None:
    program, command, *rest = SERVICES[name]["command"]
    assert program == "fremdrift"
    flags = {flag for one in cli.commands[command].params if isinstance(one, click.Option) for flag in one.opts}
    assert {word for word in rest if word.startswith("--")} <= flags


@pytest.mark.parametrize("name", OURS)
def test_settings_exist(name: str) -> None:
    assert set(SERVICES[name]["environment"]) <= SETTINGS
    assert "FREMDRIFT_DATABASE_URL" in SERVICES[name]["environment"]


def test_the_image_names_settings_that_exist_and_opens_nothing() -> None:
    set_ = set(re.findall(r"(FREMDRIFT_[A-Z_]+)=", DOCKERFILE))
    assert set_ <= SETTINGS
    assert not set_ & {"FREMDRIFT_URL", "FREMDRIFT_SECRET", "FREMDRIFT_METRICS_TOKEN"}  # the operator's to say


@pytest.mark.parametrize("name", OURS)
def test_mounted_folders_belong_to_the_user_of_the_image(name: str) -> None:
    """A new volume takes its owner from the image's folder; without one it is root's, and nothing can be written."""
    made = re.search(r"install -d -o fremdrift -g fremdrift (.+)", DOCKERFILE)
    assert made is not None
    assert {one.split(":")[1] for one in SERVICES[name]["volumes"]} <= set(made[1].split())
