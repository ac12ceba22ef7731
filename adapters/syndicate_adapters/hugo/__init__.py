"""Hugo: writes its sites."""

from syndicate.adapter import Adapter
from syndicate_adapters.hugo.dialect import HUGO

ADAPTER = Adapter(name="hugo", dialect=HUGO)
