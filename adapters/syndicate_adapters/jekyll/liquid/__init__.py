"""Liquid as Jekyll runs it, before any Markdown: what can be known is evaluated, the rest stays as it stands."""
