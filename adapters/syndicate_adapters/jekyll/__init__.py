"""Jekyll: reads and writes its blogs."""

from syndicate.adapter import Adapter
from syndicate_adapters.evidence import jekyll
from syndicate_adapters.jekyll.codes import CODES
from syndicate_adapters.jekyll.dialect import JEKYLL
from syndicate_adapters.jekyll.links import asset_url, resolve
from syndicate_adapters.jekyll.read import read_site
from syndicate_adapters.jekyll.writing.codes import CODES as WRITING_CODES
from syndicate_adapters.jekyll.writing.write import JekyllOptions, write_site

ADAPTER = Adapter(
    name="jekyll",
    dialect=JEKYLL,
    detect=jekyll,
    options=JekyllOptions,
    read=read_site,
    resolve=resolve,
    asset_url=asset_url,
    write=write_site,
    codes=(*CODES, *WRITING_CODES),
)
