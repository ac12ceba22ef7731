"""Hugo: writes its sites."""

from syndicate.adapter import Adapter
from syndicate_adapters.hugo.codes import CODES
from syndicate_adapters.hugo.dialect import HUGO
from syndicate_adapters.hugo.write import HugoOptions, write_site

ADAPTER = Adapter(name="hugo", dialect=HUGO, options=HugoOptions, write=write_site, codes=CODES)
