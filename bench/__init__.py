"""How fast syndicate is, beside programs that everybody has."""
