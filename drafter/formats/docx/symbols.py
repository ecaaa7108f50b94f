"""Signs of the symbol fonts: their codes are private (U+F020 to U+F0FF), what they look like is not."""

from __future__ import annotations

from typing import Final

_WINGDINGS: Final = {
    "F0FC": "√", "F0FE": "☑", "F052": "☑", "F0A8": "□", "F06F": "□", "F0FB": "×", "F0FD": "☒", "F04A": "☺",
    **{f"F0{0x81 + number:02X}": "①②③④⑤⑥⑦⑧⑨⑩"[number] for number in range(10)},
    **{f"F0{0x8C + number:02X}": "❶❷❸❹❺❻❼❽❾❿"[number] for number in range(10)},
    "F0E0": "→", "F0DF": "←", "F0E1": "↑", "F0E2": "↓", "F0E8": "→",
}  # fmt: skip
_SYMBOL: Final = {
    "F0B3": "≥", "F0A3": "≤", "F0B4": "×", "F0B1": "±", "F0B0": "°", "F0B8": "÷", "F0B9": "≠", "F0BB": "≈",
    "F0A5": "∞", "F0AE": "→", "F0AC": "←", "F0AD": "↑", "F0AF": "↓", "F0D7": "·", "F0D6": "√", "F0E5": "∑",
    "F061": "α", "F062": "β", "F067": "γ", "F064": "δ", "F06D": "μ", "F070": "π", "F073": "σ", "F044": "Δ",
    "F057": "Ω", "F025": "%", "F02B": "+", "F03D": "=", "F03C": "<", "F03E": ">",
}  # fmt: skip
_LETTERS: Final = frozenset("0123456789ABCDEF")


def symbol(code: str, font: str) -> str:
    """The sign of a character code.

    Args:
        code: in hexadecimal, e.g. "F0FC".
        font: e.g. "Wingdings", "" where it is not known.

    Returns:
        The sign, "" for one that is private and unknown.
    """
    code = code.upper()
    if len(code) != 4 or not _LETTERS.issuperset(code) or code.startswith("D"):  # noqa: PLR2004  # digits of a code
        return ""
    if not code.startswith("F0"):
        return chr(int(code, 16))
    known = _SYMBOL if font.lower() == "symbol" else _WINGDINGS if "wingdings" in font.lower() else _WINGDINGS | _SYMBOL
    return known.get(code, "")


def seen_as(text: str, font: str) -> str:
    """Words in which signs of a symbol font stand, each of those as it looks, where that is known.

    Args:
        text: with private characters.
        font: of the run; in another font they are no signs that anyone knows.
    """
    if not font or not ("wingdings" in font.lower() or font.lower() == "symbol"):
        return text
    return "".join(symbol(f"{ord(sign):04X}", font) or sign if "\uf020" <= sign <= "\uf0ff" else sign for sign in text)
