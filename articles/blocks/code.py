"""The block of source code, and the languages that it can be coloured in."""

from __future__ import annotations

from django.db.models import TextChoices
from grapple.helpers import register_streamfield_block
from wagtail.blocks import ChoiceBlock, StructBlock, TextBlock

from content_api.declare import GraphQLChoice

from .children import line
from .fields import GraphQLText
from .text import GROUP


class CodeLanguage(TextChoices):
    """Language of a piece of code, by the names that syntax highlighters use."""

    PYTHON = "python", "Python"
    BASH = "bash", "Shell"
    HTML = "html", "HTML and templates"
    CSS = "css", "CSS"
    JAVASCRIPT = "javascript", "JavaScript"
    TYPESCRIPT = "typescript", "TypeScript"
    JSON = "json", "JSON"
    YAML = "yaml", "YAML"
    TOML = "toml", "TOML"
    INI = "ini", "INI"
    SQL = "sql", "SQL"
    GRAPHQL = "graphql", "GraphQL"
    PHP = "php", "PHP"
    RUBY = "ruby", "Ruby"
    MARKDOWN = "markdown", "Markdown"
    TEXT = "text", "Plain text"


@register_streamfield_block
class CodeBlock(StructBlock):
    language = ChoiceBlock(choices=CodeLanguage.choices, default=CodeLanguage.PYTHON, search_index=False)
    filename = line(required=False, label="File name", search_index=False, help_text="For example books/models.py")
    code = TextBlock(default="", rows=8)

    class Meta:
        icon = "code"
        label = "Code"
        label_format = "{filename}"
        group = GROUP
        description = "Source code or commands, shown as they are and coloured by language."
        preview_value = {
            "language": "python",
            "filename": "books/models.py",
            "code": "class Book(models.Model):\n    title = models.CharField(max_length=200)\n",
        }
        template = "articles/blocks/code.html"
        graphql_description = "Source code or commands."

    graphql_fields = [
        GraphQLChoice("language", CodeLanguage, description="Language of the code, for colouring."),
        GraphQLText("filename", description="The file that the code belongs into."),
        GraphQLText("code", description="Source code with its line breaks."),
    ]
