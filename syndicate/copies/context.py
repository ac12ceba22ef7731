"""What adapters of services need to know of a site."""

from __future__ import annotations

from syndicate.adapter import ExportContext, adapter_named
from syndicate.diagnostics import UsageError
from syndicate.model import Site


def context_of(site: Site) -> ExportContext:
    """How the addresses in the posts of `site` are resolved. Raises UsageError where nobody knows that."""
    engine = adapter_named(site.engine)
    if engine.resolve is None or engine.asset_url is None:
        raise UsageError(f"syndicate cannot follow the links of {site.engine} yet")
    return ExportContext(
        site=site, source=engine.dialect, resolve=engine.resolve, asset_url=engine.asset_url
    )
