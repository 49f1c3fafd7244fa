"""Quotations, and the asides that Markdown writes like them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from html import unescape

from ..limits import LONGEST_LINE
from ..notes import Kind, Notes, shortened
from ..pieces import Block, Heading, Link, Paragraph, Piece, Quotation
from ..prose import is_prose, rich_text, written_out
from .names import CALLOUTS, named

ALERT = re.compile(r"^\[!(\w+)\]\s*")
LABEL = re.compile(r"^<b>([^<]{2,20}?)(?:</b>\s*[:：]|[:：]\s*</b>|[.。]</b>)")
DASH = re.compile(r"^(?:<[bi]>)?\s*(?:[—–―]|--)+\s*")
AT_END = re.compile(r"^(?P<said>.*[.!?”\"»’。！？])\s+(?:[—–―]|--)\s*(?P<who>[^.!?。]{2,100})$", re.DOTALL)
QUOTATION_MARKS = (("“", "”"), ("„", "“"), ('"', '"'), ("«", "»"), ("»", "«"), ("「", "」"), ("『", "』"))
LONGEST_ATTRIBUTION = 200
TAGS = re.compile(r"<[^>]+>")
LONGEST_URL = 200


def quotation(piece: Quotation, following: Piece | None, notes: Notes) -> tuple[list[Piece], int]:
    """The pieces that a quotation becomes, and how many of those after it belong to it."""
    inner = list(piece.pieces)
    if not inner:
        return [], 0
    if aside := _callout(piece, inner, notes):
        return [aside], 0
    if not all(isinstance(one, Paragraph) for one in inner):
        if all(map(is_prose, inner)):
            notes.add(Kind.BECAME, "the quotation holds a list and became a callout", piece.line)
            return [Block(piece.line, "callout", {"style": "note", "heading": "", "body": rich_text(inner)})], 0
        notes.add(Kind.CHANGED, "the quotation holds more than words; what it holds stands in the text", piece.line)
        return list(_unquoted(inner)), 0
    lines = [one for one in inner if isinstance(one, Paragraph)]
    used = 0
    attribution = lines[-1] if len(lines) > 1 and _names_somebody(lines[-1]) else None
    if attribution:
        lines.pop()
    elif isinstance(following, Paragraph) and _names_somebody(following):
        attribution, used = following, 1
    return [_quote(piece.line, lines, attribution, notes)], used


def _unquoted(pieces: Sequence[Piece]) -> Iterator[Piece]:
    for piece in pieces:
        if isinstance(piece, Quotation):
            yield from _unquoted(piece.pieces)
        else:
            yield piece


def _names_somebody(paragraph: Paragraph) -> bool:
    is_short = len(paragraph.text) <= LONGEST_ATTRIBUTION and len(paragraph.links) <= 1
    return is_short and bool(DASH.match(paragraph.html)) and "<br/>" not in paragraph.html


def _quote(line: int, lines: Sequence[Paragraph], attribution: Paragraph | None, notes: Notes) -> Block:
    text = "\n\n".join(_words(one.html) for one in lines)
    who = _words(DASH.sub("", attribution.html), with_addresses=False) if attribution else ""
    links: Sequence[Link] = attribution.links if attribution else ()
    if not attribution and (found := AT_END.match(text)):
        text, who = found["said"], found["who"]
    url = next((link.address for link in links if re.match("https?://", link.address)), "")
    if attribution and (len(url) > LONGEST_URL or (links and not url)):
        who, url = _words(DASH.sub("", attribution.html)), ""
    if len(who) > LONGEST_LINE:
        text, who = f"{text}\n\n— {who}", ""
    if any(one.links for one in lines):
        notes.add(Kind.CHANGED, "quotations hold no links; their addresses are written out", line)
    return Block(line, "quote", {"text": _bare(text), "attribution": who.strip(), "url": url})


def _words(html: str, *, with_addresses: bool = True) -> str:
    html = written_out(html) if with_addresses else html
    return unescape(TAGS.sub("", html.replace("<br/>", "\n"))).strip()


def _bare(text: str) -> str:
    """Without the marks around all of it, which the site sets."""
    for first, last in QUOTATION_MARKS:
        inner = text[1:-1]
        if len(text) > 2 and text[0] == first and text[-1] == last and first not in inner and last not in inner:
            return inner.strip()
    return text


def _callout(piece: Quotation, inner: list[Piece], notes: Notes) -> Block | None:
    """``[!NOTE]`` as on GitHub, a bold line above, or “Note:” before the words."""
    first = inner[0]
    if not all(map(is_prose, inner[1:])):
        return None
    if isinstance(first, Heading) and len(inner) > 1 and not first.links and len(first.text) <= LONGEST_LINE:
        return _aside(piece, "note", first.text, inner[1:], notes)
    if not isinstance(first, Paragraph):
        return None
    alert = ALERT.match(first.text)
    if alert and alert[1].lower() in CALLOUTS:
        html = ALERT.sub("", first.html, count=1).removeprefix("<br/>").strip()
        body = [replace(first, html=html, text=ALERT.sub("", first.text)), *inner[1:]] if html else inner[1:]
        notes.accounted.append(alert[1])
        return _aside(piece, CALLOUTS[alert[1].lower()], "", body, notes) if body else None
    if first.is_bold and len(inner) > 1 and not first.links and len(first.text) <= LONGEST_LINE:
        style = CALLOUTS.get(named(first.text), "note")
        return _aside(piece, style, first.text, inner[1:], notes)
    label = LABEL.match(first.html)
    if label and named(label[1]) in CALLOUTS:
        return _aside(piece, CALLOUTS[named(label[1])], "", inner, notes)
    return None


def _aside(piece: Quotation, style: str, heading: str, body: Sequence[Piece], notes: Notes) -> Block:
    words = heading or next((one.text for one in body if isinstance(one, Paragraph)), "")
    notes.add(Kind.BECAME, f"the aside “{shortened(words)}” became a callout", piece.line)
    return Block(piece.line, "callout", {"style": style, "heading": heading, "body": rich_text(body)})
