"""The self-test of the window, and its dialog."""
