"""What an import would do with a draft: decided before anything is written, and shown to whoever decides."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from html import escape

from django.utils import timezone

from articles.models import ArticleIndexPage, ArticlePage, Author, MarkdownOrigin, Source, Topic

from ..arranging import blocks_of
from ..draft import Draft
from ..errors import RefusedError
from ..limits import LONGEST_LINE, LONGEST_TAG
from ..notes import Kind
from ..pieces import Paragraph
from ..recognising.sources import FoundSource
from .lookups import author_named, known_sources, topic_named
from .options import Options, index_for


class Action(StrEnum):
    """What becomes of a file."""

    CREATE = "create"
    UPDATE = "update"
    NEW_DRAFT = "new draft"  # of a page that is live, and stays as it is until somebody publishes
    UNCHANGED = "unchanged"
    LEFT_ALONE = "left alone"


WRITES = {Action.CREATE, Action.UPDATE, Action.NEW_DRAFT}


@dataclass
class Plan:
    """A draft with its place. ``page`` is the one that an earlier import made; ``reason`` says why nothing is done."""

    draft: Draft
    action: Action
    parent: ArticleIndexPage
    page: ArticlePage | None = None
    reason: str = ""
    authors: list[Author] = field(default_factory=list)
    topics: list[Topic] = field(default_factory=list)
    known: dict[FoundSource, Source] = field(default_factory=dict)

    @property
    def new_sources(self) -> list[FoundSource]:
        return [source for source in self.draft.sources if source not in self.known]


def planned(draft: Draft, options: Options) -> Plan:
    """Reads the database, writes nothing. Raises ``RefusedError`` where the user may not import there."""
    parent = index_for(options, draft.locale)
    origin = MarkdownOrigin.objects.filter(source_name=draft.name).select_related("page").first()
    action, reason = _action(draft, origin, parent, options)
    plan = Plan(draft, action, parent, origin.page if origin else None, reason)
    if action in WRITES:
        if draft.date and draft.date >= timezone.localdate():
            draft.notes.add(Kind.CHECK, f"the date {draft.date} is not in the past, and was not used")
            draft.date = None
        _find_people_and_topics(plan, options)
        plan.known = known_sources(draft.sources)
        _keep_sources_as_text(plan, options)
    return plan


def _action(
    draft: Draft, origin: MarkdownOrigin | None, parent: ArticleIndexPage, options: Options
) -> tuple[Action, str]:
    if origin is None:
        if options.user and not parent.permissions_for_user(options.user).can_add_subpage():
            raise RefusedError(f"You may not add pages below “{parent.title}”.")
        return Action.CREATE, ""
    page = origin.page
    if origin.digest == draft.digest:
        return Action.UNCHANGED, "the file is the one that was imported before"
    if options.user and not page.permissions_for_user(options.user).can_edit():
        return Action.LEFT_ALONE, f"you may not edit “{page.get_admin_display_title()}”"
    if page.locked or page.workflow_in_progress:
        return Action.LEFT_ALONE, "the page is locked, or its draft is with moderators"
    if page.latest_revision_id != origin.revision_id and not options.overwrite:
        return Action.LEFT_ALONE, "somebody has edited the page since it was imported"
    return (Action.NEW_DRAFT if page.live else Action.UPDATE), ""


def _find_people_and_topics(plan: Plan, options: Options) -> None:
    """Names that the site does not know are kept: topics as tags, authors as words."""
    draft = plan.draft
    for name in draft.authors:
        if author := author_named(name):
            plan.authors.append(author)
        else:
            draft.notes.add(Kind.CHECK, f"the site has no author “{name}”; add one, or choose another")
            _keep_as_text(draft, name)
    plan.authors = plan.authors or list(options.authors)
    for name in draft.topics:
        if topic := topic_named(name):
            plan.topics.append(topic)
        elif len(name) <= LONGEST_TAG:
            draft.notes.add(Kind.CHANGED, f"the site has no topic “{name}”; it became a tag")
            draft.tags.append(name)
        else:
            _keep_as_text(draft, name)
    plan.topics = list(dict.fromkeys([*plan.topics, *options.topics]))
    draft.topics = []


def _keep_sources_as_text(plan: Plan, options: Options) -> None:
    """Those that the user may not add, and those that the site has and the text says too much of."""
    draft = plan.draft
    may_add = options.user is None or options.user.has_perm("articles.add_source")
    left: list[FoundSource] = []
    for source in draft.sources:
        known = plan.known.get(source)
        if known and len(note_on(known, source)) > LONGEST_LINE:
            draft.notes.add(Kind.KEPT, f"the entry on “{source.title}” is too long for a note", source.line)
        elif not known and not may_add:
            draft.notes.add(Kind.KEPT, f"you may not add sources; “{source.title}” is kept at the end", source.line)
        else:
            left.append(source)
            continue
        draft.furniture += blocks_of([_source_as_text(source)], draft.notes)
    draft.sources = left


def _source_as_text(source: FoundSource) -> Paragraph:
    words = " ".join(filter(None, (source.publisher, source.note)))
    title = escape(source.title, quote=False)
    link = f'<a href="{escape(source.url)}">{title}</a>' if source.url else title
    return Paragraph(source.line, f"{link} {escape(words, quote=False)}".strip(), source.title)


def note_on(known: Source, found: FoundSource) -> str:
    """What an entry says that the source of the site does not."""
    said = f"{known.title} {known.publisher}".casefold()
    parts = [part for part in (found.title, found.publisher) if part and part.casefold() not in said]
    return ", ".join([*parts, found.note] if found.note else parts)


def _keep_as_text(draft: Draft, words: str) -> None:
    """At the end, unless it stands there already, as the line that was beneath the title."""
    if not any(escape(words, quote=False) in str(block.value.get("body", "")) for block in draft.furniture):
        paragraph = Paragraph(1, escape(words, quote=False), words)
        draft.furniture += blocks_of([paragraph], draft.notes)
