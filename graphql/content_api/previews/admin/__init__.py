"""Screens of previews: sharing a page's draft, the list of all links, revoking."""
