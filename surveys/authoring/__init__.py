"""What staff do with a consultation in `/cms/`: how it begins, what is still missing, its approval, its short links."""
