"""Hugo: reads and writes its sites."""

from syndicate.adapter import Adapter
from syndicate_adapters.evidence import hugo
from syndicate_adapters.hugo.codes import CODES
from syndicate_adapters.hugo.dialect import HUGO
from syndicate_adapters.hugo.reading.codes import CODES as READING_CODES
from syndicate_adapters.hugo.reading.links import asset_url, resolve
from syndicate_adapters.hugo.reading.site import read_site
from syndicate_adapters.hugo.write import HugoOptions, write_site

ADAPTER = Adapter(
    name="hugo",
    dialect=HUGO,
    detect=hugo,
    options=HugoOptions,
    read=read_site,
    resolve=resolve,
    asset_url=asset_url,
    write=write_site,
    codes=(*CODES, *READING_CODES),
)
