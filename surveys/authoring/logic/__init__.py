"""Checking the questions of a survey, seeing who is asked what, and walking through them as somebody would."""
