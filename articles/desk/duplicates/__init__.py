"""Warns editors of what seems to exist already.

That is a page with the same title, a source at the same address, a claim in the same words. Nothing is refused: two
pages may well have one title, and the editor knows whether they should.
"""
