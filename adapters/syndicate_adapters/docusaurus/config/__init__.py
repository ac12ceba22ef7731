"""What a site's config says, read without running it: addresses, languages, blogs, plugins."""
