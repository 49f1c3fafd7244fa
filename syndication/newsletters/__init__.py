"""Newsletter issues as mail: from the page to HTML, plain text and Markdown.

::

    filling     the page with what it has chosen -> Issue, the same for stored and draft pages
    mjml        Issue -> MJML, which ``mail`` compiles to HTML
    plain       Issue -> plain text, Markdown
    mail        all forms of one issue, made once
    fields      the same in the API
"""
