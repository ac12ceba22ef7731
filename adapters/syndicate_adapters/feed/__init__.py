"""Feeds: RSS 2.0, Atom 1.0 and JSON Feed 1.1 from the posts of any site."""

from syndicate.adapter import Adapter
from syndicate.body.html import HTML
from syndicate_adapters.feed.codes import CODES
from syndicate_adapters.feed.options import FeedOptions
from syndicate_adapters.feed.write import collect

ADAPTER = Adapter(name="feed", dialect=HTML, options=FeedOptions, collect=collect, codes=CODES)
