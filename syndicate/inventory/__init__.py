"""What is in a site, before anything moves."""

from syndicate.inventory.counts import Count
from syndicate.inventory.inventory import Inventory
from syndicate.inventory.survey import scan

__all__ = ["Count", "Inventory", "scan"]
