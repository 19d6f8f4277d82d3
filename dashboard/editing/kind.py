"""What a kind of entry is to a form: its fields, the lists inside it, and how it is spoken of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from config.language import Text
from dashboard.editing.fields import Ask, value_at


@dataclass(frozen=True, slots=True)
class Part:
    """A list inside an entry, edited item by item.

    Attributes:
        code: in the address.
        field: the list's name in the entry.
        single: the items are no mappings: the one field that holds all of such an item.
        adds_only: what stands is never changed here, only added to.
        says_why: the field of the item that is also the reason of the new version.
        is_rare: stands further down, with others like it.
    """

    code: str
    field: str
    the: Text
    heading: Text
    add: Text
    asks: tuple[Ask, ...]
    single: str = ""
    adds_only: bool = False
    says_why: str = ""
    is_rare: bool = False

    def opened(self, item: Any) -> dict[str, Any]:
        return {self.single: item} if self.single else dict(item)

    def closed(self, item: Mapping[str, Any]) -> Any:
        return item[self.single] if self.single else dict(item)


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry: a key of `store.definitions.PARTS`, or "alliance".

    Attributes:
        the: "målet"; stands before a name.
        hint: what the file alone can say of such an entry.
        aside: fields that stand beside the name in a list.
    """

    code: str
    the: Text
    heading: Text
    add: Text
    asks: tuple[Ask, ...]
    parts: tuple[Part, ...] = ()
    hint: Text | None = None
    aside: tuple[str, ...] = ()

    def title(self, document: Mapping[str, Any]) -> Text:
        """What an entry is called."""
        name = value_at(document, ("short_title",)) or value_at(document, ("title",)) or value_at(document, ("name",))
        if isinstance(name, str):
            return Text(name, name)
        return Text(name["da"], name.get("en") or name["da"]) if name else Text("–", "–")

    def part(self, code: str) -> Part | None:
        return next((part for part in self.parts if part.code == code), None)
