"""Answers on paper and by phone, typed in by staff through the same questions, marked as such."""
