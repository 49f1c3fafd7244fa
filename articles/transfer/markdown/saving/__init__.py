"""From drafts to pages: what is planned, and that it is done."""
