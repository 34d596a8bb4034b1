"""Lets ``python -m zidesk`` do what the installed command does."""

import sys

from zidesk.cli import main

if __name__ == "__main__":
    sys.exit(main())
