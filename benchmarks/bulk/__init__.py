"""Writing many rows at once, past the models' ``save()``. For any Wagtail project whose settings are loaded."""
