"""What search engines and social networks are told about pages: addresses, breadcrumbs, Open Graph, schema.org.

Everything here is worked out for many pages at once, in a number of statements that does not grow with them. What a
page type has to say is declared by the app that owns it, see ``parts``.
"""
