"""A file as its author wrote it: text with offsets, and the front matter under an engine's rules."""
