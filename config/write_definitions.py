"""An alliance as the text of its definition file: what `read_definitions` reads to the very same alliance."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import yaml

from config.definition_fields import ENTRIES
from config.definition_file import SHAPES
from config.definitions import Alliance

WIDTH = 110
_HEAD = "# yaml-language-server: $schema=../alliance.schema.json\n"
_YEAR = re.compile(r"[1-9]\d{3}", re.ASCII)
_EXACT = 10**15  # whole numbers up to here are the same as a double


def definition_text(declared: Alliance, remark: str = "") -> str:
    """The whole file; fields that say the default are left out.

    Args:
        remark: a line or more for the people who open the file, put before its fields.
    """
    document = plain_document(declared)
    parts = [_HEAD + "".join(f"# {line}\n" for line in remark.splitlines())]
    head = {name: value for name, value in document.items() if name not in ENTRIES}
    parts[0] += written(head)
    parts += [_list(name, document[name]) for name in ENTRIES if name in document]
    return "\n".join(parts)


def plain_document(declared: Alliance) -> dict[str, Any]:
    """An alliance as the values of its file, fields that say the default left out."""
    document: dict[str, Any] = _plain(declared.model_dump(mode="python", by_alias=True, exclude_defaults=True))
    return document


def _list(name: str, entries: list[Any]) -> str:
    """The entries of one kind; those of many lines have a blank line between them."""
    texts = [written({name: [entry]}).partition("\n")[2] for entry in entries]
    is_long = any(text.count("\n") > 6 for text in texts)
    return f"{name}:\n" + ("\n" if is_long else "").join(texts)


def written(value: Any) -> str:
    """Values as lines of a definition file."""
    return str(
        yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=WIDTH, default_flow_style=False)
    )


def _plain(value: Any, name: str = "") -> Any:
    """As a person would write it: one text where both languages say the same, a year as a number, 50 for 50.0."""
    if isinstance(value, dict):
        if set(value) == {"da", "en"} and value["da"] == value["en"]:
            return value["da"]
        return {field: _plain(one, field) for field, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one, name) for one in value]
    if isinstance(value, float) and value.is_integer() and abs(value) < _EXACT:
        return int(value)
    if isinstance(value, str) and name in ("period", "until") and _YEAR.fullmatch(value):
        return int(value)
    return value


class _Dumper(yaml.SafeDumper):
    """Quotes every text that our reader, or another reader of YAML, would take for something else."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        return True  # definitions have no links


def _mapping(dumper: _Dumper, value: dict[str, Any]) -> yaml.Node:
    """Short entries without entries in them stand on one line."""
    node = dumper.represent_dict(value.items())
    leaves = [one for one in value.values() if not isinstance(one, dict | list)]
    long = sum(len(str(one)) + 4 for one in (*value, *leaves)) > WIDTH - 30
    node.flow_style = len(leaves) == len(value) and not long and not any("\n" in str(one) for one in leaves)
    return node


def _sequence(dumper: _Dumper, value: list[Any]) -> yaml.Node:
    node = dumper.represent_list(value)
    node.flow_style = not any(isinstance(one, dict | list) for one in value) and len(str(value)) < WIDTH - 30
    return node


def _day(dumper: _Dumper, value: date) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:timestamp", value.isoformat())


_Dumper.add_representer(dict, _mapping)
_Dumper.add_representer(list, _sequence)
_Dumper.add_representer(date, _day)
for _tag, _shape, _first in SHAPES:
    _Dumper.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"(?:{_shape})\Z", re.ASCII), _first)
