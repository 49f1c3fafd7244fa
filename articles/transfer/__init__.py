"""Ways for content to come in and go out."""
