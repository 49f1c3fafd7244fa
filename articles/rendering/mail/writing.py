"""Parts of texts as elements of a mail's column."""

from __future__ import annotations

from collections.abc import Iterable
from functools import singledispatch

from bs4 import BeautifulSoup
from django.utils.html import escape

from ..html import html_of, html_of_caption
from ..parts import Button, Figure, Part, Rule, Table
from .elements import button, image, text
from .styles import ACCENT, INK, INNER, LINE, MUTED, PADDING

# Mail programs read styles from the elements themselves.
STYLES = {
    "p": "margin:0 0 12px;",
    "h2": "margin:16px 0 8px;font-size:22px;line-height:1.25;",
    "h3": "margin:14px 0 6px;font-size:18px;line-height:1.25;",
    "h4": "margin:12px 0 6px;font-size:16px;line-height:1.25;",
    "ul": "margin:0 0 12px;padding-left:24px;",
    "ol": "margin:0 0 12px;padding-left:24px;",
    "li": "margin:0 0 6px;",
    "blockquote": f"margin:0 0 12px;padding:2px 0 2px 16px;border-left:4px solid {LINE};",
    # Its colours are its own, by day and by night.
    "pre": f"margin:0 0 12px;padding:12px;background-color:#f2f4f5;color:{INK};font-size:13px;line-height:1.45;"
    "white-space:pre-wrap;word-break:break-word;",
    "a": f"color:{ACCENT};",
    "dt": "font-weight:bold;",
    "dd": "margin:0 0 8px;",
    "dl": "margin:0 0 12px;",
    "footer": "font-size:14px;",
}
CLASSES = {"a": "link", "h2": "title", "h3": "title", "h4": "title"}
CELL = f"padding:6px 8px;border-bottom:1px solid {LINE};text-align:left;vertical-align:top;"


def mjml_of(parts: Iterable[Part]) -> str:
    """The parts, one after the other."""
    return "".join(_mjml(part) for part in parts)


def words(html: str) -> str:
    """Safe HTML as an element of a column."""
    return text(styled(html))


def styled(html: str) -> str:
    """Safe HTML with the styles that it needs in a mail."""
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(True):
        tag.attrs.pop("id", None)  # nothing in a mail can be led to
        if name := CLASSES.get(tag.name):
            tag["class"] = name
        if style := STYLES.get(tag.name):
            tag["style"] = style
    return str(soup)


@singledispatch
def _mjml(part: Part) -> str:
    """What is only words."""
    return words(html_of([part]))


@_mjml.register
def _figure(part: Figure) -> str:
    picture = image(part.picture, part.url, INNER, padding=f"0 {PADDING}px 12px")
    return picture + (text(styled(html_of_caption(part.caption)), size=14, ink=MUTED) if part.caption else "")


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
    return f'{caption}<mj-table css-class="ink">{"".join(rows)}</mj-table>'


def _cell(tag: str, content: str) -> str:
    return f'<{tag} style="{CELL}">{escape(content)}</{tag}>'


@_mjml.register
def _button(part: Button) -> str:
    return button(part.url, part.label)


@_mjml.register
def _rule(part: Rule) -> str:
    return "<mj-divider />"
