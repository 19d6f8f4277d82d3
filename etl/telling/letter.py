"""A letter: a heading, a few sections with items, and its two forms: plain text, and HTML without pictures or scripts.

Both say the same. Addresses are written out in the text, and are links in the HTML.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import NamedTuple

from config.language import Language

WIDTH = 76  # columns of plain text: what mail programs show without breaking it again
_SERIF = "Charter,'Bitstream Charter','Sitka Text',Cambria,Georgia,serif"
_SANS = "-apple-system,BlinkMacSystemFont,'Segoe UI',Carlito,Arial,sans-serif"
_RULE = "border-top:1px solid #d9d7cf"
_STYLE = {
    "body": f"margin:0;padding:24px 20px;background:#fcfbf8;color:#16202a;font:16px/1.5 {_SANS}",
    "page": "max-width:36em;margin:0",
    "over": "margin:0 0 4px;color:#545f69;font-size:14px",
    "h1": f"margin:0 0 8px;font:400 26px/1.25 {_SERIF}",
    "lead": "margin:0 0 4px;color:#545f69",
    "section": f"margin:24px 0 0;padding:12px 0 0;{_RULE};border-top-color:#16202a",
    "h2": f"margin:0 0 8px;font:400 20px/1.3 {_SERIF}",
    "ul": "margin:0;padding:0;list-style:none",
    "li": "margin:0 0 12px",
    "more": "margin:4px 0 0;padding:0 0 0 16px",
    "a": "color:#24509a",
    "foot": f"margin:28px 0 0;padding:12px 0 0;{_RULE};color:#545f69;font-size:14px",
}


class Link(NamedTuple):
    """An address, and the words that lead to it."""

    words: str
    address: str


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that is told, lines that belong to it, and where there is more of it.

    Attributes:
        about: what it is about, before the text: the words lead to its page.
    """

    text: str
    more: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    about: Link | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """Items under a heading; without a heading they follow what stands before."""

    heading: str
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter in one language.

    Attributes:
        over: whose it is, above the heading. lead: below it.
        foot: why one gets it.
    """

    language: Language
    subject: str
    over: str
    heading: str
    lead: str
    sections: tuple[Section, ...]
    foot: tuple[str, ...] = ()


def as_text(drafts: tuple[Draft, ...]) -> str:
    """The letter as plain text; in two languages one after the other."""
    rule = "\n\n" + "=" * 30 + "\n\n"
    return rule.join("\n".join(_lines(one)) for one in drafts) + "\n"


def _lines(draft: Draft) -> Iterator[str]:
    yield from _wrapped(draft.over)
    yield from _wrapped(draft.heading)
    yield from _wrapped(draft.lead)
    for section in draft.sections:
        yield ""
        if section.heading:
            yield ""
            yield section.heading
            yield "-" * min(len(section.heading), WIDTH)
        for place, item in enumerate(section.items):
            if place and not section.heading:
                yield ""
            yield from _item_lines(item, is_listed=bool(section.heading))
    if draft.foot:
        yield ""
        yield "-- "  # what mail programs know as the beginning of a signature
        for line in draft.foot:
            yield from _wrapped(line)


def _item_lines(item: Item, is_listed: bool) -> Iterator[str]:
    mark, indent = ("- ", "  ") if is_listed else ("", "")
    text = f"{item.about.words}: {item.text}" if item.about else item.text
    for line in text.split("\n"):
        yield from _wrapped(line, mark, indent)
    for line in item.more:
        yield from _wrapped(line, f"{indent}{indent}- ", f"{indent}{indent}  ")
    if item.about:
        yield indent + item.about.address  # never broken: it must be possible to press on it
    for link in item.links:
        yield f"{indent}{link.words}: {link.address}"


def _wrapped(text: str, first: str = "", after: str = "") -> list[str]:
    kept = textwrap.wrap(
        text, WIDTH, initial_indent=first, subsequent_indent=after, break_long_words=False, break_on_hyphens=False
    )
    return kept if text else []


def as_html(drafts: tuple[Draft, ...]) -> str:
    """The letter as HTML, styles at each element: mail programs take little else."""
    pages = "".join(_page(one, is_first=number == 0) for number, one in enumerate(drafts))
    title = escape(drafts[0].subject)
    head = (
        f'<meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">'
        f'<meta name="color-scheme" content="light"><title>{title}</title>'
    )
    body = f'<body style="{_STYLE["body"]}">{pages}</body>'
    return f'<!doctype html>\n<html lang="{drafts[0].language}"><head>{head}</head>\n{body}</html>\n'


def _page(draft: Draft, is_first: bool) -> str:
    own = _STYLE["page"] if is_first else f"{_STYLE['page']};margin:40px 0 0;padding:24px 0 0;{_RULE}"
    parts = [
        _tag("p", draft.over, "over") if draft.over else "",
        _tag("h1" if is_first else "h2", draft.heading, "h1"),
        _tag("p", draft.lead, "lead") if draft.lead else "",
        *(_section(one) for one in draft.sections),
    ]
    if draft.foot:
        lines = "<br>".join(escape(line) for line in draft.foot)
        parts.append(f'<p style="{_STYLE["foot"]}">{lines}</p>')
    return f'<div lang="{draft.language}" style="{own}">{"".join(parts)}</div>\n'


def _section(section: Section) -> str:
    if not section.heading:
        return "".join(f'<div style="{_STYLE["li"]};margin-top:12px">{_item(one)}</div>\n' for one in section.items)
    items = "".join(f'<li style="{_STYLE["li"]}">{_item(one)}</li>\n' for one in section.items)
    content = f'{_tag("h2", section.heading, "h2")}<ul style="{_STYLE["ul"]}">{items}</ul>'
    return f'<div style="{_STYLE["section"]}">{content}</div>\n'


def _item(item: Item) -> str:
    text = escape(item.text).replace("\n", "<br>")
    about = f"{_link(item.about)}: " if item.about else ""
    more = "".join(f"<li>{escape(line)}</li>" for line in item.more)
    below = f'<ul style="{_STYLE["more"]}">{more}</ul>' if more else ""
    links = " · ".join(_link(one) for one in item.links)
    return about + text + below + (f"<br>{links}" if links and text and not below else links)


def _link(one: Link) -> str:
    return f'<a style="{_STYLE["a"]}" href="{escape(one.address)}">{escape(one.words)}</a>'


def _tag(name: str, text: str, style: str) -> str:
    return f'<{name} style="{_STYLE[style]}">{escape(text)}</{name}>'
