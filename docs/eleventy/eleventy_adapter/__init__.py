"""Eleventy: reads and writes its blogs."""

from eleventy_adapter.dialect import ELEVENTY
from eleventy_adapter.read import DATA_UNREAD, read_site
from eleventy_adapter.write import EleventyOptions, write_site
from syndicate import kit

ADAPTER = kit.Adapter(
    name="eleventy",
    dialect=ELEVENTY,
    detect=kit.having("eleventy.config.js", "eleventy.config.mjs", ".eleventy.js"),
    read=read_site,
    resolve=kit.resolve_as_written,
    options=EleventyOptions,
    write=write_site,
    codes=(DATA_UNREAD,),
)
