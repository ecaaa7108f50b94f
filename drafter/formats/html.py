"""A report as one HTML page in the official layout, fit to print; no script, nothing fetched."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from drafter.formats.layout import Font, Layout, heading_mark, load_layout

if TYPE_CHECKING:
    from drafter.messages import Lang
    from drafter.model import Report, Section


def html_page(report: Report, lang: Lang = "zh") -> str:
    """Lay a report out as a page.

    Args:
        report: the report as read.
        lang: language of the layout.

    Returns:
        A whole HTML document.
    """
    layout = load_layout(lang)
    title = " ".join(line.lstrip("# ") for line in report.of(report.title).splitlines())
    body = [f"<h1>{escape(title)}</h1>"] if title else []
    body += _lines(report.of(report.salutation), "flush")
    body += _lines(report.of(report.lead))
    for section in report.walk():
        body += _section(report, section)
    body += _lines(report.of(report.closing))
    body += [f'<p class="signed">{escape(report.of(part))}</p>' for part in (report.signature, report.date) if part]
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n<title>{escape(title)}</title>\n'
        f"<style>\n{_style(layout)}\n</style>\n</head>\n<body>\n" + "\n".join(body) + "\n</body>\n</html>\n"
    )


def _lines(text: str, name: str = "") -> list[str]:
    mark = f' class="{name}"' if name else ""
    return [f"<p{mark}>{escape(line.strip())}</p>" for line in text.splitlines() if line.strip()]


def _section(report: Report, section: Section) -> list[str]:
    heading = escape(section.number + section.title)
    body = report.of(section.body)
    if section.run_in:
        first, _, rest = body.strip().partition("\n")
        mark = escape(heading_mark(report, section))
        return [f'<p><b class="level{section.level}">{heading}</b>{mark}{escape(first)}</p>', *_lines(rest)]
    return [f'<h{section.level + 1} class="level{section.level}">{heading}</h{section.level + 1}>', *_lines(body)]


def _style(layout: Layout) -> str:
    page, fonts, pitch = layout.page, layout.fonts, layout.line_pitch
    margins = f"{page.top}mm {page.right}mm {page.bottom}mm {page.left}mm"
    align = "center" if layout.centred_title else "left"
    rules = [
        f"@page {{ size: {page.width}mm {page.height}mm; margin: {margins}; }}",
        f"body {{ {_font(fonts['body'], pitch)}; max-width: {page.text_width}mm; margin: auto; }}",
        "h1, h2, h3, h4, h5, p { margin: 0; font-weight: normal; }",
        f"h1 {{ {_font(fonts['title'], pitch)}; text-align: {align}; margin-bottom: {pitch}pt; }}",
        f"p, h2, h3, h4, h5 {{ text-indent: {layout.first_line}em; }}",
        ".flush { text-indent: 0; }",
        f".signed {{ text-align: right; text-indent: 0; margin-right: {layout.signature_right}em; }}",
        *(f".level{level} {{ {_font(fonts[f'level{level}'], pitch)}; }}" for level in range(1, 5)),
    ]
    return "\n".join(rules)


def _font(font: Font, pitch: float) -> str:
    weight = "bold" if font.bold else "normal"
    return f"font: {weight} {font.size}pt/{pitch}pt '{font.latin}', '{font.east}', serif"
