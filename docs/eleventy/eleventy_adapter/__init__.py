"""Eleventy: reads and writes its blogs."""

from eleventy_adapter.dialect import ELEVENTY
from eleventy_adapter.read import DATA_UNREAD, evidence, read_site, resolve
from eleventy_adapter.write import EleventyOptions, write_site
from syndicate.adapter import Adapter

ADAPTER = Adapter(
    name="eleventy",
    dialect=ELEVENTY,
    detect=evidence,
    read=read_site,
    resolve=resolve,
    options=EleventyOptions,
    write=write_site,
    codes=(DATA_UNREAD,),
)
