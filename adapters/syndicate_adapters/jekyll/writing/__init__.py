"""Writes sites for Jekyll."""
