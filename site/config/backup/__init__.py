"""Backups: the database and the files that its rows name, exactly as they are, and back again.

For people, and for content that moves to another site, there are exports (``content_api.transfer``).
"""
