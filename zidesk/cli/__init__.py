"""The command line: design's verbs over the same operations as the window."""

from zidesk.cli.application import main

__all__ = ["main"]
