"""What editors see beside the form, of the draft as it is typed: the mail, on a phone, by night, without HTML."""

from __future__ import annotations

from html import escape
from typing import Any

from django.http import HttpResponse

from articles.rendering.mail.styles import DARK_QUERY

from .mail import draft_mail

HTML, PHONE, DARK, TEXT = "", "phone", "dark", "text"
PHONE_WIDTH = 375  # CSS pixels
MODES = [(HTML, "Mail"), (PHONE, "On a phone"), (DARK, "By night"), (TEXT, "Plain text")]

FRAME = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body style="margin:0;background:#c9d0d6;text-align:center">'
    '<iframe title="{title}" sandbox style="width:{width}px;height:100vh;border:0;background:#fdfdfd" '
    'srcdoc="{html}"></iframe></body></html>'
)
PLAIN = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title></head>'
    '<body style="margin:1rem"><pre style="white-space:pre-wrap;font:14px/1.5 monospace">{text}</pre></body></html>'
)


def preview_of(page: Any, mode: str) -> HttpResponse:
    """The preview of ``page`` as it is in memory."""
    mail = draft_mail(page)
    title = escape(mail.issue.subject)
    match mode:
        case "phone":
            return HttpResponse(FRAME.format(title=title, width=PHONE_WIDTH, html=escape(mail.html)))
        case "dark":
            return HttpResponse(by_night(mail.html))
        case "text":
            return HttpResponse(PLAIN.format(title=title, text=escape(mail.text)))
    return HttpResponse(mail.html)


def by_night(html: str) -> str:
    """``html`` as programs show it that follow the wish for dark colours, whatever this browser wishes."""
    return html.replace(f"@media {DARK_QUERY}", "@media all").replace("color-scheme:light dark", "color-scheme:dark")
