"""The site's own shortcodes, read without being run: text, parameters, and what simple conditions choose."""
