"""Previews: drafts for whoever holds a link to one, one page each.

``models``    links and tokens
``tokens``    making tokens, and telling whose one is
``links``     making links: for the editor's own frame, and to be shared
``rights``    whether the one who made a link may still see the page
``exchange``  a link's token for one that goes into a header
``content``   what an editor has typed, as it is kept with a link
``drafts``    pages and facts as their drafts have them, in memory
``showing``   letting a loader show a draft in place of what is stored
``chosen``    what a draft refers to
``frames``    what the editor sees beside the form
``upkeep``    removing what has ended
``admin``     sharing, lists and revoking
"""
