"""The import in the admin: upload, review, result."""
