"""A whole mail, from MJML to HTML."""

from __future__ import annotations

import mrml
from django.utils.html import escape

from .styles import ACCENT, BUTTON_TEXT, FONT, INK, LINE, PADDING, PAPER, STYLE, WIDTH


class InvalidMjmlError(Exception):
    """What was to become a mail is no MJML; the message names the place."""


def document(body: str, *, title: str, preheader: str, language: str) -> str:
    """The mail in MJML; ``body`` is ``<mj-section>`` elements, ``language`` is BCP 47.

    The preheader is what lists of mails show behind the subject.
    """
    return (
        f'<mjml lang="{escape(language)}"><mj-head><mj-title>{escape(title)}</mj-title>'
        f"<mj-preview>{escape(preheader)}</mj-preview>"
        f'<mj-attributes><mj-all font-family="{escape(FONT)}" />'
        f'<mj-text color="{INK}" font-size="16px" line-height="1.5" padding="0 {PADDING}px 12px" />'
        f'<mj-table color="{INK}" font-size="14px" line-height="1.4" padding="0 {PADDING}px 14px" />'
        f'<mj-divider border-width="1px" border-color="{LINE}" padding="8px {PADDING}px 18px" />'
        f'<mj-button background-color="{ACCENT}" color="{BUTTON_TEXT}" align="left" border-radius="4px" '
        f'font-size="16px" inner-padding="10px 20px" padding="4px {PADDING}px 16px" /></mj-attributes>'
        '<mj-raw><meta name="color-scheme" content="light dark" />'
        '<meta name="supported-color-schemes" content="light dark" /></mj-raw>'
        f"<mj-style>{STYLE}</mj-style></mj-head>"
        f'<mj-body width="{WIDTH}px" background-color="{PAPER}" css-class="paper">{body}</mj-body></mjml>'
    )


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
