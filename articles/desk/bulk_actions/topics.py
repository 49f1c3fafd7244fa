"""Articles: the topics that readers find them under."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction
from wagtail.log_actions import log

from articles.models import ArticlePage, Topic

from ..log_entries import TOPICS
from .base import OneByOne

ADD, REPLACE = "add", "replace"


class TopicsForm(forms.Form):
    topics = forms.ModelMultipleChoiceField(
        queryset=Topic.objects.prefetch_related("texts__locale"), widget=forms.CheckboxSelectMultiple
    )
    mode = forms.ChoiceField(
        label="What happens to the topics they have",
        choices=[(ADD, "They stay, and these are added"), (REPLACE, "These take their place")],
        initial=ADD,
        widget=forms.RadioSelect,
    )


class SetTopics(OneByOne, PageBulkAction):
    """A live page is published again, if it has no draft and the user may; else the topics are set in its draft."""

    display_name = "Set topics"
    action_type = "set_topics"
    aria_label = "Set the topics of the selected pages"
    action_priority = 130
    form_class = TopicsForm
    heading = "Set topics"
    question = "These articles get the topics:"
    button = "Set topics"
    noun = ("article", "articles")
    done = "given the topics"
    cleaned_form: Any

    def check_perm(self, page: Any) -> bool:
        return bool(page.permissions_for_user(self.request.user).can_edit())

    def reason_to_leave_out(self, page: Any) -> str:
        if page.specific_class is not ArticlePage:
            return "is no article, and only articles have topics"
        if page.alias_of_id:
            return "is a mirror of another page"
        if page.approved_schedule:
            return "has a schedule, which would be replaced"
        if page.permissions_for_user(self.request.user).page_locked() or page.workflow_in_progress:
            return "is locked or in moderation"
        return ""

    def effect_on(self, page: Any) -> str:
        return "published again with the topics" if self._publishes(page) else "set in its draft; somebody publishes it"

    def _publishes(self, page: Any) -> bool:
        may_publish = page.permissions_for_user(self.request.user).can_publish()
        return bool(page.live and not page.has_unpublished_changes and may_publish)

    def apply_to(self, page: Any, user: Any) -> bool:
        chosen: list[Topic] = list(self.cleaned_form.cleaned_data["topics"])
        publishes = self._publishes(page)
        article: ArticlePage = page.get_latest_revision_as_object() if page.has_unpublished_changes else page.specific
        before = list(article.topics.all())
        kept = before if self.cleaned_form.cleaned_data["mode"] == ADD else []
        topics = kept + [topic for topic in chosen if topic not in kept]
        if {topic.pk for topic in topics} == {topic.pk for topic in before}:
            return False
        article.topics = topics
        revision = article.save_revision(user=user)
        log(article, TOPICS, user=user, revision=revision, data={"topics": [topic.slug for topic in topics]})
        if publishes:
            revision.publish(user=user)
        return True
