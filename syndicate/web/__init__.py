"""Addresses: spelling, comparing, and what a link in a text points at."""
