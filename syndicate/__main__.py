"""`python -m syndicate` is the command."""

from __future__ import annotations

from syndicate.cli import main

if __name__ == "__main__":
    main()
