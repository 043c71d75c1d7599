"""Taking services in from a file or a feed, and giving them out: always as drafts, always after a dry run."""
