"""The author's text: the sparse tree, the dialects that read and write it, and the seam to the parser."""
