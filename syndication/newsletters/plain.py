"""An issue without HTML: plain text as mails carry it beside the HTML, and Markdown."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from content_api.rich_text.markdown import markdown_of

from .issue import Issue, Section, Story

WIDTH = 72  # characters: what plain text in mails is wrapped at
RULE = "-" * WIDTH


def text_of(issue: Issue) -> str:
    """Plain text: sections under lines, each address on a line of its own."""
    blocks = [issue.subject, "=" * min(WIDTH, max(3, len(issue.subject)))]
    if issue.browser_address:
        blocks += ["", f"{issue.words.view_in_browser}: {issue.browser_address}"]
    if issue.greeting:
        blocks += ["", *_wrapped(issue.greeting)]
    for section in issue.sections:
        blocks += ["", RULE, "", *_section(section)]
    blocks += ["", RULE, "", *_wrapped(issue.words.reason.format(sender=issue.sender))]
    if issue.tags.unsubscribe:
        blocks.append(f"{issue.words.unsubscribe}: {issue.tags.unsubscribe}")
    return "\n".join(blocks) + "\n"


def _section(section: Section) -> Iterator[str]:
    if section.disclosure:
        yield from (f"[ {section.disclosure} ]", "")
    if section.heading:
        yield from (*_wrapped(section.heading.upper()), "")
    if section.rich_text is not None:
        for paragraph in section.rich_text.text.split("\n"):
            yield from _wrapped(paragraph) or [""]
    for number, story in enumerate(section.stories):
        if number:
            yield ""
        yield from _story(story)


def _story(story: Story) -> Iterator[str]:
    yield from _wrapped(story.title)
    if story.facts:
        yield from _wrapped(" · ".join(story.facts))
    for paragraph in story.teaser.splitlines():
        yield from _wrapped(paragraph)
    if story.address:
        yield f"{story.label}: {story.address}"


def _wrapped(text: str) -> list[str]:
    """Lines of at most ``WIDTH`` characters, as far as addresses allow."""
    return textwrap.wrap(text, WIDTH, break_long_words=False, break_on_hyphens=False)


def markdown_of_issue(issue: Issue) -> str:
    """CommonMark: the subject as the first heading, a heading for each section, links in place."""
    parts = [f"# {_escaped(issue.subject)}"]
    if issue.browser_address:
        parts.append(_link(issue.browser_address, issue.words.view_in_browser))
    if issue.greeting:
        parts.append(_greeting(issue))
    for section in issue.sections:
        parts += _markdown(section)
    parts += ["---", _escaped(issue.words.reason.format(sender=issue.sender))]
    if issue.tags.unsubscribe:
        parts.append(_link(issue.tags.unsubscribe, issue.words.unsubscribe))
    return "\n\n".join(parts) + "\n"


def _greeting(issue: Issue) -> str:
    """The greeting, whose placeholder is the tool's to read."""
    before, name, after = issue.greeting.partition(issue.tags.first_name or "\0")
    return f"{_escaped(before)}{name}{_escaped(after)}"


def _markdown(section: Section) -> Iterator[str]:
    if section.disclosure:
        yield f"**{_escaped(section.disclosure)}**"
    if section.heading:
        yield f"## {_escaped(section.heading)}"
    if section.rich_text is not None:
        yield section.rich_text.markdown
    for story in section.stories:
        yield f"### {_link(story.address, story.title)}"
        if story.facts:
            yield _escaped(" · ".join(story.facts))
        if story.teaser:
            yield "\\\n".join(_escaped(line) for line in story.teaser.splitlines())


def _link(address: str, label: str) -> str:
    """In angle brackets, because placeholders of tools contain spaces and braces."""
    if not address:
        return _escaped(label)
    written = address.replace("<", "%3C").replace(">", "%3E")
    return f"[{_escaped(label)}](<{written}>)"


def _escaped(text: str) -> str:
    """Words that stay words."""
    if not text:
        return ""
    paragraph = {"type": "paragraph", "children": [{"type": "text", "value": text}]}
    return markdown_of({"type": "root", "children": [paragraph]})
