"""What is in a site, before anything moves."""

from syndicate.inventory.survey import Count, Inventory, scan

__all__ = ["Count", "Inventory", "scan"]
