"""The same content in a Wagtail site with plain Grapple, written as Grapple's documentation tells.

It is what Nuages is measured against. Nothing here is slowed down on purpose: the settings are those of a site in
production, the pool of connections and the cache are the same as on the other side, and the renditions of all images
exist, so that no request has to make one.
"""
