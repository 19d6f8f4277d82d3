"""A picture as PNG, for letters, slides and minutes that take no SVG; with fonts of its own, alike everywhere."""

from __future__ import annotations

from functools import cache, lru_cache

_ZOOM = 2.0  # twice the pixels: sharp on paper and on a projector


@lru_cache(32)  # half a second each; of 150 kB
def png(picture: str) -> bytes:
    """The picture drawn, in its own colours."""
    import resvg_py  # takes its time to load, and few ask for a PNG

    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=picture,
            zoom=_ZOOM,
            skip_system_fonts=True,  # a server has few, and not those of another
            font_files=list(_fonts()),
            sans_serif_family="Source Sans Pro",
            serif_family="Source Serif Pro",
            font_family="Source Sans Pro",
        )
    )


@cache
def _fonts() -> tuple[str, ...]:
    import font_source_sans_pro as sans
    import font_source_serif_pro as serif

    names = ("SourceSansPro", "SourceSansProSemibold", "SourceSerifPro", "SourceSerifProIt")
    return tuple((sans.font_files_ttf | serif.font_files_ttf)[name] for name in names)
