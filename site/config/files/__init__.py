"""Files that rows of the database name, and the places they lie in: for backups, and for moving to another place."""
