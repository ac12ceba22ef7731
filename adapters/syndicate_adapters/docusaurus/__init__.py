"""Docusaurus: reads its blogs."""

from syndicate.adapter import Adapter
from syndicate_adapters.docusaurus.dialect import DOCUSAURUS

ADAPTER = Adapter(name="docusaurus", dialect=DOCUSAURUS)
