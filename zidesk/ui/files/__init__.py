"""Opening, making, copying and exchanging files from the window."""
