"""Docusaurus: reads and writes its blogs."""

from syndicate.adapter import Adapter
from syndicate_adapters.docusaurus.codes import CODES
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS
from syndicate_adapters.docusaurus.links import asset_url, resolve
from syndicate_adapters.docusaurus.read import read_site
from syndicate_adapters.docusaurus.writing.write import DocusaurusOptions, write_site
from syndicate_adapters.evidence import docusaurus

ADAPTER = Adapter(
    name="docusaurus",
    dialect=DOCUSAURUS,
    detect=docusaurus,
    read=read_site,
    resolve=resolve,
    asset_url=asset_url,
    options=DocusaurusOptions,
    write=write_site,
    codes=tuple(CODES.values()),
)
