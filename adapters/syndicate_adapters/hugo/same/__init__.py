"""From Hugo to Hugo: texts, bundles and data stay as they are, to the byte."""

from __future__ import annotations

from syndicate.adapter import Conversion, WriteContext
from syndicate.diagnostics import Report
from syndicate.model import Site
from syndicate_adapters.hugo.reading.links import HugoSite
from syndicate_adapters.hugo.same.joined import write_joined
from syndicate_adapters.hugo.same.whole import write_whole


def is_same_engine(site: Site) -> bool:
    """Whether this is a site of Hugo; posts without a config are none yet."""
    if site.engine != "hugo" or site.is_one_post:
        return False
    hugo: HugoSite = site.config
    return bool(hugo.config.config.files)


def write_same_engine(context: WriteContext, report: Report) -> Conversion:
    """The plan for the whole site in an empty folder, or for its posts in a site that is there."""
    if context.is_new:
        return write_whole(context, report)
    return write_joined(context, report)
