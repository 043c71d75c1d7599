"""Pictures and files: what may come in, what is stored, who may have it, and what people in pictures agreed to."""
