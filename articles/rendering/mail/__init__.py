"""Mails: MJML, compiled to HTML with inline styles and tables, which is all that mail programs agree on.

Nothing is loaded but pictures: no fonts, no style sheets, no scripts. https://documentation.mjml.io
"""
