"""A form on paper, made from the SurveyVersion: every question as boxes and lines, skip rules in words, large print."""
