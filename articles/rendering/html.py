"""Parts as plain HTML, for feeds, importers and whoever renders it with a style of their own.

Elements say what things are; there are no classes, no styles and no scripts. The only attributes are addresses, sizes,
alternative texts, anchors of headings and scopes of headers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from .parts import Button, Code, Facts, Figure, Heading, Listing, Paragraph, Part, Prose, Quote, Rule, Run, Table


def html_of(parts: Iterable[Part]) -> SafeString:
    """The parts, one after the other."""
    return _joined([_html(part) for part in parts])


def html_of_runs(runs: Sequence[Run]) -> SafeString:
    return _joined([_run(run) for run in runs])


def html_of_caption(runs: Sequence[Run]) -> SafeString:
    """Words below a picture and its credit, apart from each other."""
    return _joined([_run(run) for run in runs], " ")


@singledispatch
def _html(part: Part) -> SafeString:
    raise TypeError(f"{type(part).__name__} has no form here.")


@_html.register
def _prose(part: Prose) -> SafeString:
    return mark_safe(part.html)  # noqa: S308  (cleaned where it was rendered)


@_html.register
def _heading(part: Heading) -> SafeString:
    tag = f"h{part.level}"
    if part.anchor:
        return format_html('<{} id="{}">{}</{}>', tag, part.anchor, part.text, tag)
    return format_html("<{}>{}</{}>", tag, part.text, tag)


@_html.register
def _paragraph(part: Paragraph) -> SafeString:
    return format_html("<p>{}</p>", html_of_runs(part.runs))


@_html.register
def _listing(part: Listing) -> SafeString:
    items = format_html_join("", "<li>{}</li>", ((_item(item),) for item in part.items))
    return format_html("<ol>{}</ol>" if part.ordered else "<ul>{}</ul>", items)


def _item(parts: Sequence[Part]) -> SafeString:
    """A single line needs no paragraph around it."""
    if len(parts) == 1 and isinstance(parts[0], Paragraph):
        return html_of_runs(parts[0].runs)
    return html_of(parts)


@_html.register
def _quote(part: Quote) -> SafeString:
    source = format_html("<footer>{}</footer>", _run(part.source)) if part.source else ""
    return format_html("<blockquote>{}{}</blockquote>", html_of(part.parts), source)


@_html.register
def _code(part: Code) -> SafeString:
    name = format_html("<p><code>{}</code></p>", part.filename) if part.filename else ""
    return format_html("{}<pre><code>{}</code></pre>", name, part.text)


@_html.register
def _figure(part: Figure) -> SafeString:
    picture = part.picture
    image = format_html(
        '<img src="{}" width="{}" height="{}" alt="{}">', picture.url, picture.width, picture.height, picture.alt
    )
    if part.url:
        image = format_html('<a href="{}">{}</a>', part.url, image)
    caption = html_of_caption(part.caption)
    return format_html(
        "<figure>{}{}</figure>", image, format_html("<figcaption>{}</figcaption>", caption) if caption else ""
    )


@_html.register
def _table(part: Table) -> SafeString:
    caption = format_html("<caption>{}</caption>", part.caption) if part.caption else ""
    rows = list(part.rows)
    head = SafeString()
    if part.has_header_row:
        cells = format_html_join("", '<th scope="col">{}</th>', ((cell,) for cell in rows.pop(0)))
        head = format_html("<thead><tr>{}</tr></thead>", cells)
    body = format_html_join("", "<tr>{}</tr>", ((_row(row, part.has_header_column),) for row in rows))
    return format_html("<table>{}{}<tbody>{}</tbody></table>", caption, head, body)


def _row(cells: Sequence[str], has_header: bool) -> SafeString:
    return _joined(
        [
            format_html('<th scope="row">{}</th>' if has_header and number == 0 else "<td>{}</td>", cell)
            for number, cell in enumerate(cells)
        ]
    )


@_html.register
def _facts(part: Facts) -> SafeString:
    return format_html("<dl>{}</dl>", format_html_join("", "<dt>{}</dt><dd>{}</dd>", part.pairs))


@_html.register
def _button(part: Button) -> SafeString:
    return format_html('<p><a href="{}">{}</a></p>', part.url, part.label)


@_html.register
def _rule(part: Rule) -> SafeString:
    return SafeString("<hr>")


def _run(run: Run) -> SafeString:
    text = format_html('<a href="{}">{}</a>', run.url, run.text) if run.url else format_html("{}", run.text)
    if run.strong:
        text = format_html("<strong>{}</strong>", text)
    return format_html("<em>{}</em>", text) if run.emphasis else text


def _joined(pieces: Iterable[SafeString], between: str = "") -> SafeString:
    return mark_safe(between.join(pieces))  # noqa: S308  (each piece is safe)
