"""The editor's desk: what waits on the dashboard, the reports behind it, and what is done to many at once."""
