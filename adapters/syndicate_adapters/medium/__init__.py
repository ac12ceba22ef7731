"""Medium: articles as files that its import and its editor take."""

from syndicate.adapter import Adapter
from syndicate_adapters.medium.api import SERVICE
from syndicate_adapters.medium.article import export
from syndicate_adapters.medium.codes import CODES
from syndicate_adapters.medium.dialect import MEDIUM
from syndicate_adapters.medium.options import MediumOptions

ADAPTER = Adapter(
    name="medium",
    dialect=MEDIUM,
    options=MediumOptions,
    export=export,
    service=SERVICE,
    codes=CODES,
)
