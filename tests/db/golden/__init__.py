"""Files of every released format, opened for ever."""
