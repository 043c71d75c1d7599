"""Search: an index of word stems, the same on SQLite and PostgreSQL, and what a visitor's words mean."""
