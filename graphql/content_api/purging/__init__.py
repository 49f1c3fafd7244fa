"""Telling CDNs what has changed, from the change log.

``models``    how far they have been told
``backends``  CDNs that can be told by tag, beside those that Wagtail knows
``job``       what the worker does
"""
