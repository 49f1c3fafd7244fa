"""What mails are composed of, as MJML. Plain texts are escaped here; ``content`` is MJML or HTML that is safe."""

from __future__ import annotations

from django.utils.html import escape

from ..parts import Picture
from .styles import CARD, INK, MUTED


def text(content: str, size: int = 16, ink: str = INK, align: str = "left") -> str:
    name = "quiet" if ink == MUTED else "ink"
    return f'<mj-text css-class="{name}" font-size="{size}px" color="{ink}" align="{align}">{content}</mj-text>'


def heading(level: int, content: str, size: int) -> str:
    style = f"margin:0;color:{INK};font-size:{size}px;line-height:1.25;"
    return f'<mj-text><h{level} class="title" style="{style}">{content}</h{level}></mj-text>'


def link(address: str, label: str, colour: str, name: str) -> str:
    """A link of the class ``name``; the label alone where there is no address."""
    if not address:
        return escape(label)
    return f'<a class="{name}" style="color:{colour};" href="{escape(address)}">{escape(label)}</a>'


def button(address: str, label: str) -> str:
    return f'<mj-button css-class="button" href="{escape(address)}">{escape(label)}</mj-button>'


def image(picture: Picture, address: str, width: int, padding: str = "0 0 16px") -> str:
    """A picture at most ``width`` pixels wide that leads to ``address``.

    The element is our own: MJML's has either no height, or one that stays when the width shrinks.
    """
    shown = min(picture.width, width)
    height = round(picture.height * shown / picture.width)
    fine = f' srcset="{escape(picture.url)} 1x, {escape(picture.double_url)} 2x"' if picture.double_url else ""
    element = (
        f'<img src="{escape(picture.url)}"{fine} width="{shown}" height="{height}" alt="{escape(picture.alt)}" '
        f'style="display:block;width:100%;max-width:{shown}px;height:auto;border:0;" />'
    )
    linked = f'<a href="{escape(address)}">{element}</a>' if address else element
    return f'<mj-text padding="{padding}">{linked}</mj-text>'


def card(content: str) -> str:
    """A band in the colour that texts stand on; nothing for nothing."""
    return band(content, CARD, "card", padding="8px 0 0") if content else ""


def band(content: str, colour: str, name: str, *, padding: str, is_columns: bool = False) -> str:
    """A section over the whole width; ``content`` goes into one column unless it ``is_columns`` itself."""
    columns = content if is_columns else f"<mj-column>{content}</mj-column>"
    return f'<mj-section background-color="{colour}" css-class="{name}" padding="{padding}">{columns}</mj-section>'
