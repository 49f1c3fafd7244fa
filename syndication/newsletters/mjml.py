"""An issue as MJML: https://documentation.mjml.io/. Everything that is not ours is escaped where it is written.

Before each section stands a comment that names it. It is taken out of the HTML again, after it has told how many bytes
each section comes to (see ``sizes``).
"""

from __future__ import annotations

from django.utils.html import escape

from articles.rendering.mail.document import document
from articles.rendering.mail.elements import band, button, card, heading, image, link, text
from articles.rendering.mail.styles import CARD, INK, INNER, MUTED, PADDING, PAPER, SHADE, WIDTH
from articles.rendering.mail.writing import words

from .issue import Issue, RichText, Section, Story

MARK = "section:"
FOOT = "footer"


def mjml_of(issue: Issue) -> str:
    """The whole document."""
    body = [_masthead(issue)]
    if issue.greeting:
        body.append(card(text(escape(issue.greeting), size=16)))
    for section in issue.sections:
        body += [_mark(section.name), _section(section)]
    body += [_mark(FOOT), _footer(issue)]
    return document("".join(body), title=issue.subject, preheader=issue.preheader, language=issue.language)


def _mark(name: str) -> str:
    return f"<mj-raw><!--{MARK}{name}--></mj-raw>"


def _masthead(issue: Issue) -> str:
    line = link(issue.browser_address, issue.words.view_in_browser, MUTED, "quiet") if issue.browser_address else ""
    sender = link(issue.home_address, issue.sender, INK, "title")
    return (
        band(text(line, size=13, ink=MUTED, align="right"), PAPER, "paper", padding="12px 0 0")
        + card(text(f"<strong>{sender}</strong>", size=20))
        + card(heading(1, escape(issue.subject), 28))
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
            return _heading(section) + card(_paragraphs(section.rich_text))
        case _:
            return _heading(section) + _teaser(section.stories[0])


def _heading(section: Section) -> str:
    if not section.heading:
        return ""
    return card(heading(2, escape(section.heading), 20))


def _lead(story: Story) -> str:
    picture = image(story.picture, story.address, WIDTH) if story.picture else ""
    return card(picture + _title(story, 24) + _said(story) + _button(story))


def _teaser(story: Story) -> str:
    picture = image(story.picture, story.address, WIDTH, padding=f"0 {PADDING}px 12px") if story.picture else ""
    return card(picture + _title(story, 20) + _said(story) + _button(story))


def _row(story: Story) -> str:
    """A picture beside the words, above them where the column is narrow."""
    said = _title(story, 18) + _said(story)
    if story.picture is None:
        return card(said)
    side = story.picture.width + PADDING
    picture = image(story.picture, story.address, story.picture.width, padding=f"0 0 12px {PADDING}px")
    columns = f'<mj-column width="{side}px">{picture}</mj-column><mj-column width="{WIDTH - side}px">{said}</mj-column>'
    return band(columns, CARD, "card", padding="8px 0 0", is_columns=True)


def _sponsor(section: Section) -> str:
    """Set apart by its colour, and marked above everything else."""
    (story,) = section.stories
    picture = image(story.picture, story.address, INNER, padding=f"0 {PADDING}px 12px") if story.picture else ""
    disclosure = text(f"<strong>{escape(section.disclosure)}</strong>", size=13, ink=MUTED)
    content = disclosure + picture + _title(story, 20) + _said(story) + _button(story)
    return band(content, SHADE, "shade", padding="16px 0 4px")


def _footer(issue: Issue) -> str:
    lines: list[str] = [escape(issue.words.reason.format(sender=issue.sender))]
    if issue.tags.unsubscribe:
        lines.append(link(issue.tags.unsubscribe, issue.words.unsubscribe, MUTED, "quiet"))
    return band(text("<br />".join(lines), size=13, ink=MUTED), PAPER, "paper", padding="16px 0")


def _title(story: Story, size: int) -> str:
    return heading(3, link(story.address, story.title, INK, "title"), size)


def _said(story: Story) -> str:
    facts = text(escape(" · ".join(story.facts)), size=13, ink=MUTED) if story.facts else ""
    return (text(escape(story.teaser).replace("\n", "<br />")) if story.teaser else "") + facts


def _button(story: Story) -> str:
    return button(story.address, story.label) if story.address else ""


def _paragraphs(content: RichText | None) -> str:
    return words(content.html) if content else ""
