"""dev.to, and every other site that runs Forem: articles for its API."""

from syndicate.adapter import Adapter
from syndicate_adapters.devto.api import SERVICE
from syndicate_adapters.devto.codes import CODES
from syndicate_adapters.devto.dialect import DEVTO
from syndicate_adapters.devto.options import DevtoOptions
from syndicate_adapters.devto.payload import export

ADAPTER = Adapter(
    name="devto",
    dialect=DEVTO,
    options=DevtoOptions,
    export=export,
    service=SERVICE,
    codes=CODES,
)
