"""Starting Sayso on one machine: one lock, one port, a ready database, and everything in one process."""
