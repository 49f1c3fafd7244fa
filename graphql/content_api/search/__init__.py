"""The search of the API: an index of its own, made of words that are read the same way on every database.

Wagtail's index serves the admin: it holds what editors may know, all languages of a snippet in one, and what a word
is depends on the database. This one holds what readers may see of an object, one document for each language. Words
are cut and stemmed here (``analysis``), for the index, for queries and for highlights alike, so PostgreSQL and
SQLite's FTS5 find the same, Chinese included. Wagtail's indexing calls it (``backend``).
"""
