"""Bodies of pages in the forms that leave the site: HTML for feeds, Markdown, plain text, e-mail.

From what the API answers about the blocks of a body (``blocks.graphql``), one document of a few plain parts is made
(``parts``, ``reading``), and from that each form (``html``, ``markdown``, ``text``, ``mail``).
"""
