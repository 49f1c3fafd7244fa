"""What a piece of a text is: the title, a byline, key takeaways, sources, or what surrounds articles on pages."""
