"""The whole shelf of a site: its reviews as linked data and as a table."""

from syndicate.adapter import Adapter
from syndicate.body.html import HTML
from syndicate_adapters.reviews.codes import CODES
from syndicate_adapters.reviews.write import collect

ADAPTER = Adapter(name="reviews", dialect=HTML, collect=collect, codes=CODES)
