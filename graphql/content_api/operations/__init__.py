"""The documents that are executed: where they come from, and what is known about them beforehand.

``trusted``     those that ship in ``graphql/operations``, called by name or hash
``registered``  those that clients have registered by Apollo's protocol, where that is allowed
``documents``   from a text to a document that may be executed, kept for the next time
"""
