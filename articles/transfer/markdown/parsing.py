"""From Markdown to safe HTML, each block of which knows its line."""

from __future__ import annotations

import re
from collections.abc import Iterator, MutableMapping, Sequence
from functools import cache
from html import escape
from typing import Any

import mdurl
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from . import raw_html
from .depth import check_raw
from .errors import RefusedError
from .limits import DEEPEST, LONGEST_PARAGRAPH, MOST_BRACKETS, MOST_BRACKETS_SQUARED
from .lines import Line
from .notes import Kind, Notes, shortened
from .tables import table

DEFINITION = re.compile(r"^[\s>]*\[([^\]]*)\]:")
FORBIDDEN = re.compile(r"^\s*(javascript|vbscript|data|file):", re.IGNORECASE)


def safe_html(lines: Sequence[Line], notes: Notes) -> str:
    """The text as HTML that ``raw_html.cleaned`` has passed. Raises ``RefusedError`` for what would take too long."""
    env: dict[str, Any] = {"numbers": [line.number for line in lines], "notes": notes, "used": set()}
    html = _parser().render("\n".join(line.text for line in lines), env)
    if "has_html" in env:
        check_raw(html)
    return raw_html.cleaned(html + "".join(_unused_definitions(env, lines)))


@cache
def _parser() -> MarkdownIt:
    """CommonMark with our tables, footnotes where they stand, and what GitHub strikes through."""
    parser = MarkdownIt("commonmark", {"maxNesting": 5 * DEEPEST}).enable("strikethrough")
    parser.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
    parser.block.ruler.before("code", "rough_table", table, {"alt": ["paragraph", "reference"]})
    parser.core.ruler.after("block", "check", _check)
    parser.core.ruler.push("lines", _note_lines)
    # Unsafe addresses are taken out afterwards, and told; a link is not to be left as brackets.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    parser.normalizeLink = lambda url: mdurl.encode(url)  # type: ignore[method-assign]
    for name, rule in RENDERED.items():
        parser.add_render_rule(name, rule)
    return parser


def _check(state: StateCore) -> None:
    """Refuse before marks within lines are looked for, and where the parser gives up and drops the rest."""
    numbers = state.env["numbers"]
    brackets = 0
    for token in state.tokens:
        line = numbers[min(token.map[0], len(numbers) - 1)] if token.map else 1
        if token.level > 2 * DEEPEST:  # a list and its item are two levels
            raise RefusedError(f"Line {line}: lists or quotations are nested more than {DEEPEST} deep.")
        if token.type == "inline":
            if len(token.content) > LONGEST_PARAGRAPH:
                raise RefusedError(
                    f"Line {line}: a paragraph of {len(token.content):,} characters; "
                    f"at most {LONGEST_PARAGRAPH:,} are read. Divide it by empty lines."
                )
            brackets += token.content.count("[") ** 2
            if token.content.count("[") > MOST_BRACKETS or brackets > MOST_BRACKETS_SQUARED:
                raise RefusedError(f"Line {line}: more brackets than can be read.")


def _note_lines(state: StateCore) -> None:
    """Write the line into each token that becomes an element, and into those within a line."""
    numbers = state.env["numbers"]
    for token in state.tokens:
        if not token.map:
            continue
        line = numbers[min(token.map[0], len(numbers) - 1)]
        token.meta = {**(token.meta or {}), "line": line}
        if token.nesting >= 0 and token.type != "inline":
            token.attrSet("data-line", str(line))
        for child in token.children or ():
            child.meta = {**(child.meta or {}), "line": line}
            _note_address(child, line, state.env)


def _note_address(token: Token, line: int, env: MutableMapping[str, Any]) -> None:
    address = str(token.attrGet("href") or token.attrGet("src") or "")
    env["used"].add(address)
    if FORBIDDEN.match(address):
        message = f"an address that no page may link to: “{shortened(address, 40)}”"
        env["notes"].add(Kind.REMOVED, message, line, words=address)


def _unused_definitions(env: dict[str, Any], lines: Sequence[Line]) -> Iterator[str]:
    """Addresses that are defined by a name and used by none are text, too."""
    definitions = [*env.get("references", {}).values(), *env.get("duplicate_refs", [])]
    for definition in definitions:
        if definition["href"] not in env["used"]:
            line = lines[definition["map"][0]]
            label = DEFINITION.match(line.text)
            words = f"{label[1] if label else ''}: "
            link = f'<a href="{escape(definition["href"])}">{escape(definition["href"])}</a>'
            env["notes"].add(Kind.KEPT, "an address that no link of the text uses", line.number)
            yield f'<p data-line="{line.number}">{escape(words)}{link} {escape(definition["title"])}</p>'


def _html_block(self: Any, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
    line = tokens[index].meta["line"]
    return f'<div data-line="{line}">{raw_html.block(tokens[index].content, line, env["notes"])}</div>\n'


def _html_inline(self: Any, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
    token = tokens[index]
    env["has_html"] = True
    return raw_html.inline(token.content, token.meta.get("line", 1), env["notes"])


def _fence(self: Any, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
    token = tokens[index]
    info = escape(token.info.strip())
    return f'<pre data-line="{token.meta["line"]}" data-info="{info}">\n{escape(token.content)}</pre>\n'


def _footnote_ref(self: Any, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
    """Rich text has no footnotes; the mark in brackets leads to the note by its name."""
    return f"[{escape(str(tokens[index].meta['label']))}]"


def _footnote_reference_open(self: Any, tokens: Sequence[Token], index: int, options: Any, env: dict[str, Any]) -> str:
    token = tokens[index]
    return f'<div data-line="{token.meta.get("line", 1)}" data-footnote="{escape(str(token.meta["label"]))}">'


def _footnote_reference_close(self: Any, tokens: Sequence[Token], index: int, options: Any, env: Any) -> str:
    return "</div>\n"


RENDERED = {
    "code_block": _fence,
    "fence": _fence,
    "footnote_ref": _footnote_ref,
    "footnote_reference_close": _footnote_reference_close,
    "footnote_reference_open": _footnote_reference_open,
    "html_block": _html_block,
    "html_inline": _html_inline,
}
