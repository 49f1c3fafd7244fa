"""Blocks with an editorial shape: callouts, steps, pros and cons, questions and answers."""

from __future__ import annotations

from typing import Any

from django.db.models import TextChoices
from grapple.helpers import register_streamfield_block
from wagtail.blocks import ChoiceBlock, ListBlock, StructBlock, TextBlock

from content_api.declare import GraphQLChoice, GraphQLHtml, GraphQLStrings, GraphQLStructs

from .children import line, lines, rich_text
from .code import CodeLanguage
from .fields import GraphQLText

GROUP = "Editorial"


class CalloutStyle(TextChoices):
    """What kind of aside a callout is."""

    NOTE = "note", "Note"
    TIP = "tip", "Tip"
    WARNING = "warning", "Warning"


@register_streamfield_block
class CalloutBlock(StructBlock):
    style = ChoiceBlock(choices=CalloutStyle.choices, default=CalloutStyle.NOTE, search_index=False)
    heading = line(required=False)
    body = rich_text()

    class Meta:
        icon = "info-circle"
        label = "Callout"
        label_format = "{heading}"
        group = GROUP
        description = "A note, tip or warning beside the running text. Use few: a page of callouts has none."
        preview_value = {
            "style": "tip",
            "heading": "Let Django look",
            "body": "<p>The command <code>manage.py check --deploy</code> finds most unsafe settings.</p>",
        }
        template = "articles/blocks/callout.html"
        graphql_description = "A note, tip or warning beside the running text."

    graphql_fields = [
        GraphQLChoice("style", CalloutStyle, required=True, description="Kind of aside."),
        GraphQLText("heading", description="Heading above the block."),
        *GraphQLHtml("body", required=True, description="The running text of the block."),
    ]


@register_streamfield_block
class StepBlock(StructBlock):
    """One step of a ``StepsBlock``."""

    title = line()
    body = rich_text(required=False)
    code = TextBlock(required=False, default="", rows=4, help_text="What to type, if anything.")
    language = ChoiceBlock(
        required=False, choices=CodeLanguage.choices, search_index=False, help_text="Language of the code."
    )

    class Meta:
        icon = "tick-inverse"
        label = "Step"
        label_format = "{title}"
        graphql_description = "One step of a sequence."

    graphql_fields = [
        GraphQLText("title", description="Title of the block."),
        *GraphQLHtml("body", required=True, description="The running text of the block."),
        GraphQLText("code", description="Source code with its line breaks."),
        GraphQLChoice("language", CodeLanguage, description="Language of the code, for colouring."),
    ]


@register_streamfield_block
class StepsBlock(StructBlock):
    heading = line(required=False)
    steps = ListBlock(StepBlock(), min_num=2)

    class Meta:
        icon = "list-ol"
        label = "Steps"
        label_format = "{heading}"
        group = GROUP
        description = "Instructions in order, each with what to type. For how-to articles."
        preview_value = {
            "heading": "From an empty folder to a project",
            "steps": [
                {
                    "title": "Make a virtual environment",
                    "body": "<p>It keeps the packages of this project apart from all others.</p>",
                    "language": "bash",
                    "code": "python3 -m venv .venv\nsource .venv/bin/activate",
                },
                {
                    "title": "Install Django",
                    "body": "<p>The range accepts security fixes but not the next feature release.</p>",
                    "language": "bash",
                    "code": 'python -m pip install "Django>=5.2,<5.3"',
                },
            ],
        }
        template = "articles/blocks/steps.html"
        graphql_description = "Instructions in order."

    graphql_fields = [
        GraphQLText("heading", description="Heading above the block."),
        GraphQLStructs("steps", StepBlock, description="The steps in order."),
    ]


@register_streamfield_block
class ProsConsBlock(StructBlock):
    heading = line(required=False)
    pros = ListBlock(lines(rows=1), min_num=1, label="In favour")
    cons = ListBlock(lines(rows=1), min_num=1, label="Against")

    class Meta:
        icon = "order"
        label = "Pros and cons"
        label_format = "{heading}"
        group = GROUP
        description = "What speaks for something and what against it, side by side. Both sides need a point."
        preview_value = {
            "heading": "What you pay, what you get",
            "pros": [
                "Admin, accounts and migrations on the first day",
                "Strangers find their way in your code",
            ],
            "cons": ["Machinery that idles in small services", "Months until nothing surprises you"],
        }
        template = "articles/blocks/pros_cons.html"
        graphql_description = "What speaks for something and what against it."

    graphql_fields = [
        GraphQLText("heading", description="Heading above the block."),
        GraphQLStrings("pros", source="points_in_favour", description="Points in favour."),
        GraphQLStrings("cons", source="points_against", description="Points against."),
    ]

    def points_in_favour(self, info: Any, values: dict[str, Any]) -> list[str]:
        return [point for point in values["pros"] if point]

    def points_against(self, info: Any, values: dict[str, Any]) -> list[str]:
        return [point for point in values["cons"] if point]


@register_streamfield_block
class QuestionBlock(StructBlock):
    """One question of a ``FaqBlock``."""

    question = line()
    answer = rich_text()

    class Meta:
        icon = "help"
        label = "Question"
        label_format = "{question}"
        graphql_description = "A question with its answer."

    graphql_fields = [
        GraphQLText("question", required=True, description="The question as a reader would ask it."),
        *GraphQLHtml("answer", required=True, description="The answer."),
    ]


@register_streamfield_block
class FaqBlock(StructBlock):
    heading = line(required=False)
    questions = ListBlock(QuestionBlock(), min_num=1)

    class Meta:
        icon = "help"
        label = "Questions and answers"
        label_format = "{heading}"
        group = GROUP
        description = "Questions that readers ask, with short answers. Search engines can show them."
        preview_value = {
            "heading": "When something goes wrong",
            "questions": [
                {
                    "question": "Port 8000 is already in use.",
                    "answer": "<p>Name another: <code>python manage.py runserver 8001</code>.</p>",
                },
                {
                    "question": "The browser says TemplateDoesNotExist.",
                    "answer": "<p>The error page lists every path that was tried.</p>",
                },
            ],
        }
        template = "articles/blocks/faq.html"
        graphql_description = "Questions that readers ask, with their answers."

    graphql_fields = [
        GraphQLText("heading", description="Heading above the block."),
        GraphQLStructs("questions", QuestionBlock, description="The questions in order."),
    ]
