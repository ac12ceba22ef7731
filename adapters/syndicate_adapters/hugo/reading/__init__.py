"""Hugo sites as the engine reads them: config, languages, content, headers, addresses.

Source: Hugo 0.168.0; tests/hugo_reading compares with 46 sites that the engine built.
"""
