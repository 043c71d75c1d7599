"""Everything out into one file, and back."""
