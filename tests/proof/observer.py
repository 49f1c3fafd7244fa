"""What must hold after every step: caches, tags, the log and those who follow it agree with what can be seen."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.cache import cache

from content_api.changes.log import current_version
from content_api.changes.models import ChangeKind, ContentChange
from content_api.changes.tags import in_header

from .edits import World
from .public import Name, Public, on_default_site, public_content, without_tags
from .questions import list_questions, paths, questions_about
from .readers import Cdn, Follower, Question, ask_cached, ask_uncached

if TYPE_CHECKING:
    from .machine import Figures

LISTS_AT_ONCE = 3
FAVOURITE = "/articles/first/"  # asked about in each third turn, the other paths in turns between


class Observer:
    """Asks some questions after each step, others after the next one; copies in the CDN wait until then."""

    def __init__(self, figures: Figures) -> None:
        self.figures = figures
        self.cdn = Cdn()
        self.follower = Follower()
        self.lists = list_questions()
        self.public: Public = {}
        self.ever: set[Name] = set()
        self.paths_ever: set[str] = {""}
        self.slugs_ever: set[str] = set()
        self.row = self._newest_row()  # the newest key that was looked at
        self.version = -1
        self.turn = 0
        self.asked: list[Question] = []

    def look(self, world: World) -> None:
        """Check everything after a step."""
        self._know_what_is_public()
        touched = self._look_at_the_log()
        self._tell_the_cdn(touched, world)
        self._ask()

    def hold_details(self) -> None:
        """Let the CDN hold the answer about every page, so that it is seen what one of them takes with it."""
        for path in paths():
            for question in questions_about(path):
                if question.is_detail:
                    self.cdn.keep(question, ask_cached(question))

    def follow(self, first: int) -> None:
        """Let the client read the changes; it must then know exactly what is public."""
        self.follower.follow(first)
        self.figures.followed += 1
        expected = without_tags(on_default_site(self.public))
        assert not (wrong := _differences(without_tags(self.follower.seen), expected)), wrong

    @staticmethod
    def _newest_row() -> int:
        newest = ContentChange.objects.order_by("-pk").first()
        return newest.pk if newest else 0

    def _know_what_is_public(self) -> None:
        self.public = public_content()
        self.ever |= set(self.public)
        self.paths_ever |= {path for path, _ in self.public.values()}
        self.slugs_ever |= {path.rstrip("/").rpartition("/")[2] for path, _ in self.public.values()}

    def _look_at_the_log(self) -> set[str]:
        """The tags that were touched. What was never public is in no row."""
        rows = list(ContentChange.objects.filter(pk__gt=self.row).order_by("pk"))
        for row in rows:
            self.row = row.pk
            assert row.number is not None
            if row.kind == ChangeKind.SETTINGS:
                continue
            assert (row.object_type, row.object_id) in self.ever, row
            assert row.path in self.paths_ever, row.path
            assert row.former_path in self.paths_ever, row.former_path
        newest = ContentChange.objects.filter(is_newest=True, is_visible=True).exclude(kind=ChangeKind.SETTINGS)
        names = ("object_type", "object_id", "path", "locale")
        told = {(kind, key): (path, locale) for kind, key, path, locale in newest.values_list(*names)}
        assert not (wrong := _differences(told, self.public)), wrong
        return {in_header(tag) for row in rows for tag in row.tags.split()}

    def _tell_the_cdn(self, touched: set[str], world: World) -> None:
        page = world.retitled
        details = {
            question
            for question, copy in self.cdn.copies.items()
            if question.is_detail and _found(copy.body) not in ("", str(page and page.uid))
        }
        gone = self.cdn.forget(touched)
        if page is not None and touched:
            self.figures.others += len(details)
            self.figures.others_forgotten += len(details & set(gone))

    def _ask(self) -> None:
        """Whoever asks gets what is computed now, from the cache and from the CDN."""
        version = current_version()
        is_new = version != self.version
        self.figures.versions += is_new
        if is_new or not self.asked:
            self.asked = self._next_questions()
        self.version = version
        cached = [ask_cached(question) for question in self.asked]
        cache.clear()  # what Wagtail and Django keep below us
        for question, answer in zip(self.asked, cached, strict=True):
            computed = ask_uncached(question)
            assert answer.content == computed.content, f"{question.name}: {_where(answer.content, computed.content)}"
            copy = self.cdn.copies.get(question)
            if copy is not None:
                self.figures.held += 1
                assert copy.body == computed.content, (
                    f"{question.name}: none of {sorted(copy.tags)} was touched: {_where(copy.body, computed.content)}"
                )
            self.cdn.keep(question, answer)
            self.figures.compared += 1
            self.figures.kept += not is_new

    def _next_questions(self) -> list[Question]:
        self.turn += 1
        lists = [self.lists[(self.turn * LISTS_AT_ONCE + one) % len(self.lists)] for one in range(LISTS_AT_ONCE)]
        places = paths()
        path = places[self.turn % len(places)] if self.turn % 3 else FAVOURITE
        return [*lists, *questions_about(path)]


def _differences(told: Public, public: Public) -> dict[Name, Any]:
    """What is told wrongly, and what should have been told."""
    names = told.keys() | public.keys()
    return {name: (told.get(name), public.get(name)) for name in sorted(names) if told.get(name) != public.get(name)}


def _where(one: bytes, other: bytes) -> str:
    """Where two bodies begin to differ."""
    pairs = enumerate(zip(one, other, strict=False))
    start = next((place for place, (left, right) in pairs if left != right), min(len(one), len(other)))
    return f"{one[max(0, start - 200) : start + 100]!r} and {other[max(0, start - 200) : start + 100]!r}"


def _found(body: bytes) -> str:
    """The identity of the page that the answer is about; "" where it is about none."""
    data: Any = json.loads(body)["data"]
    page = data.get("page") or {}
    return str(page.get("uid") or "")
