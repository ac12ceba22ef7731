"""Copies of posts in other forms: what leaves the site as files."""
