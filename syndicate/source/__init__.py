"""A file as its author wrote it: its text with offsets, and the header as its engine reads it."""
