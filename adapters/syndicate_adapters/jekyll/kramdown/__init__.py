"""Markdown as kramdown reads it: a parser that knows where everything stands in the file."""
