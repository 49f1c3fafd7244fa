"""From the pieces of a text to the blocks of a body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby

from articles.blocks.videos import video_at

from .limits import LONGEST_LINE
from .notes import Kind, Notes, shortened
from .pieces import Block, Code, Heading, Listing, Paragraph, Picture, Piece, Quotation, Rule, Table
from .prose import is_prose, rich_text
from .recognising.code import language_and_file
from .recognising.lists import divided, key_facts, steps
from .recognising.quotations import quotation
from .recognising.titles import link_paragraph

VIDEO = re.compile(r"^(?:video|视频)\s*[:：]\s*", re.IGNORECASE)
FILE_NAME = re.compile(r"[\w.+-]*(?:[/\\][\w.+-]+)*\.?\w+")


def blocks_of(pieces: Sequence[Piece], notes: Notes) -> list[Block]:
    """A block for each piece, in order. Paragraphs and lists that follow each other share one."""
    shift = 1 if any(isinstance(piece, Heading) and piece.level == 1 for piece in pieces) else 0
    return merged(_blocks(pieces, shift, notes))


def _blocks(pieces: Sequence[Piece], shift: int, notes: Notes) -> Iterator[Block]:
    position = 0
    while position < len(pieces):
        piece = pieces[position]
        following = pieces[position + 1] if position + 1 < len(pieces) else None
        position += 1
        if isinstance(piece, Block):
            yield piece
        elif isinstance(piece, Heading):
            yield from _heading(piece, shift, notes)
        elif isinstance(piece, Listing):
            yield from _listing(piece, shift, notes)
        elif isinstance(piece, Quotation):
            made, used = quotation(piece, following, notes)
            position += used
            yield from _blocks(made, shift, notes)
        elif isinstance(piece, Paragraph) and isinstance(following, Code) and _is_file_name(piece):
            position += 1
            yield _code(following, notes, name=piece.text)
        else:
            yield _block(piece, notes)


def _listing(listing: Listing, shift: int, notes: Notes) -> Iterator[Block]:
    if block := steps(listing, notes) or key_facts(listing, notes):
        yield block
    elif is_prose(listing):
        yield _prose(listing)
    else:
        yield from _blocks(list(divided(listing, notes)), shift, notes)


def _block(piece: Piece, notes: Notes) -> Block:
    if isinstance(piece, Code):
        return _code(piece, notes)
    if isinstance(piece, Table):
        return _table(piece, notes)
    if isinstance(piece, Picture):
        return Block(piece.line, "image", {}, picture=piece)
    if isinstance(piece, Rule):
        return Block(piece.line, "divider", {})
    if isinstance(piece, Paragraph) and (video := _video(piece)):
        label = VIDEO.match(piece.text)
        words = label[0] if label else ""
        notes.add(Kind.BECAME, "the link to a video became a video", piece.line, words=words)
        return video
    return _prose(piece)


def _prose(piece: Piece) -> Block:
    return Block(piece.line, "paragraph", {"body": rich_text([piece])})


def _heading(heading: Heading, shift: int, notes: Notes) -> Iterator[Block]:
    level = max(2, heading.level + (0 if heading.is_bold else shift))
    if level > 4:
        notes.add(Kind.CHANGED, f"the heading of rank {heading.level} became one of the lowest rank", heading.line)
    if len(heading.text) > LONGEST_LINE:
        notes.add(Kind.KEPT, "a heading that is too long is kept as a paragraph", heading.line)
        yield _prose(Paragraph(heading.line, f"<b>{heading.html}</b>", heading.text, heading.links))
        return
    yield Block(heading.line, "heading", {"text": heading.text, "level": f"h{min(level, 4)}", "anchor": ""})
    for link in heading.links:
        if link.address.startswith("#"):
            notes.accounted.append(link.address)
        else:
            notes.add(Kind.CHANGED, f"a heading holds no link; {shortened(link.address)} follows it", heading.line)
            yield _prose(link_paragraph(heading.line, link))


def _is_file_name(paragraph: Paragraph) -> bool:
    """Whether it names the file that the code below it belongs into."""
    return paragraph.is_code and len(paragraph.text) <= LONGEST_LINE and bool(FILE_NAME.fullmatch(paragraph.text))


def _code(code: Code, notes: Notes, name: str = "") -> Block:
    language, file, understood = language_and_file(code.info)
    if not understood:
        message = f"“{shortened(code.info)}” is no language that can be coloured, or says more than one"
        notes.add(Kind.CHANGED, message, code.line, words=code.info)
    if name and file:
        notes.accounted.append(file)
    return Block(code.line, "code", {"language": language, "filename": name or file, "code": code.text})


def _table(table: Table, notes: Notes) -> Block:
    rows, has_head, caption = [list(row) for row in table.rows], table.has_head, table.caption
    if len(caption) > LONGEST_LINE:
        rows, has_head, caption = [[caption, *[""] * (len(rows[0]) - 1)], *rows], False, ""
    if not has_head:
        notes.add(Kind.CHECK, "the table names no header row; mark the first row in its block if it is one", table.line)
    value = {
        "data": rows,
        "first_row_is_table_header": has_head,
        "first_col_is_header": False,
        "table_header_choice": "row" if has_head else "neither",
    }
    return Block(table.line, "table", {"caption": caption, "table": value})


def _video(paragraph: Paragraph) -> Block | None:
    """A paragraph that is nothing but a link to a video."""
    if len(paragraph.links) != 1 or VIDEO.sub("", paragraph.text) != (link := paragraph.links[0]).text:
        return None
    if not video_at(link.address) or len(link.text) > LONGEST_LINE or len(link.address) > 200:
        return None
    title = "" if link.text == link.address else link.text
    return Block(paragraph.line, "embed", {"url": link.address, "title": title, "caption": ""})


def picture_as_words(picture: Picture) -> Block:
    """What stands for a picture that was not fetched: a link to it by what it shows."""
    words = escape(picture.alt or picture.title or picture.address, quote=False)
    html = f'<a href="{escape(picture.address)}">{words}</a>' if picture.address else words
    if picture.title and picture.alt:
        html += f" ({escape(picture.title, quote=False)})"
    if picture.leads_to:
        leads_to = escape(picture.leads_to)
        html += f' <a href="{leads_to}">{escape(picture.leads_to, quote=False)}</a>'
    return Block(picture.line, "paragraph", {"body": f"<p>{html}</p>"})


def merged(blocks: Iterable[Block]) -> list[Block]:
    """Paragraphs and lists that follow each other as one block, as editors write them."""
    result: list[Block] = []
    for kind, group in groupby(blocks, key=lambda block: block.type):
        if kind == "paragraph":
            first, *others = group
            body = "".join(str(block.value["body"]) for block in (first, *others))
            result.append(Block(first.line, "paragraph", {"body": body}))
        else:
            result += group
    return result
