"""HTML within Markdown: what is safe of it stays, each piece on its own, so that none swallows the text after it."""

from __future__ import annotations

import re
from html import escape, unescape

import nh3

from .depth import check_raw
from .notes import Kind, Notes, shortened

INLINE = {
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "img", "ins", "kbd", "mark", "q", "s", "samp", "small",
    "span", "strong", "sub", "sup", "tt", "u", "var",
}  # fmt: skip
CONTAINERS = {
    "address", "article", "aside", "center", "details", "div", "dl", "dd", "dt", "figcaption", "figure", "footer",
    "header", "main", "nav", "section", "summary",
}  # fmt: skip
BLOCKS = {
    "blockquote", "caption", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li", "ol", "p", "pre", "table", "tbody", "td",
    "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
# Elements of HTML that say nothing as text; a tag of any other name is taken for words, as in List<String>.
SILENT = {
    "audio", "base", "body", "button", "canvas", "col", "colgroup", "embed", "fieldset", "font", "form", "head", "html",
    "iframe", "input", "label", "legend", "link", "map", "meta", "noscript", "object", "option", "param", "path",
    "picture", "script", "select", "source", "style", "svg", "track", "video", "wbr",
}  # fmt: skip
# Of those, the ones whose loss an editor should know of.
TOLD = {"audio", "button", "embed", "form", "iframe", "input", "object", "script", "select", "style", "svg", "video"}
SCHEMES = {"http", "https", "mailto", "tel"}
ATTRIBUTES = {
    "*": {"data-line"},
    "a": {"href", "title"},
    "code": {"class"},
    "div": {"data-footnote"},
    "img": {"alt", "src", "title"},
    "ol": {"start"},
    "pre": {"data-info"},
}

_cleaner = nh3.Cleaner(tags=INLINE | CONTAINERS | BLOCKS, attributes=ATTRIBUTES, url_schemes=SCHEMES, link_rel=None)

COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
OPEN_SCRIPT = re.compile(r"<(?:!--|(?:script|style|textarea|title|template|xmp|plaintext)\b)", re.IGNORECASE)
FRAME = re.compile(r"<iframe\b[^>]*?\bsrc\s*=\s*[\"']?([^\"'\s>]+)[^>]*>(?:\s*</iframe\s*>)?", re.IGNORECASE)
HANDLER = re.compile(r"<[^>]*\son\w+\s*=", re.IGNORECASE)
UNSAFE_ADDRESS = re.compile(r"=\s*[\"']?\s*(javascript|vbscript|data):", re.IGNORECASE)
TAG = re.compile(r"</?([A-Za-z][\w-]*)")


def cleaned(html: str) -> str:
    """Only elements that an article can show, without a script or an unsafe address in them."""
    return _cleaner.clean(html)


def block(raw: str, line: int, notes: Notes) -> str:
    """A block of HTML, closed within itself."""
    raw = COMMENT.sub(lambda comment: _without_comment(comment[0], line, notes), raw)
    raw = SCRIPT.sub(lambda script: _without_script(script[1], line, notes), raw)
    raw = FRAME.sub(lambda frame: _link(frame[1], line, notes), raw)
    if OPEN_SCRIPT.search(raw):  # would swallow what follows
        notes.add(Kind.KEPT, "HTML that does not end is kept as words", line)
        return f"<p>{escape(raw)}</p>"
    warn(raw, line, notes)
    check_raw(raw)
    return cleaned(raw)


def inline(raw: str, line: int, notes: Notes) -> str:
    """A single tag within a line, or a comment."""
    if COMMENT.fullmatch(raw):
        return _without_comment(raw, line, notes)
    if frame := FRAME.match(raw):
        return _link(frame[1], line, notes)
    found = TAG.match(raw)
    name = found[1].lower() if found else ""
    if name in SILENT:
        warn(raw, line, notes)
        return ""
    if name in CONTAINERS | BLOCKS:
        return " "
    if name not in INLINE:
        return escape(raw)
    warn(raw, line, notes)
    return raw


def warn(raw: str, line: int, notes: Notes) -> None:
    """Say what is left out of a piece of HTML because it could do harm."""
    if HANDLER.search(raw):
        notes.add(Kind.REMOVED, "an attribute that runs a script", line)
    if UNSAFE_ADDRESS.search(unescape(raw)):
        notes.add(Kind.REMOVED, "an address that runs a script or holds a file", line)
    for name in dict.fromkeys(found.lower() for found in TAG.findall(raw)):
        if name in TOLD:
            notes.add(Kind.REMOVED, f"the HTML element “{name}”; its words are kept", line)


def _without_comment(comment: str, line: int, notes: Notes) -> str:
    words = comment[4:-3].strip()
    if words:
        notes.add(Kind.REMOVED, f"a comment that no reader saw: “{shortened(words)}”", line)
    return ""


def _without_script(name: str, line: int, notes: Notes) -> str:
    notes.add(Kind.REMOVED, f"a {name.lower()}", line)
    return ""


def _link(address: str, line: int, notes: Notes) -> str:
    address = unescape(address)
    notes.add(Kind.CHANGED, f"a frame became a link to {shortened(address)}", line)
    address = f"https:{address}" if address.startswith("//") else address
    return f'<p><a href="{escape(address)}">{escape(address)}</a></p>'
