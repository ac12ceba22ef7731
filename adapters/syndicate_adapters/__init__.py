"""The adapters that come with syndicate, one package a platform, found by their entry points."""
