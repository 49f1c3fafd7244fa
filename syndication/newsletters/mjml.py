"""An issue as MJML: https://documentation.mjml.io/. Everything that is not ours is escaped where it is written.

Before each section stands a comment that names it. It is taken out of the HTML again, after it has told how many bytes
each section comes to (see ``sizes``).
"""

from __future__ import annotations

from html import escape

from .issue import Issue, Picture, RichText, Section, Story
from .styles import ACCENT, BUTTON_TEXT, CARD, INK, MUTED, PAPER, SHADE, STYLE

WIDTH = 600  # pixels: what mail programs on desktops show beside their lists
PADDING = 24
INNER = WIDTH - 2 * PADDING
FONT = "-apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
MARK = "section:"
FOOT = "footer"


def mjml_of(issue: Issue) -> str:
    """The whole document."""
    body = [_masthead(issue)]
    if issue.greeting:
        body.append(_card(_text(escape(issue.greeting), size=16)))
    for section in issue.sections:
        body += [_mark(section.name), _section(section)]
    body += [_mark(FOOT), _footer(issue)]
    return (
        f'<mjml lang="{escape(issue.language)}"><mj-head><mj-title>{escape(issue.subject)}</mj-title>'
        f"<mj-preview>{escape(issue.preheader)}</mj-preview>"
        f'<mj-attributes><mj-all font-family="{escape(FONT)}" />'
        f'<mj-text color="{INK}" font-size="16px" line-height="1.5" padding="0 {PADDING}px 12px" />'
        f'<mj-button background-color="{ACCENT}" color="{BUTTON_TEXT}" align="left" border-radius="4px" '
        f'font-size="16px" inner-padding="10px 20px" padding="4px {PADDING}px 16px" /></mj-attributes>'
        '<mj-raw><meta name="color-scheme" content="light dark" />'
        '<meta name="supported-color-schemes" content="light dark" /></mj-raw>'
        f"<mj-style>{STYLE}</mj-style></mj-head>"
        f'<mj-body width="{WIDTH}px" background-color="{PAPER}" css-class="paper">{"".join(body)}</mj-body></mjml>'
    )


def _mark(name: str) -> str:
    return f"<mj-raw><!--{MARK}{name}--></mj-raw>"


def _masthead(issue: Issue) -> str:
    line = _link(issue.browser_address, issue.words.view_in_browser, MUTED, "quiet") if issue.browser_address else ""
    sender = escape(issue.sender)
    if issue.home_address:
        sender = _link(issue.home_address, issue.sender, INK, "title")
    return (
        _band(_text(line, size=13, ink=MUTED, align="right"), PAPER, "paper", padding="12px 0 0")
        + _card(_text(f"<strong>{sender}</strong>", size=20))
        + _card(f"<mj-text><h1 {_style(INK, 28)}>{escape(issue.subject)}</h1></mj-text>")
    )


def _section(section: Section) -> str:
    match section.kind:
        case "lead_story":
            return _lead(section.stories[0])
        case "stories":
            return _heading(section) + "".join(_row(story) for story in section.stories)
        case "sponsor":
            return _sponsor(section)
        case "text":
            return _heading(section) + _card(_paragraphs(section.rich_text))
        case _:
            return _heading(section) + _teaser(section.stories[0])


def _heading(section: Section) -> str:
    if not section.heading:
        return ""
    return _card(f"<mj-text><h2 {_style(INK, 20)}>{escape(section.heading)}</h2></mj-text>")


def _lead(story: Story) -> str:
    picture = _picture(story.picture, story.address, WIDTH) if story.picture else ""
    return _card(picture + _title(story, 24) + _words(story) + _button(story))


def _teaser(story: Story) -> str:
    picture = _picture(story.picture, story.address, WIDTH, padding=f"0 {PADDING}px 12px") if story.picture else ""
    return _card(picture + _title(story, 20) + _words(story) + _button(story))


