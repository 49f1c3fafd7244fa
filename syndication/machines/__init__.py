"""What machines read of a site beside its feeds: site maps, ``robots.txt``, ``llms.txt``, Markdown twins of pages.

The API's host serves them; they speak of the frontend's addresses. A frontend passes ``/robots.txt`` and
``/sitemap.xml`` on, or names them in a ``robots.txt`` of its own.
"""
