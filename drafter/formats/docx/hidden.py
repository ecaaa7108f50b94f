"""Text of a Word file that is hidden: by its own mark, or by its style (ISO/IEC 29500-1, 17.3.2.41)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from docx.oxml.ns import nsmap, qn

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_VALUE, _ID, _TYPE = qn("w:val"), qn("w:styleId"), qn("w:type")
_P: Final = qn("w:p")
_DEEPEST: Final = 64  # styles based on each other; a ring of them ends here


class Hidden(NamedTuple):
    """What the styles of a document hide.

    Attributes:
        characters: ids of the character styles that hide.
        paragraphs: ids of the paragraph styles that hide, "" for the default one.
        default: whether everything is hidden that says nothing else.
    """

    characters: frozenset[str] = frozenset()
    paragraphs: frozenset[str] = frozenset()
    default: bool = False

    def hides(self, run: Element) -> bool:
        """Whether a `w:r` is hidden."""
        own = run.find("w:rPr/w:vanish", nsmap)
        if own is not None:
            return is_on(own)
        if not (self.characters or self.paragraphs or self.default):
            return False
        style = run.find("w:rPr/w:rStyle", nsmap)
        by_style = style is not None and style.get(_VALUE) in self.characters
        paragraph = next(run.iterancestors(_P), None)
        # Two styles that both hide cancel each other: a toggle property (17.7.3).
        return self.default or by_style != (paragraph is not None and self._by_paragraph(paragraph))

    def hides_mark(self, paragraph: Element) -> bool:
        """Whether the mark at the end of a `w:p` is hidden: what follows goes on in its line."""
        own = paragraph.find("w:pPr/w:rPr/w:vanish", nsmap)
        return is_on(own) if own is not None else self.default or self._by_paragraph(paragraph)

    def _by_paragraph(self, paragraph: Element) -> bool:
        style = paragraph.find("w:pPr/w:pStyle", nsmap)
        return ("" if style is None else style.get(_VALUE, "")) in self.paragraphs


SHOWN: Final = Hidden()
"""Where no style hides anything."""


def is_on(switch: Element | None) -> bool:
    """Whether an element that is a switch is there and not turned off."""
    return switch is not None and switch.get(_VALUE, "1") not in {"0", "false", "off"}


def read_hidden(styles: Element | None) -> Hidden:
    """What the styles of a document hide.

    Args:
        styles: the root of the part, None for a document without one.
    """
    if styles is None or next(styles.iter(qn("w:vanish")), None) is None:
        return SHOWN
    known = {style.get(_ID, ""): style for style in styles.iterchildren(qn("w:style"))}
    hiding = {name for name in known if _hides(name, known)}
    of_paragraphs = {name for name in hiding if known[name].get(_TYPE) == "paragraph"}
    if any(known[name].get(qn("w:default")) in {"1", "true", "on"} for name in of_paragraphs):
        of_paragraphs.add("")
    return Hidden(
        frozenset(name for name in hiding if known[name].get(_TYPE) == "character"),
        frozenset(of_paragraphs),
        is_on(styles.find("w:docDefaults/w:rPrDefault/w:rPr/w:vanish", nsmap)),
    )


def _hides(name: str, known: dict[str, Element]) -> bool:
    """Whether a style, or the nearest of those it is based on that says anything, hides."""
    for _ in range(_DEEPEST):
        style = known.get(name)
        if style is None:
            return False
        switch = style.find("w:rPr/w:vanish", nsmap)
        if switch is not None:
            return is_on(switch)
        base = style.find("w:basedOn", nsmap)
        name = "" if base is None else base.get(_VALUE, "")
    return False
