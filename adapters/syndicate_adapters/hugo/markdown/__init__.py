"""Reading a body: shortcodes, then Markdown, as the engine has them."""
