"""Placeholders that a newsletter tool fills in for each reader, as each tool writes them.

What editors write can look like one, and a title with ``{{ braces }}`` would be executed by the tool or stop the
sending. ``neutral`` puts an invisible character (U+2060, WORD JOINER) where a placeholder would begin.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.db.models import TextChoices

FIRST_NAME = "{first_name}"  # what editors write in a greeting
WORD_JOINER = "\u2060"


class MailTool(TextChoices):
    """The tool that sends the newsletter, and thereby how placeholders are written."""

    NONE = "none", "None: a link to unsubscribe is added elsewhere"
    MAILCHIMP = "mailchimp", "Mailchimp"
    BREVO = "brevo", "Brevo"
    BUTTONDOWN = "buttondown", "Buttondown"
    LISTMONK = "listmonk", "listmonk"
    MAILJET = "mailjet", "Mailjet"
    CLEVERREACH = "cleverreach", "CleverReach"


@dataclass(frozen=True)
class MergeTags:
    """One tool's placeholders; an empty one does not exist. ``openings`` is how placeholders begin, as a pattern."""

    unsubscribe: str = ""
    view_in_browser: str = ""
    first_name: str = ""
    openings: str = ""

    def neutral(self, text: str) -> str:
        """``text`` in which nothing is a placeholder; it looks the same."""
        if not self.openings:
            return text
        return re.sub(self.openings, lambda found: found[0][0] + WORD_JOINER + found[0][1:], text)

    def neutral_address(self, address: str) -> str:
        """``address`` in which nothing is a placeholder; it leads to the same place."""
        if not self.openings:
            return address
        return re.sub(self.openings, lambda found: f"%{ord(found[0][0]):02X}{found[0][1:]}", address)


BRACES = r"\{(?=[{%])"
TAGS = {
    MailTool.NONE: MergeTags(),
    # https://mailchimp.com/help/all-the-merge-tags-cheat-sheet/
    MailTool.MAILCHIMP: MergeTags("*|UNSUB|*", "*|ARCHIVE|*", "*|FNAME|*", r"\*(?=\|)"),
    # https://developers.brevo.com/docs/variables-and-filters
    MailTool.BREVO: MergeTags("{{ unsubscribe }}", "{{ mirror }}", "{{ contact.FIRSTNAME }}", BRACES),
    # https://docs.buttondown.com/using-templates
    MailTool.BUTTONDOWN: MergeTags(
        "{{ unsubscribe_url }}", "{{ email_url }}", "{{ subscriber.metadata.first_name }}", BRACES
    ),
    # https://listmonk.app/docs/templating/
    MailTool.LISTMONK: MergeTags("{{ UnsubscribeURL }}", "{{ MessageURL }}", "{{ .Subscriber.FirstName }}", BRACES),
    # https://documentation.mailjet.com/ (personalisation)
    MailTool.MAILJET: MergeTags("[[UNSUB_LINK_EN]]", "[[PERMALINK]]", "[[data:firstname]]", r"\[(?=\[)|\{(?=[{%])"),
    # https://support.cleverreach.com/ (placeholders)
    MailTool.CLEVERREACH: MergeTags("{UNSUBSCRIBE}", "{ONLINE_VERSION}", "{FIRSTNAME}", r"\{(?=[A-Z])"),
}


def tags_of(tool: str) -> MergeTags:
    """The placeholders of a tool."""
    return TAGS[MailTool(tool)]


def greeting_with_name(greeting: str, tags: MergeTags) -> str:
    """A greeting with the tool's placeholder; one that names nobody is left out where the tool knows no names."""
    before, name, after = greeting.partition(FIRST_NAME)
    if not name:
        return tags.neutral(greeting)
    if not tags.first_name:
        return ""
    return f"{tags.neutral(before)}{tags.first_name}{tags.neutral(after)}"
