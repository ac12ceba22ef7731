"""Two small platforms for the tests of convert and of the command line: notes in, pages out."""
