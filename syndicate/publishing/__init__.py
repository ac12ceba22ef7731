"""Copies of posts on services, each of them once: choice, plan, ledger, and how requests are sent."""
