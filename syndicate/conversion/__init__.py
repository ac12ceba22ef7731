"""From a site to files of another engine: planned, then written, each file at most once."""
