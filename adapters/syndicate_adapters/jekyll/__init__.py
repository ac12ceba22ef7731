"""Jekyll: reads its blogs."""

from syndicate.adapter import Adapter
from syndicate_adapters.jekyll.codes import CODES
from syndicate_adapters.jekyll.dialect import JEKYLL
from syndicate_adapters.jekyll.links import asset_url, resolve
from syndicate_adapters.jekyll.read import evidence, read_site

ADAPTER = Adapter(
    name="jekyll",
    dialect=JEKYLL,
    detect=evidence,
    read=read_site,
    resolve=resolve,
    asset_url=asset_url,
    codes=CODES,
)
