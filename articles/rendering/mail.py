"""Parts as e-mail: MJML, compiled to HTML with inline styles and tables, which is all that mail programs agree on.

https://documentation.mjml.io describes the elements. Nothing is loaded but pictures: no fonts, no style sheets, no
scripts. A rule for dark mode stands in the head; a program that drops it shows the light colours.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

import mrml
from bs4 import BeautifulSoup
from django.utils.html import escape

from .html import html_of, html_of_caption
from .parts import Button, Figure, Part, Rule, Table

WIDTH = 600  # pixels: the common measure of newsletters
PADDING = 24  # left and right of everything
FONTS = "-apple-system, 'Segoe UI', 'Helvetica Neue', Arial, 'Noto Sans', 'PingFang SC', sans-serif"
INK, PAPER, GROUND, LINK, LINE = "#1d2327", "#ffffff", "#f2f4f5", "#0b5c46", "#d5dadd"

# Mail programs read styles from the elements themselves.
STYLES = {
    "p": "margin:0 0 14px",
    "h2": "margin:18px 0 8px;font-size:22px;line-height:1.3",
    "h3": "margin:16px 0 6px;font-size:18px;line-height:1.3",
    "h4": "margin:14px 0 6px;font-size:16px;line-height:1.3",
    "ul": "margin:0 0 14px;padding-left:24px",
    "ol": "margin:0 0 14px;padding-left:24px",
    "li": "margin:0 0 6px",
    "blockquote": f"margin:0 0 14px;padding:2px 0 2px 16px;border-left:4px solid {LINE}",
    "pre": "margin:0 0 14px;padding:12px;background-color:#f2f4f5;color:#1d2327;font-size:13px;line-height:1.45;"
    "white-space:pre-wrap;word-break:break-word",
    "a": f"color:{LINK};text-decoration:underline",
    "dt": "font-weight:bold",
    "dd": "margin:0 0 8px",
    "dl": "margin:0 0 14px",
    "footer": "font-size:14px",
}
CELL = f"padding:6px 8px;border-bottom:1px solid {LINE};text-align:left;vertical-align:top"

DARK = """
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  body, .ground, .ground > table { background-color: #14181b !important; }
  .paper, .paper > table { background-color: #1e2428 !important; }
  .words div, .words p, .words li, .words td, .words th, .words h1, .words h2, .words h3, .words h4, .words blockquote {
    color: #e8ecee !important;
  }
  .words a { color: #7fd6b6 !important; }
}
"""


class InvalidMjmlError(Exception):
    """What was to become a mail is no MJML; the message names the place."""


def compile_mjml(mjml: str) -> str:
    """The HTML of a whole mail. Raises ``InvalidMjmlError``."""
    try:
        compiled = mrml.to_html(mjml, render_options=mrml.RenderOptions(fonts={}))  # else it loads fonts by their names
    except OSError as error:
        raise InvalidMjmlError(str(error)) from error
    if compiled.warnings:
        raise InvalidMjmlError("; ".join(str(warning) for warning in compiled.warnings))
    content: str = compiled.content
    return content


def mail_of(sections: Iterable[str], *, title: str, preheader: str, language: str) -> str:
    """A whole mail in MJML; ``sections`` are ``<mj-section>`` elements, ``language`` is BCP 47.

    The preheader is what lists of mails show behind the subject.
    """
    return f"""<mjml lang="{escape(language)}">
<mj-head>
<mj-title>{escape(title)}</mj-title>
<mj-preview>{escape(preheader)}</mj-preview>
<mj-attributes>
<mj-all font-family="{FONTS}" />
<mj-text font-size="16px" line-height="1.55" color="{INK}" padding="0 {PADDING}px" css-class="words" />
<mj-image padding="0 {PADDING}px 14px" />
<mj-table font-size="14px" line-height="1.4" color="{INK}" padding="0 {PADDING}px 14px" css-class="words" />
<mj-divider border-width="1px" border-color="{LINE}" padding="8px {PADDING}px 18px" />
<mj-button background-color="{LINK}" color="#ffffff" font-size="16px" padding="4px {PADDING}px 18px" align="left" />
<mj-section background-color="{PAPER}" padding="10px 0" css-class="paper" />
</mj-attributes>
<mj-style>{DARK}</mj-style>
</mj-head>
<mj-body width="{WIDTH}px" background-color="{GROUND}" css-class="ground">
{"".join(sections)}
</mj-body>
</mjml>
"""


def section(content: str) -> str:
    """One column over the whole width."""
    return f"<mj-section><mj-column>{content}</mj-column></mj-section>\n"


def mjml_of(parts: Iterable[Part]) -> str:
    """The parts as elements of a column."""
    return "".join(_mjml(part) for part in parts)


def words(html: str) -> str:
    """Safe HTML as an element of a column, with the styles that it needs."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        tag.attrs.pop("id", None)  # nothing in a mail can be led to
        if style := STYLES.get(tag.name):
            tag["style"] = style
    return f"<mj-text>{soup}</mj-text>"


@singledispatch
def _mjml(part: Part) -> str:
    """What is only words."""
    return words(html_of([part]))


@_mjml.register
def _figure(part: Figure) -> str:
    picture = part.picture
    width = min(picture.width, WIDTH - 2 * PADDING)
    link = f' href="{escape(part.url)}"' if part.url else ""
    source = escape(picture.double_url or picture.url)
    image = f'<mj-image src="{source}" width="{width}px" alt="{escape(picture.alt)}"{link} />'
    if not part.caption:
        return image
    return f'{image}<mj-text font-size="14px" padding="0 {PADDING}px 14px">{html_of_caption(part.caption)}</mj-text>'


@_mjml.register
def _table(part: Table) -> str:
    rows = []
    for number, row in enumerate(part.rows):
        is_header = part.has_header_row and number == 0
        cells = (
            _cell("th" if is_header or (part.has_header_column and place == 0) else "td", cell)
            for place, cell in enumerate(row)
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    caption = words(f"<p><strong>{escape(part.caption)}</strong></p>") if part.caption else ""
    return f"{caption}<mj-table>{''.join(rows)}</mj-table>"


def _cell(tag: str, text: str) -> str:
    return f'<{tag} style="{CELL}">{escape(text)}</{tag}>'


@_mjml.register
def _button(part: Button) -> str:
    return f'<mj-button href="{escape(part.url)}">{escape(part.label)}</mj-button>'


@_mjml.register
def _rule(part: Rule) -> str:
    return "<mj-divider />"
