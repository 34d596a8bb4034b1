"""What the Rencana menu, the context menu and the keyboard do to rows and cells."""
