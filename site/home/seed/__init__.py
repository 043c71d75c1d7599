"""The pages that a new site starts with. Editors own them once they exist: planting again changes no word."""
