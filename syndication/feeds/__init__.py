"""Feeds of articles: RSS 2.0, Atom and JSON Feed, for readers, importers and partners.

``selection`` asks the API, ``entries`` holds what was answered, ``formats`` write it, ``views`` serve it.
"""
