"""What the header of a post says, as the engine's schema reads it: values, dates, tags, authors."""