def _row(story: Story) -> str:
    """A picture beside the words, above them where the column is narrow."""
    words = _title(story, 18) + _words(story)
    if story.picture is None:
        return _card(words)
    side = story.picture.width + PADDING
    picture = _picture(story.picture, story.address, story.picture.width, padding=f"0 0 12px {PADDING}px")
    columns = (
        f'<mj-column width="{side}px">{picture}</mj-column><mj-column width="{WIDTH - side}px">{words}</mj-column>'
    )
    return _band(columns, CARD, "card", padding="8px 0 0", is_columns=True)


def _sponsor(section: Section) -> str:
    """Set apart by its colour, and marked above everything else."""
    (story,) = section.stories
    picture = _picture(story.picture, story.address, INNER, padding=f"0 {PADDING}px 12px") if story.picture else ""
    disclosure = _text(f"<strong>{escape(section.disclosure)}</strong>", size=13, ink=MUTED)
    content = disclosure + picture + _title(story, 20) + _words(story) + _button(story)
    return _band(content, SHADE, "shade", padding="16px 0 4px")


def _footer(issue: Issue) -> str:
    lines = [escape(issue.words.reason.format(sender=issue.sender))]
    if issue.tags.unsubscribe:
        lines.append(_link(issue.tags.unsubscribe, issue.words.unsubscribe, MUTED, "quiet"))
    return _band(_text("<br />".join(lines), size=13, ink=MUTED), PAPER, "paper", padding="16px 0")


def _title(story: Story, size: int) -> str:
    return f"<mj-text><h3 {_style(INK, size)}>{_link(story.address, story.title, INK, 'title')}</h3></mj-text>"


def _words(story: Story) -> str:
    facts = _text(escape(" · ".join(story.facts)), size=13, ink=MUTED) if story.facts else ""
    return (_text(escape(story.teaser).replace("\n", "<br />")) if story.teaser else "") + facts


def _button(story: Story) -> str:
    if not story.address:
        return ""
    return f'<mj-button css-class="button" href="{escape(story.address)}">{escape(story.label)}</mj-button>'


def _paragraphs(text: RichText | None) -> str:
    """Rich text with the styles that mail programs need on each element."""
    if text is None:
        return ""
    written = text.html.replace("<a ", f'<a class="link" style="color:{ACCENT};" ')
    for name, style in (("p", "margin:0 0 12px;"), ("ul", "margin:0 0 12px;"), ("ol", "margin:0 0 12px;")):
        written = written.replace(f"<{name}>", f'<{name} style="{style}">')
    return f'<mj-text css-class="ink">{written}</mj-text>'


def _picture(picture: Picture, address: str, width: int, padding: str = "0 0 16px") -> str:
    """An image element of our own: MJML's has either no height, or one that stays when the width shrinks."""
    shown = min(picture.width, width)
    height = round(picture.height * shown / picture.width)
    fine = f' srcset="{escape(picture.url)} 1x, {escape(picture.url_2x)} 2x"' if picture.url_2x else ""
    image = (
        f'<img src="{escape(picture.url)}"{fine} width="{shown}" height="{height}" alt="{escape(picture.alt)}" '
        f'style="display:block;width:100%;max-width:{shown}px;height:auto;border:0;" />'
    )
    linked = f'<a href="{escape(address)}">{image}</a>' if address else image
    return f'<mj-text padding="{padding}">{linked}</mj-text>'


def _text(content: str, size: int = 16, ink: str = INK, align: str = "left") -> str:
    name = "ink" if ink == INK else "quiet"
    return f'<mj-text css-class="{name}" font-size="{size}px" color="{ink}" align="{align}">{content}</mj-text>'


def _link(address: str, label: str, colour: str, name: str) -> str:
    if not address:
        return escape(label)
    return f'<a class="{name}" style="color:{colour};" href="{escape(address)}">{escape(label)}</a>'


def _style(colour: str, size: int) -> str:
    return f'class="title" style="margin:0;color:{colour};font-size:{size}px;line-height:1.25;"'


def _card(content: str) -> str:
    return _band(content, CARD, "card", padding="8px 0 0") if content else ""


def _band(content: str, colour: str, name: str, *, padding: str, is_columns: bool = False) -> str:
    columns = content if is_columns else f"<mj-column>{content}</mj-column>"
    return f'<mj-section background-color="{colour}" css-class="{name}" padding="{padding}">{columns}</mj-section>'
